package import Interchange
import Tables

/// The span of time in which a lift test compared outcomes.
package enum CalibrationWindow {
  /// The most tests whose windows are counted at once.
  private static let limit = 32

  /// The windows of tests, in microseconds since 1970, in their order.
  ///
  /// - Throws: `badOptions` where a test's dates cannot be read, or there are too many.
  package static func spans(
    of tests: [LiftTest]
  ) throws(AttributionError) -> [ClosedRange<Int>] {
    guard tests.count <= limit else {
      throw .badOptions(
        "There are \(tests.count) lift tests; at most \(limit) can be used at once.")
    }
    return try tests.map { (test) throws(AttributionError) in
      let day = 86_400_000_000
      guard let first = CivilDate.days(ofPeriod: test.from)?.lowerBound,
        let last = CivilDate.days(ofPeriod: test.measuredTo ?? test.to)?.upperBound, first <= last
      else {
        throw .badOptions(
          "Lift test \"\(test.name)\": \(test.from) to \(test.measuredTo ?? test.to) is no span of "
            + "days. Write dates as 2025-03-31.")
      }
      return first.dayNumber * day...(last.dayNumber + 1) * day - 1
    }
  }
}
