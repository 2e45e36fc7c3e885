import Findings
import Foundation
import MediaMix
import Tables
import Testing

/// Forecasts from earlier origins.
@Suite("Cross-validation")
struct CrossValidationTests {
  private static func model(
    _ data: MediaMixData, _ change: (inout MediaMixOptions) -> Void = { _ in }
  ) throws -> MediaMixModel {
    let options = SmallPanel.options(data) {
      $0.crossValidation = .init(folds: 3, horizon: 8)
      $0.sampler = .init(chains: 2, warmup: 150, draws: .count(150))
      change(&$0)
    }
    return try MediaMixModel(data: data, options: options)
  }

  private static func findings(_ model: MediaMixModel, threads: Int = 2) async throws -> [Finding] {
    let result = try #require(try await MediaMixCrossValidation.run(model, threads: threads))
    return result.findings(language: .en, isForced: true)
  }

  private static func value(
    _ findings: [Finding], _ metric: String, fold: Int
  ) -> Double? {
    findings.first { $0.subject == ["metric": metric, "parameter": "fold \(fold)"] }?.value
  }

  @Test("intervals of forecasts hold about as often as they say, and no thread changes a number")
  func coverage() async throws {
    let model = try Self.model(try SmallPanel.data(geos: 1, periods: 64))
    let findings = try await Self.findings(model)
    let coverage = (1...3).compactMap { Self.value(findings, "coverage", fold: $0) }
    #expect(coverage.count == 3)
    // 24 forecasts at 90 %: fewer than 18 inside would come up once in a thousand.
    #expect(coverage.reduce(0, +) / 3 >= 0.75, "\(coverage)")
    #expect(findings.allSatisfy { $0.value?.isFinite != false })
    let spans = Set(findings.compactMap(\.period)).map(\.from).sorted()
    #expect(spans == [40, 48, 56].map { model.data.times.labels[$0] })
    #expect(try await Self.findings(model, threads: 1) == findings)
  }

  @Test("nothing that happens later reaches an earlier forecast")
  func noLeak() async throws {
    let data = try SmallPanel.data(geos: 2, periods: 50)
    let change: (inout MediaMixOptions) -> Void = {
      $0.crossValidation = .init(folds: 2, horizon: 6)
      $0.sampler = .init(chains: 2, warmup: 60, draws: .count(40))
    }
    let before = try await Self.findings(try Self.model(data, change))
    let later = data.kpi.enumerated().map { cell, kpi in cell % 50 >= 44 ? 3 * kpi : kpi }
    let after = try await Self.findings(try Self.model(data.replacingKPI(later), change))
    for metric in ["crps", "coverage", "wmape", "crps_naive"] {
      let first = try #require(Self.value(before, metric, fold: 1))
      #expect(Self.value(after, metric, fold: 1) == first, "\(metric)")
    }
    #expect(Self.value(after, "crps", fold: 2) != Self.value(before, "crps", fold: 2))
  }

  @Test("held-out periods stay untouched") func heldOut() async throws {
    let data = try SmallPanel.data(geos: 1, periods: 50)
    let model = try Self.model(data) {
      $0.holdout = .init(last: 10)
      $0.crossValidation = .init(folds: 1, horizon: 5)
      $0.sampler = .init(chains: 2, warmup: 60, draws: .count(40))
    }
    let period = try await Self.findings(model).compactMap(\.period).first
    #expect(period?.from == data.times.labels[35] && period?.to == data.times.lastDays[39])
  }

  @Test("a model that asks for no forecast makes none") func none() async throws {
    let model = try Self.model(try SmallPanel.data(geos: 1, periods: 40)) {
      $0.crossValidation = nil
    }
    #expect(try await MediaMixCrossValidation.run(model, threads: 2) == nil)
  }

  @Test(
    "folds that do not fit are refused with what to change",
    arguments: [
      MediaMixOptions.CrossValidation(folds: 5, horizon: 8), .init(folds: 0, horizon: 8),
      .init(folds: 2, horizon: 0), .init(folds: .max, horizon: .max),
      .init(folds: 2, horizon: 8, minimumTraining: 30),
      .init(folds: 1, horizon: 8, minimumTraining: 0),
    ])
  func refusals(_ choice: MediaMixOptions.CrossValidation) async throws {
    let model = try Self.model(try SmallPanel.data(geos: 1, periods: 40)) {
      $0.crossValidation = choice
    }
    let error = await #expect(throws: MediaMixError.self) {
      _ = try await MediaMixCrossValidation.run(model, threads: 2)
    }
    guard case .refused(let problems)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(
      problems.allSatisfy {
        $0.location.hasPrefix("media_mix.cross_validation") && !$0.remedy.isEmpty
      })
  }

  @Test("a series that repeats is forecast exactly by its season, one that grows by its steps")
  func naive() {
    let wave = (0..<48).map { [3.0, 1, 4, 1][$0 % 4] }
    let repeated = SeasonalNaive(wave, horizon: 6, season: 4)
    #expect(repeated.mean == [3, 1, 4, 1, 3, 1])
    #expect(repeated.predicted.allSatisfy { Set($0).count == 1 })
    let line = (0..<30).map(Double.init)
    let grown = SeasonalNaive(line, horizon: 3, season: nil)
    #expect(grown.mean == [29, 29, 29])
    #expect(grown.predicted.map { $0[0] } == [30, 31, 32])
    let short = SeasonalNaive([1, 2], horizon: 5, season: 52)
    #expect(short.mean.count == 5 && short.predicted.allSatisfy { !$0.isEmpty })
  }
}
