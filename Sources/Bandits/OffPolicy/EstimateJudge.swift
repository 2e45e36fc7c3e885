import Findings
import Resampling

/// Turns the terms of an estimator into a value with its error.
struct EstimateJudge {
  let problem: OffPolicyProblem
  let options: OffPolicyOptions
  let threads: Int

  private var log: OffPolicyLog { problem.log }

  /// What one estimator says.
  func part(_ name: OffPolicyOptions.Estimator) async throws -> OffPolicyEvaluation.Part {
    let terms: EstimatorTerms
    switch name.estimator.terms(problem) {
    case .failure(let refusal):
      return .init(
        estimator: name, value: nil, gain: nil, effectiveRows: 0,
        problem: (refusal.reason, refusal.remedy))
    case .success(let found): terms = found
    }
    let effective = terms.effectiveRows(log.counts)
    guard let value = terms.value(log.counts), value.isFinite, effective > 0 else {
      return .init(
        estimator: name, value: nil, gain: nil, effectiveRows: 0, problem: Self.noOverlap)
    }
    let influence = influence(terms, value)
    let mean = loggedMean
    let gainInfluence = influence.indices.map { influence[$0] - (log.rewards[$0] - mean) }
    var draws: [(value: Double, gain: Double)] = []
    if options.interval == .bootstrap {
      draws = try await RatioBootstrap(terms, log).replicates(
        options.replicates, seed: options.seed, threads: threads)
    }
    let isMean = name == .ipw
    let canTell = effective >= 2
    return .init(
      estimator: name,
      value: estimate(
        value, influence, draws.map(\.value), isMean: isMean, canTell: canTell, isGain: false),
      gain: estimate(
        value - mean, gainInfluence, draws.map(\.gain), isMean: isMean, canTell: canTell,
        isGain: true),
      effectiveRows: effective, problem: nil)
  }

  /// What the log earned.
  func logged() async throws -> OffPolicyEvaluation.Estimate {
    let mean = loggedMean
    let terms = EstimatorTerms(
      numerators: log.rewards, weights: [Double](repeating: 1, count: log.counts.count))
    var draws: [Double] = []
    if options.interval == .bootstrap {
      draws = try await RatioBootstrap(terms, log).replicates(
        options.replicates, seed: options.seed, threads: threads
      ).map(\.value)
    }
    return estimate(
      mean, log.rewards.map { $0 - mean }, draws, isMean: false, canTell: log.rows > 1,
      isGain: false)
  }

  private var loggedMean: Double {
    log.counts.indices.reduce(0) { $0 + Double(log.counts[$1]) * log.rewards[$1] }
      / Double(log.rows)
  }

  /// How a decision of each unit moves N times the estimate.
  private func influence(_ terms: EstimatorTerms, _ value: Double) -> [Double] {
    guard let bases = terms.denominators else {
      return terms.numerators.indices.map {
        terms.numerators[$0] - value + (terms.influence?[$0] ?? 0)
      }
    }
    let mean =
      bases.indices.reduce(0) { $0 + Double(log.counts[$1]) * bases[$1] } / Double(log.rows)
    return bases.indices.map { (terms.numerators[$0] - value * bases[$0]) / mean }
  }

  private func estimate(
    _ value: Double, _ influence: [Double], _ draws: [Double], isMean: Bool, canTell: Bool,
    isGain: Bool
  ) -> OffPolicyEvaluation.Estimate {
    let sample = InfluenceSample(influence, log)
    var bounds: (lower: Double, upper: Double)?
    if canTell, sample.parts > 1 {
      switch options.interval {
      case .accelerated: bounds = sample.accelerated(value, level: options.level)
      case .normal: bounds = sample.normal(value, level: options.level)
      case .bootstrap: bounds = AcceleratedInterval.bounds(options.level, of: draws)
      case .bernstein where isMean:
        let variance = sample.standardError * sample.standardError * Double(log.rows)
        let reach = BernsteinBound(
          parts: log.rows, variance: variance, range: range(isGain: isGain)
        ).reach(level: options.level)
        bounds = (value - reach, value + reach)
      case .bernstein: bounds = nil
      }
    }
    return .init(
      value: value, standardError: sample.standardError,
      interval: bounds.map {
        Interval(lower: $0.lower, upper: $0.upper, level: options.level, kind: .confidence)
      })
  }

  /// The range of weight times reward, with the largest weight and the rewards of the log.
  private func range(isGain: Bool) -> Double {
    let largest = problem.weights.reduce(0, max)
    let rewards = log.rewards.reduce(into: (0.0, 0.0)) { ends, reward in
      ends = (min(ends.0, reward), max(ends.1, reward))
    }
    return (rewards.1 - rewards.0) * (isGain ? largest + 1 : largest)
  }

  private static let noOverlap = (
    reason: Phrase(
      en: "the log has no row in which the policy might have chosen the same",
      de: "das Protokoll hat keine Zeile, in der die Strategie ebenso hätte wählen können"),
    remedy: Phrase(
      en: "Compare the names of actions in both files, or log a part of the traffic at random.",
      de:
        "Vergleichen Sie die Namen der Aktionen in beiden Dateien, oder protokollieren Sie einen Teil "
        + "des Verkehrs mit zufälliger Wahl.")
  )
}
