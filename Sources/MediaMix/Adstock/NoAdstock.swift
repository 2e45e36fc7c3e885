/// No carry-over: all weight is at lag 0.
enum NoAdstock: AdstockShape {
  static let parameters: [ShapeParameter] = []

  static func fill(
    _: Double, _: Double, maxLag: Int, weights: UnsafeMutablePointer<Double>,
    alongFirst: UnsafeMutablePointer<Double>, alongSecond: UnsafeMutablePointer<Double>
  ) {
    for row in [weights, alongFirst, alongSecond] { row.update(repeating: 0, count: maxLag + 1) }
    weights[0] = 1
  }
}
