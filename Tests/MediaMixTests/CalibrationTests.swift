import Foundation
import Interchange
import MediaMix
import TestSupport
import Testing

/// Simulation-based calibration (Talts, Betancourt, Simpson, Vehtari and Gelman 2018,
/// arXiv:1804.06788): where truths are drawn from the prior and data from the model, the rank of a
/// truth among its posterior's draws is uniform.
///
/// Every design is judged at a family-wise false-alarm rate of 1e-3 over its quantities. The seed
/// is fixed; a density with a planted mistake is rejected at the same size and the same rate.
struct CalibrationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var replications: Replications
    var testDescription: String { name }
  }

  // The joint density of geo models is in the slow group alone: its chains are several times slower.
  static let cases: [Case] = [
    Case(name: "national, collapsed", replications: .init()),
    Case(name: "national, joint", replications: .init(form: .joint)),
    Case(
      name: "geo, collapsed, one channel of two centred",
      replications: .init(geos: 2, periods: 16, centred: [false, true])),
    Case(name: "national, delayed adstock, experiments", replications: experiments(.delayed)),
    Case(name: "national, Student's t", replications: .init { $0.likelihood = .studentT }),
    Case(name: "national, Laplace seasons", replications: laplace),
  ]

  /// A heavy-up of the weak channel and a holdout of both, which overlap.
  static func experiments(_ adstock: AdstockFamily, geos: Int = 1, periods: Int = 30)
    -> Replications
  {
    Replications(
      geos: geos, periods: periods,
      tests: [
        TermCase.test(.heavyUp, [0], [0], 4...7, until: 9, factor: 1.6, error: 3),
        TermCase.test(.holdout, [0, 1], [geos - 1], 6...12, until: 14, error: 12),
      ],
      options: { options in
        for name in options.channels.keys { options.channels[name]?.adstock = adstock }
      })
  }

  /// PyMC-Marketing's priors: coefficients, logistic saturation, Laplace seasons.
  static let laplace = Replications {
    $0.preset = .pymcMarketing
    $0.baseline = .init(knots: .count(1), fourier: 2)
  }

  static let mistakes: [Case] = [
    Case(name: "a prior is too narrow", replications: .init(mistake: .narrowPrior)),
    Case(
      name: "a Jacobian is missing",
      replications: .init(form: .joint, mistake: .missingJacobian)),
    Case(name: "data are noisier than told", replications: .init(mistake: .noisyData)),
    Case(
      name: "a geo prior is too narrow",
      replications: .init(geos: 2, periods: 16, mistake: .narrowGeoSpread)),
  ]

  static let quickCount = 60
  static let rate = 1e-3

  @Test("ranks of truths are uniform, quick group", arguments: cases)
  func quick(_ example: Case) async throws {
    let outcome = try await Self.judge(example.replications, count: Self.quickCount, seed: 101)
    #expect(outcome.smallest >= Self.rate, "\(outcome)")
    #expect(outcome.incomplete <= Self.quickCount / 20)
  }

  @Test("a planted mistake is rejected at the size of the quick group", arguments: mistakes)
  func canFail(_ example: Case) async throws {
    let outcome = try await Self.judge(example.replications, count: Self.quickCount, seed: 101)
    #expect(outcome.smallest < Self.rate, "\(outcome)")
  }

  /// What a study found.
  struct Outcome: CustomStringConvertible {
    /// P-values by quantity, not yet multiplied by their number.
    var pValues: [(name: String, value: Double)]
    /// Replications whose chain had too few independent draws.
    var incomplete: Int

    /// The smallest p-value, times their number (Bonferroni).
    var smallest: Double {
      min(1, (pValues.map(\.value).min() ?? 0) * Double(pValues.count))
    }

    var description: String {
      let list = pValues.map { "\($0.name) \(String(format: "%.2g", $0.value))" }
      return "p-values \(list.joined(separator: ", ")); family-wise"
        + " \(String(format: "%.2g", smallest)); \(incomplete) chains too short"
    }
  }

  static func judge(
    _ replications: Replications, count: Int, seed: UInt64
  ) async throws -> Outcome {
    let results = try await Replications.run(count) {
      try await replications.ranks($0, seed: seed)
    }
    let names = results.first?.ranks.map(\.name) ?? []
    return Outcome(
      pValues: names.enumerated().map { index, name in
        let ranks = results.map { $0.ranks[index].rank }
        return (
          name, RankUniformity.pValue(ranks, levels: Replications.draws + 1, bins: 16)
        )
      }, incomplete: results.count { !$0.isComplete })
  }
}
