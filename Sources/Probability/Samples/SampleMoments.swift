/// The count, mean and variance of numbers that arrive one by one.
///
/// Welford (1962), doi:10.1080/00401706.1962.10490022: one pass, no cancellation.
public struct SampleMoments: Sendable, Equatable {
  /// How many numbers have arrived.
  public private(set) var count = 0
  /// Their mean; zero before the first.
  public private(set) var mean = 0.0
  private var sumOfSquares = 0.0

  /// Makes an empty account.
  public init() {}

  /// Makes the account of a sample.
  public init(_ sample: some Sequence<Double>) {
    for x in sample { add(x) }
  }

  /// Takes in one number.
  public mutating func add(_ x: Double) {
    count += 1
    let deviation = x - mean
    mean += deviation / Double(count)
    sumOfSquares += deviation * (x - mean)
  }

  /// The unbiased variance, over n - 1; zero for fewer than two numbers.
  public var variance: Double { count > 1 ? sumOfSquares / Double(count - 1) : 0 }

  /// The square root of `variance`.
  public var standardDeviation: Double { variance.squareRoot() }
}
