import Probability

/// How the residuals of a time series may have fallen upon its periods.
///
/// A test asks whether the residuals of a window are unusual among all. If the model is fitted to all
/// periods under the null, its residuals are exchangeable in the sense of the law, and the share of
/// arrangements with a statistic no smaller than the observed one is a p-value.
/// Chernozhukov, Wüthrich and Zhu 2021, doi:10.1080/01621459.2021.1920957.
public struct PermutationLaw: Sendable {
  /// The laws.
  public enum Kind: String, Sendable, CaseIterable, Codable {
    /// The series is turned as on a ring: as many arrangements as periods. Valid for stationary
    /// residuals, also dependent ones.
    case block
    /// Every order is equally likely: valid for independent residuals only.
    case iid
  }

  /// Which law it is.
  public let kind: Kind
  /// How many periods there are.
  public let periods: Int
  /// The periods of the test.
  public let window: Range<Int>
  /// How many arrangements there are, the observed one among them.
  public let count: Int
  /// Whether these are all arrangements that differ.
  public let isExact: Bool
  /// The periods that come into the window, a list an arrangement; the observed one is first.
  private let arrangements: [Int32]

  /// All turns of a series.
  ///
  /// - Precondition: the window is not empty and within the periods, and leaves some out.
  public static func block(periods: Int, window: Range<Int>) -> PermutationLaw {
    let arrangements = (0..<periods).flatMap { turn in
      window.map { Int32(($0 + turn) % periods) }
    }
    return PermutationLaw(
      .block, periods, window, count: periods, isExact: true, arrangements: arrangements)
  }

  /// All orders of a series, or distinct random ones.
  ///
  /// Only which periods come into the window matters, so arrangements are sets.
  ///
  /// - Parameters:
  ///   - periods: how many periods there are.
  ///   - window: the periods of the test.
  ///   - limit: the most arrangements; if there are no more, all are taken.
  ///   - seed: where random arrangements come from.
  /// - Precondition: the window is not empty and within the periods, and leaves some out.
  public static func iid(
    periods: Int, window: Range<Int>, limit: Int = 20_000, seed: UInt64 = 1
  ) -> PermutationLaw {
    var stream = RandomStream(seed: seed, stream: 0x7065_726D)
    let others = DistinctSubsets(
      of: periods, size: window.count, limit: max(limit - 1, 1), without: Array(window),
      stream: &stream)
    let sets = [Array(window)] + others.subsets
    return PermutationLaw(
      .iid, periods, window, count: sets.count, isExact: others.isExact,
      arrangements: sets.flatMap { $0.map(Int32.init) })
  }

  private init(
    _ kind: Kind, _ periods: Int, _ window: Range<Int>, count: Int, isExact: Bool,
    arrangements: [Int32]
  ) {
    precondition(
      !window.isEmpty && window.lowerBound >= 0 && window.upperBound <= periods
        && window.count < periods, "a window lies within the periods and leaves some out")
    self.kind = kind
    self.periods = periods
    self.window = window
    self.count = count
    self.isExact = isExact
    self.arrangements = arrangements
  }

  /// The smallest p-value that data can have.
  ///
  /// A level below it can never be reached: the test then cannot tell.
  public var smallestP: Double { 1 / Double(count) }

  /// The p-value of residuals: the share of arrangements whose sum of terms over the window is no
  /// smaller than the observed one.
  ///
  /// - Parameters:
  ///   - residuals: a number a period, of a fit to all periods under the null.
  ///   - statistic: what is summed.
  /// - Precondition: there are as many residuals as periods.
  /// - Complexity: O(*arrangements* *window*).
  public func pValue(_ residuals: [Double], _ statistic: WindowStatistic) -> Double {
    precondition(residuals.count == periods, "a residual a period")
    let terms = residuals.map(statistic.term)
    let length = window.count
    let observed = window.reduce(0) { $0 + terms[$1] }
    // Sums of the same terms in another order differ by rounding; they are equal.
    let size = terms.reduce(0) { max($0, abs($1)) } * Double(length)
    let bar = observed - 1e-12 * size
    var atLeast = 0
    terms.withUnsafeBufferPointer { terms in
      arrangements.withUnsafeBufferPointer { places in
        for arrangement in 0..<count {
          var sum = 0.0
          for place in arrangement * length..<(arrangement + 1) * length {
            sum += terms[Int(places[place])]
          }
          if sum >= bar { atLeast += 1 }
        }
      }
    }
    return Double(atLeast) / Double(count)
  }
}
