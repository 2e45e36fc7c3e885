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
    /// The series is turned as on a ring: as many arrangements as periods. Exact for independent
    /// residuals, and for dependent ones in the limit of long series. In short ones the seam between
    /// the last and the first period makes windows at the end look unusual: with 60 periods, 10 of
    /// them in the window, and a correlation of neighbours of 0.8, a test at 5 % rejects in 9 %.
    case block
    /// The series is turned together with its mirror image, so that no seam is torn: windows that
    /// reach over it hold the same residuals twice. Errs on the side of caution, the more the longer
    /// the window: 1 % to 5 % at 5 % for windows of a tenth of the series or more.
    case mirror
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

  /// All turns of a series joined to its mirror image.
  ///
  /// - Precondition: the window is not empty and within the periods, and leaves some out.
  public static func mirror(periods: Int, window: Range<Int>) -> PermutationLaw {
    let ring = Array(0..<periods) + (0..<periods).reversed()
    let arrangements = ring.indices.flatMap { turn in
      window.map { Int32(ring[($0 + turn) % ring.count]) }
    }
    return PermutationLaw(
      .mirror, periods, window, count: ring.count, isExact: true, arrangements: arrangements)
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
  public var smallestP: Double {
    // The mirror image holds every window once more.
    kind == .mirror ? 1 / Double(periods) : 1 / Double(count)
  }

  /// The p-value of residuals: the share of arrangements whose statistic of the window is no
  /// smaller than the observed one.
  ///
  /// - Parameters:
  ///   - residuals: a number a period, of a fit to all periods under the null.
  ///   - statistic: what is made of the residuals in the window.
  /// - Precondition: there are as many residuals as periods.
  /// - Complexity: O(*arrangements* *window*).
  public func pValue(_ residuals: [Double], _ statistic: WindowStatistic) -> Double {
    Double(noSmaller(residuals, statistic, most: count)) / Double(count)
  }

  /// Whether the p-value of residuals is at most a level: the same answer, mostly much sooner, since
  /// it is clear once so many arrangements are no smaller that p must be above.
  ///
  /// - Precondition: there are as many residuals as periods.
  public func rejects(
    _ residuals: [Double], _ statistic: WindowStatistic, alpha: Double
  ) -> Bool {
    var most = Int((alpha * Double(count)).rounded(.down))
    // Whatever the product's rounding did, the bar is the last count whose p is not above.
    while most < count, Double(most + 1) / Double(count) <= alpha { most += 1 }
    while most >= 0, Double(most) / Double(count) > alpha { most -= 1 }
    return most > 0 && noSmaller(residuals, statistic, most: most) <= most
  }

  /// How many arrangements have a statistic no smaller than the observed one; once they are more than
  /// `most`, some number above it.
  private func noSmaller(
    _ residuals: [Double], _ statistic: WindowStatistic, most: Int
  ) -> Int {
    precondition(residuals.count == periods, "a residual a period")
    let terms = residuals.map(statistic.term)
    let length = window.count
    let countsSize = statistic.countsSize
    let sum = window.reduce(0) { $0 + terms[$1] }
    let observed = countsSize ? abs(sum) : sum
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
          if (countsSize ? abs(sum) : sum) >= bar {
            atLeast += 1
            if atLeast > most { return }
          }
        }
      }
    }
    return atLeast
  }
}
