import Findings
import Foundation
import MediaMix
import Probability

extension HealthEvidence {
  /// Made-up numbers of a fit without a fault: two channels, 100 periods, two geos.
  static func clean() throws -> HealthEvidence {
    var evidence = HealthEvidence()
    evidence.moneyUnits = (Unit.money("EUR"), true)
    evidence.outcome = 1000
    evidence.mediaDraws = try normal(300, 20, seed: 1)
    evidence.baseline = [Double](repeating: 7, count: 100)
    evidence.channels = [
      try channel("radio", contribution: (130, 10), seed: 2),
      try channel("tv", contribution: (170, 15), seed: 3),
    ]
    evidence.fitted = try span(covered: 90)
    evidence.residuals = [
      ("north", try normal(0, 1, count: 100, seed: 4)),
      ("south", try normal(0, 1, count: 100, seed: 5)),
    ]
    evidence.observations = 200
    evidence.effectiveParameters = 20
    return evidence
  }

  /// A channel that spent 100, with priors that the data narrowed well.
  static func channel(
    _ name: String, contribution: (mean: Double, deviation: Double), seed: UInt64
  ) throws -> Channel {
    var channel = Channel(name: name)
    channel.contributions = try normal(contribution.mean, contribution.deviation, seed: seed)
    channel.returnPerOutcome = 0.01
    channel.learned = [
      try learned("roi", channel.contributions.map { $0 / 100 }, LogNormal(mu: 0.2, sigma: 0.9)),
      try learned(
        "alpha", normal(0.5, 0.08, seed: seed + 100), Uniform(lower: 0, upper: 1)),
    ]
    channel.contraction = 0.9
    return channel
  }

  static func learned(
    _ parameter: String, _ draws: [Double], _ prior: any UnivariateDistribution
  ) -> Learned {
    Learned(parameter: parameter, draws: draws, prior: .stated(prior, scale: 1))
  }

  static func span(covered: Int) throws -> Span {
    var span = Span()
    span.period = Period(from: "2024-01-01", to: "2025-11-30")
    span.observed = [Double](repeating: 10, count: 100)
    span.predicted = try (0..<100).map { try normal(10, 1, count: 500, seed: 1000 + UInt64($0)) }
    span.covered = covered
    span.rSquared = 0.8
    return span
  }

  /// Evenly spread normal quantiles in a random order: exact moments, no luck of the draw.
  static func normal(
    _ mean: Double, _ deviation: Double, count: Int = 1000, seed: UInt64
  ) throws -> [Double] {
    let distribution = try Normal(mean: mean, standardDeviation: deviation)
    var stream = RandomStream(seed: seed, stream: 0)
    return (0..<count).map { ($0, stream.uniform()) }.sorted { $0.1 < $1.1 }
      .map { distribution.quantile((Double($0.0) + 0.5) / Double(count)) }
  }
}
