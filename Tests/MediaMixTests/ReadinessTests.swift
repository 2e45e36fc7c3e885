import Findings
import Foundation
import MediaMix
import Tables
import Testing

/// What planted faults are found, and that clean data are left in peace.
struct ReadinessTests {
  @Test("clean data by region raise no warning", arguments: [1, 2, 3] as [UInt64])
  func cleanGeo(seed: UInt64) throws {
    let readiness = try SimulatedPanel(regions: 6, seed: seed).readiness()
    #expect(readiness.warnings.isEmpty, "\(readiness.warnings)")
  }

  @Test("clean national data raise no warning but that some channels will teach little")
  func cleanNational() throws {
    for seed in 1...5 {
      let readiness = try SimulatedPanel(regions: 1, channels: 8, seed: UInt64(seed)).readiness()
      let contractions = readiness.flagged("expected_contraction")
      #expect(readiness.warnings.count == contractions.count, "\(readiness.warnings)")
    }
  }

  @Test("a planted pair with a correlation of 0.95 is flagged, and only it", arguments: [1, 4])
  func collinear(regions: Int) throws {
    var panel = try SimulatedPanel(regions: regions)
    panel.copy(1, to: 2, correlation: 0.95)
    let readiness = try panel.readiness()
    let pairs = readiness.flagged("correlation")
    let subject = [
      "metric": "correlation", "channel": panel.channels[1], "parameter": panel.channels[2],
    ]
    #expect(pairs.map(\.subject) == [subject])
    let r = try #require(pairs.first?.value)
    #expect(abs(r - 0.95) < 0.03)
    #expect(
      readiness.warnings.contains {
        $0.what.contains("\(panel.channels[1]) and \(panel.channels[2]) move together")
          && $0.remedy.contains("Merge")
      })
  }

  @Test("a correlation of 0.7 is not flagged")
  func looselyRelated() throws {
    var panel = try SimulatedPanel(regions: 1)
    panel.copy(1, to: 2, correlation: 0.7)
    #expect(try panel.readiness().flagged("correlation").isEmpty)
  }

  @Test("three channels of which each pair is harmless, but not all together, inflate variance")
  func jointlyDependent() throws {
    var panel = try SimulatedPanel(regions: 1)
    for c in 0..<3 {
      let deviation = SimulatedPanel.deviation(panel.exposure[c])
      panel.exposure[c] = panel.exposure[c].map { $0 / deviation }
    }
    panel.exposure[3] = panel.exposure[0].indices.map { t in
      (0..<3).reduce(0) { $0 + panel.exposure[$1][t] }
    }
    for c in 0..<4 {
      panel.spend[c] = panel.exposure[c]
      // Without carry-over and saturation the sum stays a sum.
      panel.options.channels[panel.channels[c]]?.maxLag = 0
      panel.options.channels[panel.channels[c]]?.prior.halfSaturation = .init("fixed", [1e6])
    }
    let readiness = try panel.readiness()
    #expect(readiness.flagged("correlation").isEmpty)
    #expect(readiness.flagged("vif").count >= 2)
    #expect(readiness.flagged("condition_number").count == 1)
  }

  @Test("a control that is a channel or the KPI is flagged")
  func twins() throws {
    var panel = try SimulatedPanel(regions: 3)
    panel.controlValues[0] = panel.kpi.map { 3 * $0 + 10 }
    panel.controlValues[1] = panel.spend[2].map { 2 * $0 }
    let found = try panel.readiness().flagged("control_correlation")
    let (price, temperature) = (panel.controls[0], panel.controls[1])
    #expect(
      found.contains { $0.subject["parameter"] == price && $0.subject["channel"] == nil })
    #expect(
      found.contains {
        $0.subject["parameter"] == temperature && $0.subject["channel"] == panel.channels[2]
      })
  }

  @Test("a nearly constant channel and one that hardly runs are flagged")
  func variation() throws {
    var panel = try SimulatedPanel(regions: 1)
    panel.exposure[0] = panel.exposure[0].indices.map { 1000 + Double($0 % 5) }
    panel.exposure[1] = panel.exposure[1].indices.map { $0 == 40 || $0 == 90 ? 5000 : 0 }
    let readiness = try panel.readiness()
    #expect(readiness.flagged("variation").map { $0.subject["channel"] } == [panel.channels[0]])
    let rare = readiness.flagged("active_periods")
    #expect(rare.map { $0.subject["channel"] } == [panel.channels[1]])
    #expect(rare.first?.value == 2)
  }

  @Test("a channel that is alike in all regions is flagged where knots are dense, and not else")
  func denseKnots() throws {
    var panel = try SimulatedPanel(regions: 4)
    let weeks = panel.times.count
    let national = (0..<weeks).map { 1 + Double($0 * 7 % 13) }
    panel.exposure[0] = panel.population.flatMap { people in national.map { $0 * people } }
    #expect(try panel.readiness().flagged("baseline_overlap_share").isEmpty)
    panel.options.baseline.knots = .count(weeks)
    let found = try panel.readiness().flagged("baseline_overlap_share")
    #expect(found.map { $0.subject["channel"] } == [panel.channels[0]])
    #expect(found.first?.remedy?.contains("baseline.knots") == true)
  }

  @Test("too many knots for the data are flagged")
  func dataPerParameter() throws {
    var panel = try SimulatedPanel(regions: 1, weeks: 60)
    panel.options.baseline.knots = .count(20)
    let found = try panel.readiness().flagged("observations_per_effect")
    // 60 weeks for 4 channels, 20 knots, 4 season terms and 2 controls.
    #expect(found.first?.value == 2)
  }

  @Test("regions without inhabitants are flagged")
  func population() throws {
    var panel = try SimulatedPanel(regions: 3)
    panel.population = [1, 1, 1]
    let readiness = try panel.readiness()
    #expect(readiness.warnings.contains { $0.what.contains("no inhabitants are given") })
  }

  @Test("a prior on ROI that cannot fit is flagged, in both directions", arguments: [17_000, 0.1])
  func implausiblePrior(ratio: Double) throws {
    var panel = try SimulatedPanel(regions: 1)
    let total = panel.kpi.reduce(0, +)
    let spend = panel.spend.flatMap { $0 }.reduce(0, +)
    panel.spend = panel.spend.map { $0.map { $0 * total / spend / ratio } }
    let found = try panel.readiness().flagged("prior_media_share")
    #expect(found.count == 1)
    #expect(found.first?.reason?.contains("prior cannot fit the data") == true)
    // Stated as shares, the same data raise no such warning.
    for name in panel.channels {
      panel.options.channels[name]?.prior.contribution = .init("beta", [1, 9])
    }
    #expect(try panel.readiness().flagged("prior_media_share").isEmpty)
  }

  @Test("spend and exposure that do not belong together are flagged")
  func mismatch() throws {
    var panel = try SimulatedPanel(regions: 1)
    // Billed a month late.
    let spend = panel.spend[3]
    panel.spend[3] = spend.indices.map { $0 < 4 ? 0 : spend[$0 - 4] }
    panel.spend[0][50] *= 100
    let readiness = try panel.readiness()
    let found = readiness.flagged("spend_exposure_mismatch_share")
    #expect(found.map { $0.subject["channel"] } == [panel.channels[3]])
    let prices = readiness.flagged("cost_outliers").filter {
      $0.subject["channel"] == panel.channels[0]
    }
    #expect(prices.first?.value == 1)
    #expect(prices.first?.reason?.contains(panel.times.labels[50]) == true)
  }

  @Test("an outlier of the KPI is flagged with its period")
  func outlier() throws {
    var panel = try SimulatedPanel(regions: 1)
    panel.kpi[77] *= 3
    let found = try panel.readiness().flagged("kpi_outliers")
    #expect(found.first?.reason?.contains(panel.times.labels[77]) == true)
  }

  @Test("a long holdout is flagged")
  func holdout() throws {
    var panel = try SimulatedPanel(regions: 1)
    panel.options.holdout = .init(last: 13)
    #expect(try panel.readiness().flagged("holdout_share").isEmpty)
    panel.options.holdout = .init(last: 60)
    #expect(try panel.readiness().flagged("holdout_share").count == 1)
  }

  @Test("options that do not fit are refused")
  func refused() throws {
    var panel = try SimulatedPanel(regions: 1)
    panel.options.baseline.knots = .count(500)
    #expect(throws: MediaMixError.self) { try panel.readiness() }
  }
}
