import Findings
import Inference
import MediaMix
import Probability
import Tables
import TestSupport
import Testing

/// The simulator's truth is found again, and reported numbers add up.
struct RecoveryTests {
  /// The simulated retailer: eight regions, 104 weeks, eight channels.
  private func simulated() async throws -> (MediaMixResult, MediaMixSampling, MediaMixTruth) {
    let simulator = MediaMixSimulator(regions: 8, weeks: 104, channels: 8, seed: 1)
    let output = try simulator.run()
    let table = try TableReader.read(bytes: Array(output.csv.utf8), source: "weekly.csv")
    var channels: [String: MediaMixOptions.Channel] = [:]
    for name in MediaMixSimulator.channelNames.prefix(8) {
      let exposure = table.columnNames.first {
        $0.hasPrefix("\(name)_") && $0 != "\(name)_spend"
      }
      channels[name] = .init(spend: "\(name)_spend", exposure: exposure)
    }
    let options = MediaMixOptions(
      target: .init(column: "revenue"), channels: channels,
      controls: ["price_index", "temperature"],
      sampler: .init(chains: 2, warmup: 250, draws: .count(500), seed: 1), level: 0.999)
    let data = try MediaMixData(
      table: table, columns: .init(time: "week", geo: "region", population: "inhabitants"),
      options: options, currency: "EUR")
    let model = try MediaMixModel(data: data, options: options)
    let sampling = try await MediaMixSampler(model: model, threads: 2).run()
    return (
      try await MediaMixResult(model: model, sampling: sampling, threads: 2), sampling,
      output.truth
    )
  }

  @Test("returns and contributions of the simulated retailer are recovered, and add up")
  func retailer() async throws {
    let (result, sampling, truth) = try await simulated()
    // A short run: enough for intervals, not for the gate.
    #expect(sampling.verdict.rHatMax < 1.05, "\(sampling.verdict)")
    #expect(!sampling.verdict.failures.contains(.divergences), "\(sampling.verdict)")
    let findings = result.findings(language: .en, isForced: true)
    for (name, channel) in truth.channels {
      let roi = try #require(
        findings.first { $0.id == "mmm.roi" && $0.subject == ["channel": name] }?.interval)
      #expect(
        (roi.lower...roi.upper).contains(channel.roi),
        "\(name): \(channel.roi) in \(roi.lower) to \(roi.upper)")
    }
    let index = sampling.quantityIndex
    let total = MediaMixSampling.column(sampling.quantities, index.total, of: index.count)
    let bounds = Quantile.centralInterval(0.99, of: total.flatMap { $0 })
    let caused = truth.channels.values.map(\.contribution).reduce(0, +)
    #expect((bounds.lower...bounds.upper).contains(caused), "\(caused) in \(bounds)")

    try expectSums(result, sampling)
    try expectShares(result, findings)
  }

  /// Draw by draw: geos and years add up to a channel, channels to all media, ROI x spend is the
  /// contribution.
  private func expectSums(_ result: MediaMixResult, _ sampling: MediaMixSampling) throws {
    let (index, data) = (sampling.quantityIndex, result.model.data)
    let years = Set(data.times.labels.map { $0.prefix(4) }).count
    try #require(years > 1)
    for chain in sampling.quantities {
      for draw in 0..<(chain.count / index.count) {
        func value(_ at: Int) -> Double { chain[draw * index.count + at] }
        var sum = 0.0
        for c in data.channels.indices {
          let contribution = value(index.term(c, QuantityIndex.contribution))
          let returned = value(index.term(c, QuantityIndex.roi)) * data.totalSpend(c)
          let geos = data.geos.indices.reduce(0) { $0 + value(index.geo(c, $1)) }
          let yearly = (0..<years).reduce(0) { $0 + value(index.year(c, $1)) }
          guard
            isRelativelyClose(returned, contribution, 1e-12),
            isRelativelyClose(geos, contribution, 1e-12),
            isRelativelyClose(yearly, contribution, 1e-12)
          else {
            Issue.record("draw \(draw), \(data.channels[c]): \(contribution) does not add up")
            return
          }
          sum += contribution
        }
        guard isRelativelyClose(sum, value(index.total), 1e-12) else {
          Issue.record("draw \(draw): channels sum to \(sum), not \(value(index.total))")
          return
        }
      }
    }
  }

  /// The baseline's share and the channels' are one together.
  private func expectShares(_ result: MediaMixResult, _ findings: [Finding]) throws {
    func share(_ id: String, _ subject: [String: String]) throws -> Double {
      try #require(findings.first { $0.id == id && $0.subject == subject }?.value)
    }
    let channels = try result.model.data.channels.map {
      try share("mmm.contribution_share", ["channel": $0])
    }
    let baseline = try share("mmm.baseline_share", [:])
    #expect(isClose(baseline + channels.reduce(0, +), 1, 1e-12))
    let media = try share("mmm.contribution_share", [:])
    #expect(isClose(baseline + media, 1, 1e-12))
  }

  /// A panel from a known point: `noise` is the residual deviation of the scaled KPI.
  private func fit(geos: Int, periods: Int, noise: Double) async throws -> MediaMixResult {
    let panel = try SmallPanel.data(geos: geos, periods: periods)
    let options = SmallPanel.options(panel) {
      $0.baseline = .init(knots: .count(2), fourier: 0)
      $0.sampler = .init(chains: 2, warmup: 300, draws: .auto, seed: 2)
    }
    let scaling = MediaMixScaling(
      kpiMean: 500, kpiDeviation: 12,
      exposureScale: MediaMixScaling(
        panel, specification: try MediaMixSpecification(options: options, data: panel)
      ).exposureScale,
      controlMean: [0], controlDeviation: [1])
    let design = try MediaMixModel(data: panel, options: options, scaling: scaling).design
    var stream = RandomStream(seed: 31, stream: 0)
    var truth = design.drawPrior(&stream)
    truth.strength = [1.5, 2]
    truth.alpha = [0.3, 0.5]
    truth.halfSaturation = [1, 1.2]
    truth.geoSpread = [0.4, 0.4]
    truth.sigma = [noise]
    truth.knots = [0.5, 1]
    truth.control = [0.3]
    truth.controlSpread = [0.1]
    truth.geoIntercept = truth.geoIntercept.map { 0.1 * $0 }
    let kpi = design.simulateKPI(at: truth, population: panel.population, stream: &stream)
    return try await MediaMix.fit(
      data: panel.replacingKPI(kpi), options: options, threads: 2)
  }

  @Test("strong data are sampled in the centred form, and pass every gate")
  func strongData() async throws {
    let result = try await fit(geos: 40, periods: 24, noise: 0.05)
    #expect(result.parametrisation == ["channel0": "centred", "channel1": "centred"])
    #expect(result.verdict.passed, "\(result.verdict)")
  }

  @Test("weak data are sampled in the non-centred form, and pass every gate")
  func weakData() async throws {
    let result = try await fit(geos: 8, periods: 40, noise: 1)
    #expect(result.parametrisation == ["channel0": "non-centred", "channel1": "non-centred"])
    #expect(result.verdict.passed, "\(result.verdict)")
  }
}
