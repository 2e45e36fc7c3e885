import Findings
import Inference
import Parallel
import Tables

/// Which experiment to run next: what each candidate would be worth to the split of the budget.
///
/// The decision is the split of today's total over paid channels, for the coming periods as the last
/// ones were, each channel within bounds. A candidate's value is what its result is expected to gain
/// there (see `InformationValue`); its cost is the profit that is expected to be forgone while it
/// runs. The split here only serves to value information.
public struct NextExperiment: Sendable {
  /// A candidate and what it is worth.
  package struct Candidate: Sendable {
    package let test: CandidateTest
    /// The lift it is expected to find, in KPI units.
    package let lift: Summary
    /// The standard error it would find it with.
    package let standardError: Double
    package let sample: InformationValue.Sample
    /// The profit forgone while it runs; negative if the test earns money.
    package let cost: Double
    /// Value less cost.
    ///
    /// What a raised budget earns is no merit of the test, for it can be spent
    /// without one, so a test that earns money costs nothing.
    package var net: Double { sample.value - max(0, cost) }
  }

  /// The fit.
  public let result: MediaMixResult
  let choices: MediaMixOptions.NextExperiment
  /// The periods that stand for the coming ones.
  package let decision: ReportWindow
  /// The best candidate of each channel and change, the most useful first.
  package let candidates: [Candidate]
  /// How many were looked at.
  package let candidateCount: Int
  /// What perfect knowledge would gain, of everything and of each channel.
  package let perfect: Double
  package let channelPerfect: [Double]
  /// What the method finds for a test that tells nothing: gains below are noise of the draws.
  package let noise: Double

  /// Values candidates.
  ///
  /// - Parameters:
  ///   - result: the fit.
  ///   - choices: the decision and the lengths of tests.
  ///   - threads: how many chains are evaluated at the same time.
  /// - Throws: `MediaMixError.refused` if the KPI has no money value, there is nothing to split, or a
  ///   choice does not fit the data; `CancellationError`.
  public init(
    _ result: MediaMixResult, choices: MediaMixOptions.NextExperiment = .init(), threads: Int
  ) async throws {
    self.result = result
    self.choices = choices
    let data = result.data
    try Self.check(result, choices)
    let horizon = choices.horizon ?? min(data.periodsOfYear ?? data.timeCount, data.timeCount)
    let decision = ReportWindow(
      (data.timeCount - horizon)...(data.timeCount - 1), data: data)
    self.decision = decision
    let terms = result.model.design.specification.terms
    let tests = CandidateTests(
      data: data, lengths: choices.lengths ?? CandidateTests.standardLengths(data.times),
      maxLags: data.channels.indices.map { terms[$0].maxLag }
    ).all()
    candidateCount = tests.count
    let evaluation = try await CandidateEvaluation(
      result, tests, decision: decision, multiples: Self.multiples(choices.bounds),
      threads: threads)
    let information = evaluation.information
    perfect = information.perfect()
    channelPerfect = data.channels.indices.map { information.perfect(channel: $0) }
    let precision = TestPrecision(result)
    let level = result.model.options.level
    let valued = try await inParallel(tests.count, width: threads) { k in
      try Task.checkCancellation()
      let test = tests[k]
      let error = precision.standardError(geos: test.geos, length: test.length)
      return Candidate(
        test: test, lift: Summary(evaluation.lifts[k], level: level), standardError: error,
        sample: information.sample(increments: evaluation.lifts[k], standardError: error),
        cost: evaluation.cost(k))
    }
    candidates = Self.bestOfEach(valued)
    noise =
      candidates.first.flatMap { best in
        tests.firstIndex(of: best.test).map {
          information.noise(
            increments: evaluation.lifts[$0], standardError: best.standardError)
        }
      } ?? 0
  }

  /// The least probability of another decision with which a test is worth running.
  static let leastChange = 0.05

  /// The candidate that pays most, if one does: its value is above its cost and the draws' noise, and
  /// the decision is not all but certain to stay as it is.
  package var recommended: Candidate? {
    candidates.first {
      $0.net > 0 && $0.sample.value > noise && $0.sample.changeProbability >= Self.leastChange
    }
  }

  /// Evenly spaced multiples of today's spend, with 1 among them.
  static func multiples(_ bounds: [Double]) -> [Double] {
    let (least, most) = (bounds[0], bounds[1])
    let down = stride(from: 4, through: 1, by: -1).map { 1 - (1 - least) * Double($0) / 4 }
    let up = stride(from: 1, through: 8, by: 1).map { 1 + (most - 1) * Double($0) / 8 }
    return (least < 1 ? down : []) + [1] + (most > 1 ? up : [])
  }

  /// Of each channel and change the extent and length that pay most; then all by what they pay.
  private static func bestOfEach(_ valued: [Candidate]) -> [Candidate] {
    var best: [Candidate] = []
    for candidate in valued {
      let same = best.firstIndex {
        $0.test.channel == candidate.test.channel && $0.test.change == candidate.test.change
      }
      guard let same else {
        best.append(candidate)
        continue
      }
      if candidate.net > best[same].net { best[same] = candidate }
    }
    return best.enumerated().sorted { ($1.element.net, $0.offset) < ($0.element.net, $1.offset) }
      .map(\.element)
  }

  private static func check(
    _ result: MediaMixResult, _ choices: MediaMixOptions.NextExperiment
  ) throws(MediaMixError) {
    var problems: [MediaMixProblem] = []
    func refuse(_ what: String, _ key: String, _ remedy: String) {
      problems.append(MediaMixProblem(what, at: "media_mix.\(key)", remedy: remedy))
    }
    let data = result.data
    if !result.model.options.target.isMoney {
      refuse(
        "what a test is worth is money, and this KPI has no money value", "target.value",
        "Give the money one unit of the KPI is worth.")
    }
    let horizon = choices.horizon ?? data.timeCount
    if !(1...data.timeCount).contains(horizon) {
      refuse(
        "a horizon of \(horizon) periods does not fit the data", "next_experiment.horizon",
        "Give a number from 1 to \(data.timeCount).")
    } else {
      let periods = (data.timeCount - horizon)...(data.timeCount - 1)
      if data.channels.indices.count(where: { ReportWindow.spend(data, $0, periods) > 0 }) < 2 {
        refuse(
          "a budget is split between at least two channels with spend", "next_experiment",
          "Add a channel, or choose a longer horizon.")
      }
    }
    let bounds = choices.bounds
    let isOrdered =
      bounds.count == 2 && bounds[0] >= 0 && bounds[0] <= 1 && bounds[1] >= 1 && bounds[1] <= 10
      && bounds[0] < bounds[1]
    if !isOrdered {
      refuse(
        "the bounds of a channel are no two multiples around 1", "next_experiment.bounds",
        "Give the least and the most, such as [0.5, 2].")
    }
    for length in choices.lengths ?? [] where !(1...max(1, data.timeCount / 2)).contains(length) {
      refuse(
        "a test of \(length) periods does not fit the data", "next_experiment.lengths",
        "Give numbers from 1 to \(data.timeCount / 2).")
    }
    if !problems.isEmpty { throw .refused(problems) }
  }
}
