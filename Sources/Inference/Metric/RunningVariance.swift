/// Mean and variance of vectors that arrive one by one.
///
/// Welford 1962, "Note on a method for calculating corrected sums of squares and products",
/// doi:10.1080/00401706.1962.10490022.
struct RunningVariance {
  private(set) var count = 0
  private var mean: [Double]
  private var squares: [Double]

  init(dimension: Int) {
    mean = Array(repeating: 0, count: dimension)
    squares = mean
  }

  /// Takes one vector in.
  mutating func add(_ x: UnsafeBufferPointer<Double>) {
    count += 1
    for i in mean.indices {
      let deviation = x[i] - mean[i]
      mean[i] += deviation / Double(count)
      squares[i] += deviation * (x[i] - mean[i])
    }
  }

  /// The unbiased variance of one coordinate; call with at least two vectors.
  func variance(_ i: Int) -> Double { squares[i] / Double(count - 1) }
}
