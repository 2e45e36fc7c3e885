import Findings
import Foundation
import Inference
import MediaMix
import TestSupport
import Testing

/// The share of 90 % intervals that hold the truth, over data sets whose truth is drawn from the
/// prior: the whole way from a model to the intervals of its findings.
///
/// Judged by an exact binomial test of each quantity's count at a family-wise rate of 1e-3; the
/// seed is fixed.
struct CoverageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var replications: Replications
    var testDescription: String { name }

    init(
      _ name: String, geos: Int, periods: Int, draws: MediaMixOptions.Sampler.Draws = .count(300),
      mistake: Replications.Mistake = .none
    ) {
      self.name = name
      replications = Replications(
        geos: geos, periods: periods,
        options: {
          $0.sampler.chains = 2
          $0.sampler.warmup = 150
          $0.sampler.draws = draws
        },
        mistake: mistake)
    }
  }

  static let cases = [
    Case("national", geos: 1, periods: 30), Case("geo", geos: 2, periods: 16),
  ]

  @Test("90 % intervals hold the truth as often as they say, quick group", arguments: cases)
  func quick(_ example: Case) async throws {
    let outcome = try await Self.judge(example.replications, count: 60, seed: 201)
    #expect(outcome.smallest >= 1e-3, "\(outcome)")
  }

  @Test("intervals from data noisier than the model is told are found out")
  func canFail() async throws {
    let example = Case("noisy", geos: 1, periods: 30, mistake: .noisyData)
    let outcome = try await Self.judge(example.replications, count: 60, seed: 201)
    #expect(outcome.smallest < 1e-3, "\(outcome)")
  }

  /// What a study found.
  struct Outcome: CustomStringConvertible {
    var count: Int
    /// How many intervals held the truth, by quantity.
    var hits: [(name: String, count: Int)]
    /// How many fits the gate passed; all are counted, so that it selects none.
    var passed: Int

    var pValues: [Double] {
      let law = ExactBinomial(trials: count, probability: 0.9)
      return hits.map { law.twoSided($0.count) }
    }

    /// The smallest p-value, times their number (Bonferroni).
    var smallest: Double { min(1, (pValues.min() ?? 0) * Double(pValues.count)) }

    var description: String {
      let list = zip(hits, pValues).map {
        "\($0.name) \($0.count) (p \(String(format: "%.2g", $1)))"
      }
      return "of \(count): \(list.joined(separator: ", ")); family-wise"
        + " \(String(format: "%.2g", smallest)); gate passed \(passed)"
    }
  }

  static func judge(
    _ replications: Replications, count: Int, seed: UInt64
  ) async throws -> Outcome {
    let results = try await Replications.run(count) { replication in
      let set = try replications.dataSet(replication, seed: seed)
      let sampling = try await MediaMixSampler(model: set.model, threads: 1).run()
      let result = try await MediaMixResult(model: set.model, sampling: sampling, threads: 1)
      return (covered(result, set), result.verdict.passed)
    }
    let names = results.first?.0.map(\.name) ?? []
    return Outcome(
      count: count,
      hits: names.enumerated().map { index, name in
        (name, results.count { $0.0[index].isHeld })
      }, passed: results.count { $0.1 })
  }

  /// Whether the interval of each checked finding holds the truth.
  private static func covered(
    _ result: MediaMixResult, _ set: Replications.DataSet
  ) -> [(name: String, isHeld: Bool)] {
    let truth = Replications.truths(set)
    let findings = result.findings(language: .en, isForced: true)
    let (channel, control) = (set.model.data.channels, set.model.data.controls[0])
    let subjects: [(String, String, [String: String])] = [
      ("contribution", "mmm.contribution", [:]),
      ("roi.1", "mmm.roi", ["channel": channel[0]]),
      ("roi.2", "mmm.roi", ["channel": channel[1]]),
      ("alpha.2", "mmm.parameter", ["parameter": "alpha", "channel": channel[1]]),
      ("ec.2", "mmm.parameter", ["parameter": "ec", "channel": channel[1]]),
      ("eta.1", "mmm.parameter", ["parameter": "eta", "channel": channel[0]]),
      ("sigma", "mmm.parameter", ["parameter": "sigma"]),
      ("knots.1", "mmm.parameter", ["parameter": "knots.1"]),
      ("gamma.1", "mmm.parameter", ["parameter": "gamma.\(control)"]),
      ("xi.1", "mmm.parameter", ["parameter": "xi.\(control)"]),
    ]
    return subjects.compactMap { name, id, subject in
      guard let truth = truth[name] else { return nil }
      // Totals stand before their breakdowns, so the first is over all periods.
      let interval = findings.first { $0.id == id && $0.subject == subject }?.interval
      guard let interval else { return (name, false) }
      return (name, (interval.lower...interval.upper).contains(truth))
    }
  }
}
