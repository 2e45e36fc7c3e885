import Findings
import Foundation
import Inference
import MediaMix
import Testing

/// What an analyst sees of organic media, treatments, reach and frequency, experiments.
@Suite("Reports of every kind of input")
struct MixedReportTests {
  private static func fit(
    _ change: (inout MediaMixOptions) -> Void = { _ in }
  ) async throws -> (panel: MixedPanel, result: MediaMixResult) {
    let panel = try MixedPanel(change: change)
    return (
      panel, try await MediaMix.fit(data: panel.data, options: panel.options, threads: 2)
    )
  }

  @Test("contributions of every kind of term are recovered, within four standard deviations")
  func recovery() async throws {
    let (panel, result) = try await Self.fit()
    #expect(!result.verdict.failures.contains(.divergences))
    let findings = result.findings(language: .en, isForced: true)
    for (c, name) in panel.data.terms.enumerated() {
      let found = try #require(
        findings.first { $0.id == "mmm.contribution" && $0.subject == ["channel": name] })
      let (value, interval) = (try #require(found.value), try #require(found.interval))
      // A 90 % interval is 3.29 standard deviations wide.
      let deviation = (interval.upper - interval.lower) / 3.29
      #expect(
        abs(value - panel.contributions[c]) < 4 * deviation,
        "\(name): \(panel.contributions[c]) against \(value) +- \(deviation)")
    }
    try expectTotals(findings)
    try expectWholeReport(result, findings)
    let price = try #require(
      findings.first { $0.id == "mmm.contribution" && $0.subject == ["channel": "price"] })
    #expect(try #require(price.value) < 0)
    #expect(price.text.contains("instead of always at its smallest value, 9"))
  }

  /// Paid and organic add up to all media; these, treatments and the baseline to the whole.
  private func expectTotals(_ findings: [Finding]) throws {
    func value(_ id: String, _ subject: [String: String]) throws -> Double {
      try #require(findings.first { $0.id == id && $0.subject == subject }?.value)
    }
    let media = try value("mmm.contribution_share", [:])
    let paid = try value("mmm.contribution_share", ["segment": "paid"])
    let organic = try value("mmm.contribution_share", ["segment": "organic"])
    let treatments = try value("mmm.contribution_share", ["segment": "treatments"])
    let baseline = try value("mmm.baseline_share", [:])
    #expect(abs(paid + organic - media) < 1e-9)
    #expect(abs(media + treatments + baseline - 1) < 1e-9)
    #expect(!findings.contains { $0.id == "mmm.roi" && $0.subject["channel"] == "newsletter" })
  }

  /// Every cell and figure of the report names a finding or figure that exists, and no key stands
  /// for two findings.
  private func expectWholeReport(_ result: MediaMixResult, _ findings: [Finding]) throws {
    let keys = findings.map(\.key)
    #expect(Set(keys).count == keys.count)
    let readiness = try MediaMixReadiness(
      data: result.model.data, options: result.model.options)
    let known = Set(keys + readiness.findings(language: .en).map(\.key))
    let figures = result.figures(language: .en, isForced: true)
    let ids = Set(figures.map(\.id))
    for block in result.sections(isForced: true).flatMap(\.blocks) {
      switch block {
      case .figure(let id): #expect(ids.contains(id), "\(id)")
      case .table(let grid):
        for row in grid.rows {
          #expect(row.count == grid.columns.count, "\(grid.id)")
          for case .value(let key) in row { #expect(known.contains(key), "\(grid.id): \(key)") }
          for case .interval(let key) in row { #expect(known.contains(key), "\(grid.id): \(key)") }
        }
      case .note, .prose: break
      }
    }
    for figure in figures {
      let columns = Set(figure.columns.map(\.name))
      for mark in figure.marks {
        for name in [mark.x, mark.y, mark.y2, mark.x2].compactMap({ $0 }) {
          #expect(columns.contains(name), "\(figure.id): \(name)")
        }
      }
      for key in figure.findings { #expect(known.contains(key), "\(figure.id): \(key)") }
    }
    #expect(ids.contains("mmm.frequency.video") && ids.contains("mmm.saturation.frequency"))
    let best = try #require(
      findings.first { $0.id == "mmm.optimal_frequency" && $0.subject == ["channel": "video"] })
    // The true curve 1 / (1 + (2 / f)^2.5) / f is highest at f = 2 x 1.5^(1 / 2.5) = 2.35.
    let interval = try #require(best.interval)
    #expect(interval.lower - 0.5 < 2.35 && 2.35 < interval.upper + 0.5, "\(best.text)")
  }

  @Test("a model with experiments, courses and heavy tails says what each of them means")
  func everything() async throws {
    let (_, result) = try await Self.fit {
      $0.experiments = .init(tests: [MixedPanel.test])
      $0.timeVarying = .media(["search"])
      $0.likelihood = .studentT
      $0.sampler.draws = .count(60)
      $0.sampler.warmup = 120
    }
    let findings = result.findings(language: .en, isForced: true)
    try expectWholeReport(result, findings)
    func find(_ id: String, _ subject: [String: String]) throws -> Finding {
      try #require(findings.first { $0.id == id && $0.subject == subject }, "\(id) \(subject)")
    }
    let lift = try find("mmm.experiment", ["metric": "search lift", "parameter": "lift"])
    #expect(lift.value == 12 && lift.grade == .experiment && lift.interval?.kind == .confidence)
    let model = try find("mmm.experiment", ["metric": "search lift", "parameter": "model"])
    let z = try find("mmm.experiment", ["metric": "search lift", "parameter": "z"])
    let apart = (try #require(model.value) - 12) / 3
    #expect(abs(try #require(z.value) - apart) < 1e-12)
    let gain = try find("mmm.information_gain", ["channel": "search", "parameter": "roi"])
    #expect(gain.unit == Unit("bits") && gain.text.contains("bits"))
    _ = try find("mmm.without_experiments", ["channel": "video", "parameter": "alpha"])
    _ = try find("mmm.time_effect", ["channel": "search", "metric": "change"])
    #expect(try find("mmm.parameter", ["parameter": "nu"]).text.contains("degrees of freedom"))
    // What the test measured stands, whatever the gate says; the rest does not.
    guard !result.verdict.passed else { return }
    let judged = result.findings(language: .en)
    #expect(judged.first { $0.key == lift.key }?.status == .ok)
    #expect(judged.first { $0.key == model.key }?.status == .withheld)
    #expect(judged.first { $0.key == gain.key }?.status == .withheld)
  }

  @Test("half-life and mean lag of geometric weights are those of the formulas")
  func carryOver() {
    let weights = AdstockFamily.geometric.weights(0.5, maxLag: 60)
    let carry = CarryOver(weights)
    // Half of the effect comes in the first period, and the mean lag is alpha / (1 - alpha).
    #expect(abs(carry.firstShare - 0.5) < 1e-12)
    #expect(abs(carry.halfLife - 1) < 1e-12)
    #expect(abs(carry.meanLag - 1) < 1e-12)
    let none = CarryOver([1])
    #expect(none == CarryOver([1]) && none.halfLife == 0.5 && none.meanLag == 0)
    let late = CarryOver([0, 0, 1])
    #expect(late.halfLife == 2.5 && late.firstShare == 0)
  }
}
