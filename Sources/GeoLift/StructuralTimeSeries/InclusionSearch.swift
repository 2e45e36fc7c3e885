import Foundation
import LinearAlgebra
import Probability

/// Which donors count: a search over sets with the coefficients integrated out.
///
/// With A and b the donors' cross products among each other and with the target, and Q the slab's
/// precision, a set's coefficients are normal with precision M = A + Q, and its weight is
/// |Q|^½ |M|^-½ exp(½ b' M⁻¹ b) times the chances of its members. The inverses of M and Q of the set are
/// kept and changed by one donor at a time.
/// George and McCulloch 1997, section 3; the slab as in Scott and Varian 2014.
struct InclusionSearch {
  /// The logarithm of the odds of a donor before the data; infinite if all count.
  let logOdds: Double
  /// The donors that count, in the order in which they came.
  private(set) var included: [Int] = []
  private(set) var isIncluded: [Bool]
  private var system: SetInverse
  private var slab: SetInverse

  init(donors: Int, probability: Double) {
    logOdds = probability >= 1 ? .infinity : log(probability / (1 - probability))
    isIncluded = [Bool](repeating: false, count: donors)
    system = SetInverse(Matrix(rows: donors, columns: donors, repeating: 0), [])
    slab = system
  }

  /// Starts from a set of donors.
  mutating func start(_ set: [Int]) {
    included = set
    for j in isIncluded.indices { isIncluded[j] = set.contains(j) }
  }

  /// Visits every donor once, in random order, and moves one that counts; then draws coefficients.
  ///
  /// - Parameters:
  ///   - precision: M of all donors.
  ///   - products: b.
  ///   - prior: Q of all donors.
  /// - Returns: a coefficient a donor, zero for those that do not count.
  mutating func sweep(
    precision: Matrix, products: [Double], prior: Matrix, _ stream: inout RandomStream
  ) -> [Double] {
    system = SetInverse(precision, products)
    slab = SetInverse(prior, products)
    for j in included {
      system.add(j)
      slab.add(j)
    }
    let count = isIncluded.count
    if logOdds == .infinity {
      for j in 0..<count where !isIncluded[j] { include(j) }
    } else {
      for j in shuffled(count, &stream) { visit(j, &stream) }
      move(&stream)
    }
    return coefficients(&stream)
  }

  /// A draw of the coefficients of the donors that count from the slab alone.
  mutating func drawPrior(
    _ slab: Matrix, noise: Double, _ stream: inout RandomStream
  ) -> [Double] {
    let prior = Matrix(rows: slab.rows, columns: slab.rows) { slab[$0, $1] / noise }
    system = SetInverse(prior, [Double](repeating: 0, count: slab.rows))
    return coefficients(&stream)
  }

  /// β' S β over the donors that count.
  func quadratic(_ matrix: Matrix, _ coefficients: [Double]) -> Double {
    var sum = 0.0
    for i in included {
      for j in included { sum += coefficients[i] * matrix[i, j] * coefficients[j] }
    }
    return sum
  }

  private mutating func visit(_ j: Int, _ stream: inout RandomStream) {
    if let place = included.firstIndex(of: j) { exclude(place) }
    let odds = logOdds + score(j)
    if stream.uniform() < 1 / (1 + exp(-odds)) { include(j) }
  }

  /// Takes a donor that counts out and puts one that does not, or the same, in its place, by their
  /// weights: donors that stand for one another would otherwise hardly ever change places.
  private mutating func move(_ stream: inout RandomStream) {
    guard !included.isEmpty else { return }
    exclude(Int(stream.uniform() * Double(included.count)))
    let candidates = isIncluded.indices.filter { !isIncluded[$0] }
    let scores = candidates.map(score)
    let top = scores.max() ?? 0
    let weights = scores.map { exp($0 - top) }
    var left = stream.uniform() * weights.reduce(0, +)
    for (candidate, weight) in zip(candidates, weights) {
      left -= weight
      if left <= 0 || candidate == candidates.last { return include(candidate) }
    }
  }

  /// By how much the logarithm of the set's weight grows with a donor, its chance aside.
  private func score(_ j: Int) -> Double {
    let (variance, pull) = system.schur(j)
    return 0.5 * (log(slab.schur(j).variance) - log(variance) + pull * pull / variance)
  }

  private mutating func include(_ j: Int) {
    system.add(j)
    slab.add(j)
    included.append(j)
    isIncluded[j] = true
  }

  private mutating func exclude(_ place: Int) {
    system.remove(place)
    slab.remove(place)
    isIncluded[included.remove(at: place)] = false
  }

  /// A draw of the coefficients, from a factorisation of its own.
  private func coefficients(_ stream: inout RandomStream) -> [Double] {
    let k = included.count
    var coefficients = [Double](repeating: 0, count: isIncluded.count)
    guard k > 0 else { return coefficients }
    var factor = [Double](repeating: 0, count: k * k)
    for i in 0..<k {
      for j in 0...i { factor[i * k + j] = system.matrix[included[i], included[j]] }
    }
    var right = included.map { system.right[$0] }
    factor.withUnsafeMutableBufferPointer { factor in
      right.withUnsafeMutableBufferPointer { right in
        guard let l = factor.baseAddress, let x = right.baseAddress,
          SmallCholesky.factor(k, l)
        else { return }
        SmallCholesky.solveForward(k, l, x)
        for i in 0..<k { x[i] += stream.standardNormal() }
        SmallCholesky.solveBackward(k, l, x)
      }
    }
    for i in 0..<k { coefficients[included[i]] = right[i] }
    return coefficients
  }

  private func shuffled(_ count: Int, _ stream: inout RandomStream) -> [Int] {
    var order = Array(0..<count)
    for i in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(i, min(i, Int(stream.uniform() * Double(i + 1))))
    }
    return order
  }
}

/// The inverse of the rows and columns of a matrix that belong to a set, kept while the set changes by
/// one member at a time.
private struct SetInverse {
  let matrix: Matrix
  let right: [Double]
  private var members: [Int] = []
  /// The inverse, k x k.
  private var inverse: [Double] = []
  /// The inverse times the right side.
  private var solution: [Double] = []

  init(_ matrix: Matrix, _ right: [Double]) {
    self.matrix = matrix
    self.right = right
  }

  /// What a further member would have left of its diagonal element, and of its right side.
  func schur(_ j: Int) -> (variance: Double, pull: Double) {
    let k = members.count
    var variance = matrix[j, j]
    var pull = right[j]
    for a in 0..<k {
      let element = matrix[j, members[a]]
      var product = 0.0
      for b in 0..<k { product += inverse[a * k + b] * matrix[j, members[b]] }
      variance -= element * product
      pull -= element * solution[a]
    }
    // Rounding may use all of it up where a donor is a copy of another.
    return (max(variance, matrix[j, j] * 1e-14), pull)
  }

  mutating func add(_ j: Int) {
    let k = members.count
    let (variance, pull) = schur(j)
    let u = (0..<k).map { a in
      (0..<k).reduce(0) { $0 + inverse[a * k + $1] * matrix[j, members[$1]] }
    }
    let size = k + 1
    var larger = [Double](repeating: 0, count: size * size)
    for a in 0..<k {
      for b in 0..<k { larger[a * size + b] = inverse[a * k + b] + u[a] * u[b] / variance }
      larger[a * size + k] = -u[a] / variance
      larger[k * size + a] = -u[a] / variance
      solution[a] -= u[a] * pull / variance
    }
    larger[k * size + k] = 1 / variance
    solution.append(pull / variance)
    inverse = larger
    members.append(j)
  }

  mutating func remove(_ place: Int) {
    let k = members.count
    let size = k - 1
    let pivot = inverse[place * k + place]
    var smaller = [Double](repeating: 0, count: size * size)
    for a in 0..<size {
      let from = a < place ? a : a + 1
      for b in 0..<size {
        let to = b < place ? b : b + 1
        smaller[a * size + b] =
          inverse[from * k + to] - inverse[from * k + place] * inverse[place * k + to] / pivot
      }
    }
    let last = solution[place]
    var kept: [Double] = []
    for a in 0..<k where a != place {
      kept.append(solution[a] - inverse[a * k + place] * last / pivot)
    }
    solution = kept
    inverse = smaller
    members.remove(at: place)
  }
}
