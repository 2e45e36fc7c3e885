package import Findings
import Foundation
import Probability

/// A channel's credit by one model, scaled by lift tests.
///
/// A test measured an effect E with standard error s over a window in which the model credits w to the
/// channel: the multiplier is E / w. Several tests are joined by the inverse variances (s / w)^2 of
/// theirs, and where they disagree by more than their errors, the joint variance is raised by their
/// chi-square over its degrees of freedom. The credit C of all journeys becomes C m.
///
/// Its variance joins two parts by the delta method: that of m, and that of the ratio C / w, since the
/// window is a part of the journeys. With r the relative variance of C in the bootstrap, journeys
/// outside the window being independent of those inside, the relative variance of C / w is
/// r (C / w - 1): none if the test covers everything. Normal intervals on the plain scale stay right
/// for lifts near zero or below, where logarithms fail.
package struct CalibratedCredit: Sendable, Equatable {
  /// The rank of the channel.
  package let channel: Int
  /// The names of the tests.
  package let tests: [String]
  /// The credit as the model gives it.
  package let uncalibrated: Double
  /// What it is multiplied by.
  package let multiplier: Double
  /// The standard error of the multiplier, of the tests alone.
  package let multiplierError: Double
  /// The standard error of the scaled credit.
  package let standardError: Double
  /// By what the tests' joint standard error was raised because they disagree; 1 if they do not.
  package let disagreement: Double
  /// Whether the spread of the bootstrap is in the interval.
  package let hasBootstrap: Bool

  /// The scaled credit.
  package var value: Double { uncalibrated * multiplier }

  /// Scales a channel's credit; nil without credit in the tests' windows.
  ///
  /// - Parameters:
  ///   - tests: usable tests of the channel.
  ///   - windows: the model's credit to the channel in each test's window.
  ///   - credit: the model's credit to the channel in all journeys.
  ///   - replicates: the same by replicate.
  package init?(
    _ tests: [CalibrationTest], windows: [Double], credit: Double, replicates: [Double]
  ) {
    let used = zip(tests, windows).filter { $0.1 > 0 && $0.1.isFinite }
    guard let first = used.first, credit > 0 else { return nil }
    channel = first.0.channel
    self.tests = used.map(\.0.name)
    uncalibrated = credit
    let multipliers = used.map { $0.0.effect / $0.1 }
    let precisions = used.map { ($0.1 / $0.0.standardError) * ($0.1 / $0.0.standardError) }
    let precision = precisions.reduce(0, +)
    let mean = zip(multipliers, precisions).reduce(0) { $0 + $1.0 * $1.1 } / precision
    let chiSquare = zip(multipliers, precisions).reduce(0) { sum, test in
      sum + (test.0 - mean) * (test.0 - mean) * test.1
    }
    let degrees = Double(used.count - 1)
    disagreement = degrees > 0 ? max(1, (chiSquare / degrees).squareRoot()) : 1
    multiplier = mean
    multiplierError = disagreement / precision.squareRoot()
    hasBootstrap = replicates.count > 1
    let relative = SampleMoments(replicates).variance / (credit * credit)
    let window = used.map(\.1).reduce(0, +)
    let ratio = relative * max(credit / window - 1, 0)
    let own = multiplierError * multiplierError
    standardError = credit * (own + mean * mean * ratio + own * ratio).squareRoot()
  }

  /// The interval around the scaled credit.
  package func interval(level: Double) -> Interval {
    let reach = normalQuantile((1 + level) / 2) * standardError
    return Interval(lower: value - reach, upper: value + reach, level: level, kind: .confidence)
  }
}
