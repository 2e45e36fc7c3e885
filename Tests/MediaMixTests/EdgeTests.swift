import Findings
import Foundation
import Inference
import MediaMix
import Tables
import Testing

/// Choices at the edge of what data can carry: each gives numbers that exist, or is refused in words.
@Suite("Edges of data and options")
struct EdgeTests {
  /// The panel with one channel silent, and with its KPI shifted.
  private static func panel(silentFrom first: Int = 40, shift: Double = 0) throws -> MediaMixData {
    let data = try SmallPanel.data(geos: 1, periods: 40)
    func silenced(_ values: [[Double]]) -> [[Double]] {
      [values[0].enumerated().map { $0.offset < first ? $0.element : 0 }] + values.dropFirst()
    }
    return MediaMixData(
      source: data.source, geos: data.geos, isNational: true, times: data.times, leadIn: 0,
      channels: data.channels, controls: data.controls, kpi: data.kpi.map { $0 + shift },
      value: data.value, population: data.population, spend: silenced(data.spend),
      exposure: silenced(data.exposure), controlValues: data.controlValues,
      currency: data.currency)
  }

  private static func fit(
    _ data: MediaMixData, _ change: (inout MediaMixOptions) -> Void
  ) async throws -> MediaMixResult {
    let options = SmallPanel.options(data) {
      $0.sampler = .init(chains: 2, warmup: 100, draws: .count(50))
      change(&$0)
    }
    return try await MediaMix.fit(data: data, options: options, threads: 2)
  }

  @Test("a channel without spend in the window has a contribution and no return")
  func silentInWindow() async throws {
    let data = try Self.panel(silentFrom: 25)
    let result = try await Self.fit(data) {
      $0.window = .init(from: data.times.labels[30])
    }
    let findings = result.findings(language: .en, isForced: true)
    #expect(findings.allSatisfy { $0.value?.isFinite != false })
    let silent = findings.filter { $0.subject == ["channel": "channel0"] }
    #expect(silent.contains { $0.id == "mmm.contribution" })
    #expect(!silent.contains { ["mmm.roi", "mmm.mroi", "mmm.cost_per_kpi"].contains($0.id) })
    #expect(!result.verdict.worstRHat.contains("ROI of channel0"))
    let figures = result.figures(language: .en, isForced: true).map(\.id)
    #expect(!figures.contains("mmm.response.channel0"))
    #expect(figures.contains("mmm.response.channel1"))
  }

  @Test("one held-out period has errors and no R²") func shortHoldout() async throws {
    let result = try await Self.fit(try Self.panel()) { $0.holdout = .init(last: 1) }
    let metrics = result.findings(language: .en, isForced: true)
      .filter { $0.id == "mmm.holdout" }
    #expect(metrics.compactMap { $0.subject["metric"] } == ["mape", "wmape", "crps", "coverage"])
    #expect(metrics.allSatisfy { $0.value?.isFinite == true })
  }

  @Test(
    "a holdout out of range is refused",
    arguments: [Int.min, -1, 39, 40, Int.max])
  func holdout(_ last: Int) throws {
    try refuses(try Self.panel(), "media_mix.holdout") { $0.holdout = .init(last: last) }
  }

  @Test("a huge number of Fourier pairs is refused") func fourier() throws {
    try refuses(try Self.panel(), "media_mix.baseline.fourier") { $0.baseline.fourier = .max }
  }

  @Test("half saturation and slope of zero are refused") func zeroShapes() throws {
    let path = "media_mix.channels.channel0.prior."
    try refuses(try Self.panel(), path + "half_saturation") {
      $0.channels["channel0"]?.prior.halfSaturation = .init("fixed", [0])
    }
    try refuses(try Self.panel(), path + "slope") {
      $0.channels["channel0"]?.prior.slope = .init("fixed", [0])
    }
  }

  @Test("shares of an outcome that may be negative are shares of its size") func signedOutcome()
    throws
  {
    let data = try Self.panel(shift: -2000)
    let options = SmallPanel.options(data) {
      $0.channels["channel0"]?.prior.contribution = .init("beta", [1, 9])
    }
    let model = try MediaMixModel(data: data, options: options)
    let size = zip(data.kpi, data.value).reduce(0) { $0 + abs($1.0 * $1.1) }
    #expect(data.totalOutcome < 0)
    #expect(model.design.anchorScale[0] == size)
    // Without a stated prior, what is believed of a signed outcome is a share of its size too.
    #expect(model.design.specification.terms[1].strength == .contribution)
  }

  @Test("a window in which nobody spent is refused") func emptyWindow() throws {
    let data = try Self.panel(silentFrom: 25)
    try refuses(data, "media_mix.window") {
      $0.channels["channel1"] = nil
      $0.window = .init(from: data.times.labels[30])
    }
  }

  private func refuses(
    _ data: MediaMixData, _ location: String, _ change: (inout MediaMixOptions) -> Void
  ) throws {
    let options = SmallPanel.options(data, change: change)
    let kept = data.channels.indices.filter { options.channels[data.channels[$0]] != nil }
    let used = MediaMixData(
      source: data.source, geos: data.geos, isNational: true, times: data.times, leadIn: 0,
      channels: kept.map { data.channels[$0] }, controls: data.controls, kpi: data.kpi,
      value: data.value, population: data.population, spend: kept.map { data.spend[$0] },
      exposure: kept.map { data.exposure[$0] }, controlValues: data.controlValues, currency: nil)
    let error = #expect(throws: MediaMixError.self) {
      _ = try MediaMixModel(data: used, options: options)
    }
    guard case .refused(let problems)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(problems.contains { $0.location == location })
  }
}
