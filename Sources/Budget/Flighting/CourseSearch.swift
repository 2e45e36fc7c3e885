/// Finds the course of one channel's spend: spectral projected gradients (Birgin, Martinez and Raydan
/// 2000) on the courses that add up to its total, with no period below 0 or above its most.
struct CourseSearch: Sendable {
  let shape: CourseShape
  let draws: [Int]
  let total: Double

  private static let iterationLimit = 80
  private static let memory = 5

  func best(from start: [Double]) throws -> [Double] {
    guard total > 0 else { return start.map { _ in 0 } }
    var course = projected(start)
    var (value, gradient) = shape.mean(course, draws)
    var (best, bestValue) = (course, value)
    var recent = [value]
    let steepest = gradient.reduce(0.0) { max($0, abs($1)) }
    var length = steepest > 0 ? total / Double(course.count) / steepest : 0
    for _ in 0..<Self.iterationLimit {
      try Task.checkCancellation()
      let target = projected(course.indices.map { course[$0] + length * gradient[$0] })
      let direction = zip(target, course).map { $0 - $1 }
      let rise = zip(direction, gradient).reduce(0) { $0 + $1.0 * $1.1 }
      guard rise > 1e-7 * abs(value) else { break }
      var step = 1.0
      var next = (course: course, value: value, gradient: gradient)
      let floor = recent.min() ?? value
      for _ in 0..<12 {
        let tried = course.indices.map { course[$0] + step * direction[$0] }
        let (reached, slope) = shape.mean(tried, draws)
        next = (tried, reached, slope)
        if reached >= floor + 1e-4 * step * rise { break }
        step /= 2
      }
      let (moved, bent) = course.indices.reduce((0.0, 0.0)) { sums, t in
        let change = next.course[t] - course[t]
        return (sums.0 + change * change, sums.1 - change * (next.gradient[t] - gradient[t]))
      }
      length = bent > 1e-300 ? moved / bent : 2 * length
      (course, value, gradient) = next
      recent = Array((recent + [value]).suffix(Self.memory))
      if value > bestValue { (best, bestValue) = (course, value) }
    }
    return best
  }

  /// The nearest course that adds up to the total.
  private func projected(_ course: [Double]) -> [Double] {
    func held(_ shift: Double) -> [Double] {
      course.indices.map { min(max(course[$0] - shift, 0), shape.most[$0]) }
    }
    let room = shape.most.reduce(0, +)
    guard total < room else { return shape.most }
    var low = (course.min() ?? 0) - (shape.most.filter(\.isFinite).max() ?? 0) - total
    var high = course.max() ?? 0
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if held(middle).reduce(0, +) > total { low = middle } else { high = middle }
    }
    let near = held((low + high) / 2)
    let sum = near.reduce(0, +)
    return sum > 0 ? near.map { $0 * total / sum } : near
  }
}
