import Findings
import Foundation
import MediaMix
import Probability
import Testing

/// The health of fits from end to end: what is planted in the data is named.
struct HealthReportTests {
  private static func fit(
    _ panel: SimulatedPanel, draws: Int = 500, change: (inout MediaMixOptions) -> Void = { _ in }
  ) async throws -> MediaMixResult {
    var options = panel.options
    options.sampler = .init(chains: 2, warmup: 250, draws: .count(draws), seed: 3)
    change(&options)
    return try await MediaMix.fit(data: panel.data, options: options, threads: 2)
  }

  @Test("clean simulated regions are ready to hand in")
  func clean() async throws {
    let panel = try SimulatedPanel(regions: 4, weeks: 104, channels: 2)
    let result = try await Self.fit(panel, draws: 1000) {
      $0.sampler = .init(chains: 2, warmup: 500, draws: .auto, seed: 3)
    }
    #expect(result.health.outcomes.filter(\.wantsAttention).map(\.check) == [])
    #expect(result.health.verdict == .ready)
  }

  @Test("planted twins are named as not told apart, and their sum is reported")
  func twins() async throws {
    var panel = try SimulatedPanel(regions: 4, weeks: 104, channels: 2)
    var stream = RandomStream(seed: 9, stream: 0)
    panel.exposure[1] = panel.exposure[0].map { $0 * exp(0.03 * stream.standardNormal()) }
    panel.spend[1] = panel.spend[0]
    // Known shapes leave only the question who of the two it was.
    let result = try await Self.fit(panel, draws: 300) {
      for name in panel.channels {
        $0.channels[name]?.prior.alpha = .init("fixed", [0.3])
        $0.channels[name]?.prior.halfSaturation = .init("fixed", [1])
      }
    }
    let found = try #require(result.health.outcome("channel_separation"))
    let names = [panel.channels[0], panel.channels[1]]
    #expect(found.status == .review, "\(found.measures.map(\.value))")
    #expect(found.meaning.en.contains(names.joined(separator: " from ")))
    let findings = result.findings(language: .en, isForced: true)
    let sum = try #require(
      findings.first {
        $0.subject == [
          "metric": "pair_contribution", "channel": names[0], "parameter": names[1],
        ]
      })
    #expect(sum.interval != nil && sum.unit == Unit("EUR") && sum.remedy != nil)
  }

  @Test("a channel with next to no spend is called out: its number is the prior")
  func priorOnly() async throws {
    var panel = try SimulatedPanel(regions: 1, weeks: 104, channels: 3)
    panel.spend[1] = panel.spend[1].map { $0 * 1e-4 }
    let result = try await Self.fit(panel)
    let found = try #require(result.health.outcome("prior_movement"))
    #expect(found.status == .review)
    #expect(found.meaning.en.contains("said nothing about \(panel.channels[1])"))
    #expect(result.health.verdict != .ready)
  }

  @Test("every number in the tables is a finding, and every figure of a section exists")
  func complete() async throws {
    let panel = try SimulatedPanel(regions: 1, weeks: 60, channels: 2)
    let result = try await Self.fit(panel, draws: 100) {
      for name in panel.channels {
        $0.channels[name]?.prior.coefficient = .init("halfnormal", [1])
      }
    }
    let readiness = try MediaMixReadiness(data: panel.data, options: panel.options)
    let keys = Set(
      (result.findings(language: .en, isForced: true) + readiness.findings(language: .en))
        .map(\.key))
    let figures = Set(result.figures(language: .en, isForced: true).map(\.id))
    for section in result.sections(isForced: true) {
      for block in section.blocks {
        switch block {
        case .figure(let id): #expect(figures.contains(id))
        case .note, .prose: break
        case .table(let grid):
          for case .value(let key) in grid.rows.flatMap(\.self) {
            #expect(keys.contains(key), "\(grid.id): \(key)")
          }
        }
      }
    }
    // A coefficient's prior only implies one of the return, which is drawn all the same.
    #expect(figures.contains("mmm.prior.\(panel.channels[0]).roi"))
    #expect(
      keys.contains { $0.id == "mmm.health" && $0.subject["metric"] == "achieved_contraction" })
  }

  @Test("densities of prior and posterior each hold all probability, on the same axis")
  func densities() async throws {
    let panel = try SimulatedPanel(regions: 1, weeks: 60, channels: 2)
    let result = try await Self.fit(panel, draws: 200)
    let figures = result.figures(language: .en, isForced: true).filter {
      $0.id.hasPrefix("mmm.prior.") && $0.id.hasSuffix(".alpha")
    }
    #expect(figures.count == 2)
    for figure in figures {
      let columns = Dictionary(
        uniqueKeysWithValues: figure.columns.map { ($0.name, $0.numbers.compactMap(\.self)) })
      let x = try #require(columns["x"])
      for name in ["prior", "posterior"] {
        let y = try #require(columns[name])
        let mass = zip(x.indices.dropFirst(), x.indices).reduce(0.0) {
          $0 + (y[$1.0] + y[$1.1]) / 2 * (x[$1.0] - x[$1.1])
        }
        #expect(abs(mass - 1) < 0.03, "\(figure.id) \(name) \(mass)")
      }
    }
  }
}
