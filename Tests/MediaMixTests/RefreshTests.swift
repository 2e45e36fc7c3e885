import Findings
import Foundation
import Inference
import MediaMix
import Tables
import Testing

@Suite("A refresh")
struct RefreshTests {
  private func options(
    _ data: MediaMixData, change: (inout MediaMixOptions) -> Void = { _ in }
  ) -> MediaMixOptions {
    SmallPanel.options(data) {
      $0.sampler = .init(chains: 2, warmup: 200, draws: .count(400), seed: 3)
      change(&$0)
    }
  }

  private func refreshed(
    from short: MediaMixData, to long: MediaMixData,
    hasSameData: Bool = false, change: (inout MediaMixOptions) -> Void = { _ in }
  ) async throws -> MediaMixRefresh.Outcome {
    let old = try await MediaMix.fit(data: short, options: options(short), threads: 2)
    return try await MediaMixRefresh(
      earlier: .init(
        record: old.record(isForced: true), options: options(short), data: long,
        hasSameData: hasSameData),
      data: long, options: options(long, change: change)
    ).run(threads: 2)
  }

  private let tight: (inout MediaMixOptions) -> Void = {
    $0.channels["channel0"]?.prior.roi = PriorSpecification("lognormal", [3, 0.02])
  }

  @Test("of unchanged options is one fit, and every move is the data's")
  func dataOnly() async throws {
    let outcome = try await refreshed(
      from: SmallPanel.data(geos: 1, periods: 40), to: SmallPanel.data(geos: 1, periods: 46))
    #expect(outcome.origins.map(\.step) == [.present])
    #expect(outcome.origins.allSatisfy { $0.origin.isWarm })
    let drift = try #require(outcome.drift)
    #expect(drift.channels.map(\.name) == ["channel0", "channel1"])
    for channel in drift.channels {
      #expect(channel.specification == 0 && channel.prior == 0)
      #expect(channel.total == channel.data)
    }
  }

  @Test("puts a changed prior down to the prior")
  func priorOnly() async throws {
    let data = try SmallPanel.data(geos: 1, periods: 40)
    let outcome = try await refreshed(from: data, to: data, hasSameData: true, change: tight)
    #expect(outcome.origins.map(\.step) == [.present])
    let moved = try #require(outcome.drift?.channels.first)
    #expect(moved.data == 0 && moved.specification == 0 && moved.z == 0)
    #expect(moved.prior > 10 && abs(moved.present.mean - 20) < 2)
  }

  @Test("splits data, specification and prior, which add up to the whole move")
  func everything() async throws {
    let outcome = try await refreshed(
      from: SmallPanel.data(geos: 1, periods: 40), to: SmallPanel.data(geos: 1, periods: 46)
    ) {
      tight(&$0)
      $0.baseline.knots = .count(2)
    }
    #expect(outcome.origins.map(\.step) == [.data, .specification, .present])
    let drift = try #require(outcome.drift)
    for channel in drift.channels {
      #expect(channel.total == channel.data + channel.specification + channel.prior)
      let move = channel.present.mean - channel.earlier.mean
      #expect(abs(channel.total - move) <= 1e-12 * max(1, abs(move)))
      #expect(channel.specification != 0 && channel.prior != 0)
    }
    let first = try #require(drift.channels.first)
    #expect(abs(first.prior) > abs(first.data) && abs(first.prior) > abs(first.specification))
  }

  @Test("states each number as a finding that section and figure show")
  func output() async throws {
    let outcome = try await refreshed(
      from: SmallPanel.data(geos: 1, periods: 40), to: SmallPanel.data(geos: 1, periods: 46),
      change: tight)
    let drift = try #require(outcome.drift)
    let findings = drift.findings(language: .en, isForced: true)
    let keys = Set(findings.map(\.key))
    #expect(keys.count == findings.count && findings.allSatisfy { $0.id == "mmm.drift" })
    func value(_ metric: String) -> Double? {
      findings.first { $0.subject == ["channel": "channel0", "metric": metric] }?.value
    }
    let parts = ["data", "specification", "prior"].compactMap(value)
    #expect(parts.count == 3 && value("total") == parts.reduce(0, +))
    #expect(value("window") != nil && value("z") != nil)
    let total = try #require(
      findings.first { $0.subject == ["channel": "channel0", "metric": "total"] })
    #expect(total.text.contains("left the earlier interval, mostly because of changed priors"))
    for case .table(let grid) in drift.section(isForced: true).blocks {
      for case .value(let key) in grid.rows.flatMap({ $0 }) { #expect(keys.contains(key)) }
      #expect(grid.rows.allSatisfy { $0.count == grid.columns.count })
    }
    for figure in drift.figures(isForced: true) {
      #expect(figure.findings.allSatisfy(keys.contains))
    }
  }

  @Test("compares the earlier periods, and tells the longer window apart")
  func window() async throws {
    let short = try SmallPanel.data(geos: 1, periods: 40)
    let outcome = try await refreshed(from: short, to: SmallPanel.data(geos: 1, periods: 46))
    let drift = try #require(outcome.drift)
    let finding = try #require(drift.findings(language: .en, isForced: true).first)
    #expect(finding.period?.from == short.times.labels.first)
    #expect(finding.period?.to == short.times.lastDays.last)
    let channel = try #require(drift.channels.first)
    #expect(channel.window != nil && channel.window != channel.present.mean)
  }

  @Test("says what the earlier posterior allowed: quantiles and tail of its own draws")
  func record() async throws {
    let data = try SmallPanel.data(geos: 1, periods: 40)
    let fit = try await MediaMix.fit(data: data, options: options(data), threads: 2)
    let record = fit.record(isForced: true)
    let read = try JSONDecoder().decode(FitRecord.self, from: JSONEncoder().encode(record))
    #expect(read == record && record.periods == 40)
    let findings = fit.findings(language: .en, isForced: true)
    for returned in record.returns ?? [] {
      let finding = try #require(
        findings.first { $0.id == "mmm.roi" && $0.subject == ["channel": returned.channel] })
      #expect(finding.value == returned.mean)
      #expect(returned.quantiles.count == 199 && returned.quantiles == returned.quantiles.sorted())
      // Levels that are among the quantiles are met exactly.
      #expect(abs((finding.interval?.lower ?? 0) - returned.quantiles[9]) < 1e-12)
      #expect(abs((finding.interval?.upper ?? 0) - returned.quantiles[189]) < 1e-12)
    }
    #expect(fit.verdict.passed || fit.record().returns == nil)
  }

  @Test("refuses another outcome, no common channel, and no common period")
  func refusals() async throws {
    let data = try SmallPanel.data(geos: 1, periods: 40)
    let fit = try await MediaMix.fit(data: data, options: options(data), threads: 2)
    func message(
      _ change: (inout MediaMixOptions) -> Void, record: (inout FitRecord) -> Void = { _ in }
    ) -> String {
      var (earlier, kept) = (options(data), fit.record(isForced: true))
      change(&earlier)
      record(&kept)
      do {
        _ = try MediaMixRefresh(
          earlier: .init(record: kept, options: earlier, data: data, hasSameData: true),
          data: data, options: options(data))
        return ""
      } catch {
        return error.description
      }
    }
    #expect(message { _ in }.isEmpty)
    #expect(message { $0.target.column = "visits" }.contains("the earlier run explains visits"))
    #expect(
      message { $0.channels = ["radio": .init(spend: "radio")] }.contains("no channel is in both"))
    #expect(
      message({ _ in }, record: { ($0.from, $0.to) = ("1990-01-01", "1990-12-31") })
        .contains("no period of the earlier window"))
  }
}
