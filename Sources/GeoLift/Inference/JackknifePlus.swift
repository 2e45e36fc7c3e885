public import Findings
import Parallel

/// Intervals from leaving periods before the test out, one at a time: the jackknife+.
///
/// The estimator is fitted without the period t and predicts it: R_t is the size of its error there,
/// μ_t(s) what the same fit says of a period s of the test. What would have been in s lies between the
/// ⌊α(n+1)⌋-th smallest μ_t(s) - R_t and the ⌈(1-α)(n+1)⌉-th smallest μ_t(s) + R_t. If the periods are
/// exchangeable that covers one further period with a probability of at least 1 - 2α, in practice about
/// 1 - α. The mean over the test takes the mean of μ_t over the test, and the same R_t: since a mean of
/// periods strays no further than a single one does, it errs on the side of caution, the more the
/// longer the test. Tuning, such as ridge's λ, is kept.
///
/// Errors that depend on their neighbours are followed by the fit and look smaller than they are. In
/// panels whose errors have a correlation of up to about two thirds from one period to the next, the
/// interval of the mean at 0.9 covers at least as often as it says; at 0.8 it covers about 80 % to 95 %,
/// which the guarantee allows and the level does not. What the data show of the correlation does not
/// tell these panels apart, so the interval stands beside that of permutation and never in its place.
/// Barber, Candès, Ramdas and Tibshirani 2021, doi:10.1214/20-AOS1965, theorem 1.
public struct JackknifePlus: Sendable, Equatable {
  /// How many periods were left out in turn.
  public let leftOut: Int
  /// 1 - α.
  public let level: Double
  /// The lower ends of what would have been, a number a period of the test.
  public let lower: [Double]
  /// The upper ends of the same.
  public let upper: [Double]
  /// The interval of the mean effect on a treated geo in a treated period.
  public let effect: Interval

  /// The most periods to leave out; of more, as many are taken at even distances.
  package static let limit = 60

  /// Leaves periods out in turn, on several threads; the result does not depend on their number.
  ///
  /// - Parameter fit: the estimator's fit of the problem, whose tuning is kept.
  /// - Returns: nil where there are too few periods for the level, or too few left for the estimator.
  /// - Throws: `CancellationError`.
  package init?(
    _ estimator: any GeoEstimator, _ problem: GeoProblem, after fit: GeoFit, level: Double,
    threads: Int = 1
  ) async throws {
    let count = min(problem.before, Self.limit)
    let places = (0..<count).map { $0 * problem.before / count }
    // Rounding must not cost a rank.
    let low = Int(((1 - level) * Double(count + 1) + 1e-9).rounded(.down))
    let high = Int((level * Double(count + 1) - 1e-9).rounded(.up))
    guard low >= 1, high <= count, let tuned = try? estimator.tuned(by: fit) else { return nil }
    let batches = max(min(count, max(threads, 1) * 2), 1)
    let answers = try await inParallel(batches, width: max(threads, 1)) { batch in
      try stride(from: batch, to: count, by: batches).map { place in
        try Task.checkCancellation()
        return Self.left(out: places[place], tuned, problem)
      }
    }
    let folds = (0..<count).compactMap { answers[$0 % batches][$0 / batches] }
    guard folds.count == count else { return nil }
    func end(_ rank: Int, _ value: (Fold) -> Double) -> Double {
      folds.map(value).sorted()[rank - 1]
    }
    leftOut = count
    self.level = level
    lower = (0..<problem.window.count).map { s in end(low) { $0.course[s] - $0.error } }
    upper = (0..<problem.window.count).map { s in end(high) { $0.course[s] + $0.error } }
    let observed =
      problem.window.reduce(0) { $0 + problem.target[$1] } / Double(problem.window.count)
    effect = Interval(
      lower: observed - end(high) { $0.mean + $0.error },
      upper: observed - end(low) { $0.mean - $0.error }, level: level, kind: .confidence)
  }

  /// What a fit without a period says.
  private struct Fold: Sendable {
    /// The size of its error there.
    let error: Double
    /// What would have been in the test's periods.
    let course: [Double]
    var mean: Double { course.reduce(0, +) / Double(course.count) }
  }

  private static func left(
    out period: Int, _ estimator: any GeoEstimator, _ problem: GeoProblem
  ) -> Fold? {
    let kept = (0..<problem.before).filter { $0 != period }
    // Some estimators look at the periods that are asked for, so each question is a fit of its own.
    let there = problem.keeping(kept + [period], before: kept.count)
    let test = problem.keeping(kept + Array(problem.window), before: kept.count)
    guard let own = try? estimator.fit(there), let other = try? estimator.fit(test) else {
      return nil
    }
    let error = abs(own.effect(there))
    return Fold(error: error, course: Array(other.counterfactual[test.window]))
  }
}
