public import Findings
import Foundation

/// How the findings of a repeated run differ from the recorded ones.
///
/// On the machine that made the run the two must agree exactly. Elsewhere the last bits of sums
/// differ, chains part ways, and the two runs are independent samples of one posterior: numbers
/// with an interval must then agree within the Monte Carlo error that the run's own effective
/// sample size implies. Diagnostics and other numbers without an interval are not judged.
public struct FindingsComparison: Sendable, Equatable {
  /// What must be equal.
  public enum Tolerance: Sendable, Equatable {
    /// Every number, exactly.
    case exact
    /// Numbers with an interval, within Monte Carlo error for this effective sample size.
    case monteCarlo(effectiveSampleSize: Double)
  }

  /// Each difference, as a message.
  public let differences: [String]
  /// The number of findings whose numbers were compared.
  public let compared: Int

  /// Compares a repeated run with a recorded one.
  public init(recorded: [Finding], repeated: [Finding], tolerance: Tolerance) {
    var pending = Dictionary(repeated.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    var differences: [String] = []
    var compared = 0
    for finding in recorded {
      guard let other = pending.removeValue(forKey: finding.key) else {
        differences.append("\(Self.name(finding)): missing from the repeated run")
        continue
      }
      let judged = Self.compare(finding, other, tolerance)
      if judged.isCompared { compared += 1 }
      if let difference = judged.difference {
        differences.append("\(Self.name(finding)): \(difference)")
      }
    }
    differences += pending.values.map { "\(Self.name($0)): not in the recorded run" }.sorted()
    self.differences = differences
    self.compared = compared
  }

  /// The tolerance that suits two machines.
  public static func tolerance(
    recorded: [Finding], on machine: Manifest.Machine, here: Manifest.Machine
  ) -> Tolerance {
    if machine.isSameKind(as: here) { return .exact }
    let sizes = recorded.filter {
      $0.id == "mmm.diagnostic" && ["ess_bulk_min", "ess_tail_min"].contains($0.subject["metric"])
    }
    return .monteCarlo(effectiveSampleSize: sizes.compactMap(\.value).min() ?? 400)
  }

  private static func compare(
    _ first: Finding, _ second: Finding, _ tolerance: Tolerance
  ) -> (isCompared: Bool, difference: String?) {
    if first.status != second.status {
      return (true, "is \(second.status.rawValue), was \(first.status.rawValue)")
    }
    if first.unit != second.unit {
      return (true, "is in \(second.unit), was in \(first.unit)")
    }
    switch tolerance {
    case .exact:
      return (true, first == second ? nil : "is \(numbers(second)), was \(numbers(first))")
    case .monteCarlo(let size):
      guard let interval = first.interval, let value = first.value, let other = second.value else {
        return (false, nil)
      }
      let limit = allowance(interval, effectiveSampleSize: size)
      let isClose = abs(value - other) <= limit
      return (true, isClose ? nil : "is \(numbers(second)), was \(numbers(first))")
    }
  }

  /// Four standard errors of the difference of two means.
  ///
  /// The posterior's standard deviation is taken from the interval as if it were normal; with an
  /// interval at 90 % that is its width over 3.29. The narrowest level used in practice keeps the
  /// bound conservative: any level gives at least width / 6.
  private static func allowance(_ interval: Interval, effectiveSampleSize: Double) -> Double {
    let spread = (interval.upper - interval.lower) / 3
    return 4 * 2.0.squareRoot() * spread / max(effectiveSampleSize, 1).squareRoot()
  }

  private static func numbers(_ finding: Finding) -> String {
    guard let value = finding.value else { return "without a value" }
    guard let interval = finding.interval else { return "\(value)" }
    return "\(value) [\(interval.lower), \(interval.upper)]"
  }

  private static func name(_ finding: Finding) -> String {
    let subject = finding.subject.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let period = finding.period.map { ["\($0.from) to \($0.to)"] } ?? []
    let details = (subject + period).joined(separator: ", ")
    return details.isEmpty ? finding.id : "\(finding.id) (\(details))"
  }
}
