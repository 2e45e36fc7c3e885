import Foundation
import Probability

extension PriorStatement {
  /// The distribution of a family that has exactly the stated moments or quantiles, by the family's
  /// name and parameters.
  func resolved(_ family: PriorFamily, key: String) throws(PriorConflict) -> PriorSpecification {
    switch self {
    case .moments(let mean, let deviation):
      return try Self.matched(family, mean: mean, deviation: deviation)
    case .range(let lower, let upper, let mass):
      try Self.checkRange(lower, upper, mass, name: "range")
      return try Self.matched(family, lower: lower, upper: upper, tail: (1 - mass) / 2)
    case .pastReturn(let estimate, let lower, let upper, let mass, let weeksAgo):
      guard key == "roi" else {
        throw PriorConflict(
          what: "past_roi is a statement about roi, not \(key)",
          remedy: "Move it to prior.roi, or state \(key) as in {range: [1, 4]}.")
      }
      try Self.checkRange(lower, upper, mass, name: "interval")
      return try Self.past(estimate, lower, upper, mass, weeksAgo)
    }
  }

  private static func checkRange(
    _ lower: Double, _ upper: Double, _ mass: Double, name: String
  ) throws(PriorConflict) {
    guard lower.isFinite, upper.isFinite, lower < upper else {
      throw PriorConflict(
        what: "the \(name) [\(lower), \(upper)] does not increase",
        remedy: "Give the lower number first and a greater one second.")
    }
    guard mass > 0, mass < 1 else {
      throw PriorConflict(
        what: "mass \(mass) is not a probability between 0 and 1",
        remedy: "Give 0.9, say, or leave it out.")
    }
  }

  // MARK: Moments

  private static func matched(
    _ family: PriorFamily, mean: Double, deviation: Double
  ) throws(PriorConflict) -> PriorSpecification {
    guard mean.isFinite, deviation.isFinite, deviation > 0 else {
      throw PriorConflict(
        what: "a standard deviation of \(deviation) is not positive",
        remedy: "Give a positive sd; to fix the parameter, write the number alone.")
    }
    switch family {
    case .effect where mean <= 0: return .init("normal", [mean, deviation])
    case .logNormal, .effect:
      guard mean > 0 else { throw notPositive("a mean of \(mean)") }
      return logNormal(mean: mean, relativeDeviation: deviation / mean)
    case .beta:
      guard mean > 0, mean < 1 else { throw noShare("a mean of \(mean)") }
      // The variance of a beta is m (1 - m) / (n + 1) with n = a + b.
      let concentration = mean * (1 - mean) / (deviation * deviation) - 1
      guard concentration > 0 else {
        let most = (mean * (1 - mean)).squareRoot()
        throw PriorConflict(
          what: "no share of mean \(mean) has a standard deviation of \(deviation)",
          remedy: "Give an sd below \(Float(most)).")
      }
      return .init("beta", [mean * concentration, (1 - mean) * concentration])
    }
  }

  /// The log-normal with a mean m and a standard deviation of c m: sigma² = log(1 + c²),
  /// mu = log m - sigma² / 2.
  static func logNormal(mean: Double, relativeDeviation: Double) -> PriorSpecification {
    let variance = log1p(relativeDeviation * relativeDeviation)
    return .init("lognormal", [log(mean) - variance / 2, variance.squareRoot()])
  }

  // MARK: Quantiles

  private static func matched(
    _ family: PriorFamily, lower: Double, upper: Double, tail: Double
  ) throws(PriorConflict) -> PriorSpecification {
    switch family {
    case .effect where lower <= 0:
      let score = score(tail)
      return .init("normal", [(lower + upper) / 2, (upper - lower) / (2 * score)])
    case .logNormal, .effect:
      guard lower > 0 else { throw notPositive("a range from \(lower)") }
      let score = score(tail)
      let (low, high) = (log(lower), log(upper))
      return .init("lognormal", [(low + high) / 2, (high - low) / (2 * score)])
    case .beta:
      guard lower > 0, upper < 1 else { throw noShare("a range from \(lower) to \(upper)") }
      guard let (a, b) = BetaQuantiles(lower: lower, upper: upper, tail: tail).solve() else {
        throw PriorConflict(
          what: "no beta distribution has [\(lower), \(upper)] as that range",
          remedy: "Widen the range, or give {beta: [a, b]}.")
      }
      return .init("beta", [a, b])
    }
  }

  /// The standard normal quantile that leaves `tail` above.
  private static func score(_ tail: Double) -> Double { -normalQuantile(tail) }

  // MARK: An earlier model

  /// A log-normal whose logarithm is as wide as the interval's, with the stated mean.
  ///
  /// What was true w weeks ago counts for less: the variance of the logarithm is divided by
  /// 2^(-w/52), its weight, as for experiments (`ExperimentEvidence`).
  private static func past(
    _ estimate: Double, _ lower: Double, _ upper: Double, _ mass: Double, _ weeksAgo: Double
  ) throws(PriorConflict) -> PriorSpecification {
    guard lower > 0 else { throw notPositive("an interval from \(lower)") }
    guard estimate > lower, estimate < upper else {
      throw PriorConflict(
        what: "past_roi \(estimate) is not inside its interval [\(lower), \(upper)]",
        remedy: "Give the mean and the interval of the same model.")
    }
    guard weeksAgo >= 0, weeksAgo <= 1040 else {
      throw PriorConflict(
        what: "weeks_ago is \(weeksAgo)", remedy: "Give a number of weeks from 0 to 1040.")
    }
    let spread = (log(upper) - log(lower)) / (2 * score((1 - mass) / 2))
    let variance = spread * spread * (1 + Recency.surcharge(weeks: weeksAgo))
    return .init("lognormal", [log(estimate) - variance / 2, variance.squareRoot()])
  }

  private static func notPositive(_ what: String) -> PriorConflict {
    PriorConflict(
      what: "\(what) is not positive",
      remedy: "Give positive numbers, or a family that reaches below, as in {normal: [0, 1]}.")
  }

  private static func noShare(_ what: String) -> PriorConflict {
    PriorConflict(
      what: "\(what) does not lie between 0 and 1", remedy: "Give shares, as in 0.2.")
  }
}
