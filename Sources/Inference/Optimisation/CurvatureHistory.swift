/// What the last steps of a search tell of the curvature, and the ascent direction that follows.
struct CurvatureHistory {
  private let limit: Int
  private var pairs: [Pair] = []

  private struct Pair {
    /// The step s, and the fall of the gradient y over it.
    let step: [Double]
    let fall: [Double]
    /// s'y, positive.
    let product: Double
  }

  init(limit: Int) { self.limit = limit }

  var isEmpty: Bool { pairs.isEmpty }

  /// Remembers a step, unless the density is not concave along it.
  mutating func add(from old: ModePoint, to new: ModePoint) {
    let step = zip(new.position, old.position).map { $0 - $1 }
    let fall = zip(old.gradient, new.gradient).map { $0 - $1 }
    let product = dot(step, fall)
    guard product > 1e-12 * (dot(step, step) * dot(fall, fall)).squareRoot() else { return }
    if pairs.count == limit { pairs.removeFirst() }
    pairs.append(Pair(step: step, fall: fall, product: product))
  }

  /// The inverse curvature times the gradient, by the two-loop recursion; a step of length one at
  /// most while nothing is known.
  func direction(for gradient: [Double]) -> [Double] {
    guard let last = pairs.last else {
      let scale = 1 / max(1, dot(gradient, gradient).squareRoot())
      return gradient.map { scale * $0 }
    }
    var direction = gradient
    var weights = [Double](repeating: 0, count: pairs.count)
    for (i, pair) in pairs.enumerated().reversed() {
      weights[i] = dot(pair.step, direction) / pair.product
      for k in direction.indices { direction[k] -= weights[i] * pair.fall[k] }
    }
    let scale = last.product / dot(last.fall, last.fall)
    for k in direction.indices { direction[k] *= scale }
    for (i, pair) in pairs.enumerated() {
      let correction = weights[i] - dot(pair.fall, direction) / pair.product
      for k in direction.indices { direction[k] += correction * pair.step[k] }
    }
    return direction
  }
}
