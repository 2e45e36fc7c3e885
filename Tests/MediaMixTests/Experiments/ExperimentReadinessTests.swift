import Findings
import Foundation
import Interchange
import MediaMix
import TestSupport
import Testing

/// What the check says about experiments.
struct ExperimentReadinessTests {
  private let panel = ExperimentPanel()

  private func value(_ readiness: MediaMixReadiness, _ metric: String) -> Double? {
    readiness.findings(language: .en).first { $0.subject["metric"] == metric }?.value
  }

  @Test("a sound experiment gives its lift, its return and its mask, and no warning")
  func sound() throws {
    let readiness = try panel.readiness(ExperimentPanel.heavyUp { $0.standardError = 20 })
    #expect(value(readiness, "masked_cells") == 4)
    #expect(value(readiness, "experiment_lift") == 160)
    // 4 weeks of 100 at 1.25 times the usual are 80 more.
    let roi = try #require(value(readiness, "experiment_roi"))
    #expect(isClose(roi, 2, 1e-12))
    let found = readiness.findings(language: .de).first { $0.subject["metric"] == "experiment_roi" }
    #expect(found?.subject["channel"] == "tv" && found?.subject["experiment"] == "tv-north")
    #expect(isClose(found?.interval?.upper ?? 0, 2 + 1.6448536269514722 * 0.25, 1e-9))
    #expect(!readiness.warnings.contains { $0.location.contains("experiments") })
    #expect(readiness.sections().contains { $0.id == "check-experiments" })
  }

  @Test("an experiment without a channel of its own has a return all the same")
  func joint() throws {
    let readiness = try panel.readiness(ExperimentPanel.holdout { $0.channels = ["tv", "search"] })
    // 4 weeks of 150 in 2 regions.
    #expect(isClose(try #require(value(readiness, "experiment_roi")), 1600.0 / 1200, 1e-12))
  }

  @Test("without experiments nothing is said about them")
  func none() throws {
    let readiness = try MediaMixReadiness(data: try panel.data(), options: panel.options)
    #expect(value(readiness, "masked_cells") == nil)
    #expect(!readiness.sections().contains { $0.id == "check-experiments" })
  }

  private static let slips: [(String, @Sendable (inout LiftTest) -> Void)] = [
    ("experiment_lift", { $0.lift = -160 }),
    ("experiment_kpi_share", { $0.lift = 4100 }),
    ("experiment_precision", { $0.standardError = 1 }),
    ("experiment_partial_periods", { $0.from = "2021-03-17" }),
    ("experiment_partial_periods", { $0.to = "2021-04-09" }),
    ("experiment_roi", { $0.lift = 4000 }),
    ("masked_cells", { $0.to = "2022-04-17" }),
  ]

  @Test("slips of sign, unit, error and date are told", arguments: slips.indices)
  func slip(index: Int) throws {
    let (metric, change) = Self.slips[index]
    let readiness = try panel.readiness(ExperimentPanel.heavyUp(change))
    let flagged = readiness.flagged(metric)
    #expect(flagged.count == 1, "\(readiness.warnings)")
    #expect(readiness.warnings.contains { $0.location.hasPrefix("media_mix.experiments") })
  }

  @Test(
    "dates that name whole periods are no slip",
    arguments: ["2021-04-11", "2021-04-05", "2021-W14"])
  func whole(to: String) throws {
    let readiness = try panel.readiness(ExperimentPanel.heavyUp { $0.to = to })
    #expect(readiness.flagged("experiment_partial_periods").isEmpty)
  }

  @Test("the same experiment under two names is told")
  func twins() throws {
    let twin = ExperimentPanel.heavyUp { $0.name = "other" }
    let readiness = try panel.readiness(ExperimentPanel.heavyUp(), twin)
    #expect(readiness.flagged("experiment_repetitions").count == 1)
  }

  @Test("every finding has a key of its own")
  func keys() throws {
    let readiness = try panel.readiness(
      ExperimentPanel.heavyUp(), ExperimentPanel.holdout { $0.channels = ["search", "tv"] })
    let keys = readiness.findings(language: .en).map(\.key)
    #expect(Set(keys).count == keys.count)
  }
}
