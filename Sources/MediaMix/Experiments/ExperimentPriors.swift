import Probability

/// Turns lift tests into priors on the ROI of single channels: `use: prior`.
struct ExperimentPriors {
  let data: MediaMixData
  let trainCount: Int
  let margin: Double
  private(set) var problems: [MediaMixProblem] = []
  /// The priors that were made, by channel.
  private(set) var made: [String: PriorSpecification] = [:]

  init(data: MediaMixData, trainCount: Int, margin: Double) {
    self.data = data
    self.trainCount = trainCount
    self.margin = margin
  }

  /// Merges the tests into the strength priors of their channels, whose strength is then an ROI.
  mutating func apply(
    _ tests: [ResolvedLiftTest], to terms: inout [MediaMixSpecification.Term]
  ) {
    for test in tests where test.channels.count > 1 {
      let names = test.channels.map { data.channels[$0] }.joined(separator: " and ")
      report(
        "the test moved \(names) together, which says nothing about the ROI of one", test.name,
        "Set use: likelihood, which takes tests of several channels.")
    }
    for position in terms.indices where terms[position].role == .paid {
      let name = terms[position].name
      let own = tests.filter { $0.channels.map { data.channels[$0] } == [name] }
      if !own.isEmpty { merge(own, into: &terms[position]) }
    }
  }

  private mutating func merge(
    _ tests: [ResolvedLiftTest], into channel: inout MediaMixSpecification.Term
  ) {
    guard let scale = roiScale(channel) else {
      report(
        "an experiment becomes a prior on ROI, and \(channel.name) has one on "
          + "\(channel.strength.rawValue) that \(reason(channel))", tests[0].name,
        "State prior.roi or nothing, or set use: likelihood.")
      return
    }
    var observations: [(mean: Double, deviation: Double)] = []
    for test in tests {
      guard let found = ExperimentReturn(test, data, margin: margin) else {
        report(
          "the test moved no money, so it has no ROI", test.name, "Set use: likelihood.")
        continue
      }
      if channel.strengthPrior.isPositive && found.roi + 1.96 * found.standardError < 0 {
        report(
          "the whole 95 % interval of the test's ROI is negative, and the prior on \(channel.name) "
            + "knows positive numbers only", test.name,
          "Check the sign of lift, state a prior that reaches below zero, or set use: likelihood.")
        continue
      }
      let evidence = ExperimentEvidence(
        test, found, maxLag: channel.maxLag, data: data, trainCount: trainCount)
      observations.append((evidence.mean, evidence.deviation))
    }
    guard observations.count == tests.count else { return }
    let merge = PriorMerge(
      baseline: channel.strengthPrior, scale: scale, observations: observations)
    guard case .family(let name, let parameters)? = merge.fit(),
      let family = try? DistributionFamily(named: name),
      let prior = try? family.distribution(parameters)
    else {
      report(
        "the prior on \(channel.name) and the test contradict each other", tests[0].name,
        "Check lift, standard_error and spend, or widen the prior.")
      return
    }
    channel.strength = .roi
    channel.strengthPrior = prior
    made[channel.name] = .init(name, parameters)
  }

  /// The ROI for a strength of 1; nil if the strength is no multiple of an ROI, or is fixed.
  private func roiScale(_ channel: MediaMixSpecification.Term) -> Double? {
    guard !(channel.strengthPrior is PointMass) else { return nil }
    switch channel.strength {
    case .roi: return 1
    case .contribution:
      guard let c = data.channels.firstIndex(of: channel.name) else { return nil }
      let scale =
        ReportWindow.shareBase(data, 0...(data.timeCount - 1)) * margin / data.totalSpend(c)
      return scale.isFinite && scale > 0 ? scale : nil
    case .mroi, .coefficient: return nil
    }
  }

  private func reason(_ channel: MediaMixSpecification.Term) -> String {
    channel.strengthPrior is PointMass ? "is fixed" : "is none on ROI"
  }

  private mutating func report(_ what: String, _ test: String, _ remedy: String) {
    problems.append(
      MediaMixProblem(what, at: "media_mix.experiments[\(test)]", remedy: remedy))
  }
}
