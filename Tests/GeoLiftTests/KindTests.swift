import Findings
import Foundation
import GeoLift
import LinearAlgebra
import TestSupport
import Testing

/// A small panel with an effect on its first geos, and money on them.
struct KindCase {
  var panel = SimulatedPanel(geos: 12, effect: 3, treatedCount: 2)
  var kind = GeoTestKind.new
  /// Spend of a geo in a period: of treated geos before and in the test, and of donors.
  var spend: (before: Double, during: Double, donors: Double) = (0, 5, 0)
  var isMoney = false

  func analysis(stated: Double? = nil) async throws -> GeoAnalysis {
    let names = (0..<panel.geos).map { String(format: "g%02d", $0) }
    let start = panel.periods - panel.window
    var options = GeoOptions(
      kpi: "sales",
      test: GeoTest(
        treated: Array(names.prefix(panel.treatedCount)), start: String(start + 1),
        unitEffects: true))
    options.kind = kind
    options.isMoney = isMoney
    options.spendChange = stated
    options.estimators = [.scm, .did]
    let amounts = Matrix(rows: panel.geos, columns: panel.periods) { geo, period in
      geo >= panel.treatedCount ? spend.donors : period < start ? spend.before : spend.during
    }
    let experiment = try GeoExperiment(
      numberedPanel(names, panel.values(seed: 5)), options.test)
    return try await GeoAnalysis.run(
      experiment, options: options, spend: GeoSpend(amounts: amounts), currency: "EUR",
      threads: 2
    ) { _ in }
  }
}

extension GeoAnalysis {
  func finding(_ id: String, _ subject: [String: String]) -> Finding? {
    findings(language: .en).first { $0.id == id && $0.subject == subject }
  }
}

@Suite("Kinds of test") struct KindTests {
  private let scm = ["model": "scm"]

  @Test("a new campaign cost what was spent on the treated geos") func new() async throws {
    let analysis = try await KindCase().analysis()
    #expect(analysis.money?.change == 100 && analysis.money?.startsEarly == false)
    let cost = try #require(analysis.finding("geo.cost_per_outcome", scm))
    let effect = try #require(analysis.finding("geo.incremental", scm))
    let interval = try #require(effect.interval)
    #expect(interval.lower > 0)
    #expect(isClose(cost.value ?? 0, 100 / (effect.value ?? 1), 1e-12))
    #expect(isClose(cost.interval?.lower ?? 0, 100 / interval.upper, 1e-12))
    #expect(isClose(cost.interval?.upper ?? 0, 100 / interval.lower, 1e-12))
    #expect(effect.text.contains("the test brought") && effect.text.contains(" sales more"))
  }

  @Test("where the effect may be none, a cost has a lower bound only") func bound() async throws {
    var some = KindCase()
    var found: (analysis: GeoAnalysis, upper: Double)?
    for effect in stride(from: 0.2, to: 2, by: 0.2) where found == nil {
      some.panel.effect = effect
      let analysis = try await some.analysis()
      let number = analysis.finding("geo.incremental", scm)
      if let value = number?.value, let interval = number?.interval, value > 0, interval.lower < 0 {
        found = (analysis, interval.upper)
      }
    }
    let (analysis, upper) = try #require(found)
    #expect(analysis.finding("geo.cost_per_outcome", scm)?.interval == nil)
    let least = analysis.finding(
      "geo.cost_per_outcome", scm.merging(["metric": "least"]) { $1 })
    #expect(isClose(least?.value ?? 0, 100 / upper, 1e-12))
    some.panel.effect = -3
    let loss = try await some.analysis()
    let cost = try #require(loss.finding("geo.cost_per_outcome", scm))
    #expect(cost.status == .withheld && cost.reason?.contains("more money") == true)
    #expect(
      loss.finding("geo.incremental", scm)?.text.contains("less than without the test") == true)
  }

  @Test("a heavy-up is measured by what spend rose above its usual course")
  func heavyUp() async throws {
    let some = KindCase(kind: .heavyUp, spend: (4, 7, 2), isMoney: true)
    let analysis = try await some.analysis()
    // Donors spent as before, so the treated would have spent 4 again: 2 geos x 10 periods x 3.
    #expect(isClose(analysis.money?.usual ?? 0, 80, 1e-12))
    #expect(isClose(analysis.finding("geo.investment", [:])?.value ?? 0, 60, 1e-12))
    let effect = try #require(analysis.finding("geo.incremental", scm)?.value)
    #expect(isClose(analysis.finding("geo.iroas", scm)?.value ?? 0, effect / 60, 1e-12))
    let stated = try await some.analysis(stated: 30)
    #expect(isClose(stated.finding("geo.iroas", scm)?.value ?? 0, effect / 30, 1e-12))
  }

  @Test("a pause costs sales, and its return is that of the money it saved")
  func goDark() async throws {
    var some = KindCase(kind: .goDark, spend: (4, 0, 2), isMoney: true)
    some.panel.effect = -3
    let analysis = try await some.analysis()
    #expect(isClose(analysis.money?.change ?? 0, -80, 1e-12))
    let effect = try #require(analysis.finding("geo.incremental", scm))
    #expect((effect.value ?? 0) < 0 && effect.text.contains("the pause cost"))
    let told = try #require(effect.interval)
    #expect(told.lower < (effect.value ?? 0) && (effect.value ?? 0) < told.upper)
    let iroas = try #require(analysis.finding("geo.iroas", scm))
    #expect(isClose(iroas.value ?? 0, (effect.value ?? 0) / -80, 1e-12))
    #expect((iroas.interval?.lower ?? 9) <= (iroas.value ?? 0))
    var dark = some
    dark.spend = (0, 0, 2)
    let unknown = try await dark.analysis()
    let withheld = try #require(unknown.finding("geo.investment", [:]))
    #expect(withheld.status == .withheld && withheld.remedy?.contains("--spend-change") == true)
    #expect(unknown.finding("geo.iroas", scm) == nil)
  }

  @Test("geos held out lack what the campaign brings") func holdout() async throws {
    var some = KindCase(kind: .holdout, spend: (0, 0, 2), isMoney: true)
    some.panel.effect = -3
    let analysis = try await some.analysis()
    let estimate = try #require(analysis.parts[0].estimate)
    let effect = try #require(analysis.finding("geo.incremental", scm))
    #expect(isClose(effect.value ?? 0, -estimate.incremental, 1e-12))
    #expect((effect.value ?? 0) > 0 && effect.text.contains("went without"))
    let interval = try #require(effect.interval)
    #expect(interval.lower < (effect.value ?? 0) && (effect.value ?? 0) < interval.upper)
    // As much for each unit of outcome as elsewhere: geos of the same size, so about 2 x 10 x 2.
    let saved = try #require(analysis.money?.usual)
    #expect(saved > 25 && saved < 60)
    let observed = estimate.window.reduce(0) { $0 + estimate.observed[$1] }
    let lift = try #require(analysis.finding("geo.lift", scm)?.value)
    #expect(isClose(lift, -estimate.att * 10 / observed, 1e-12))
    #expect(
      isClose(analysis.finding("geo.iroas", scm)?.value ?? 0, (effect.value ?? 0) / saved, 1e-12))
  }

  @Test("money before a campaign said to be new is warned of") func early() async throws {
    let analysis = try await KindCase(spend: (1, 5, 0)).analysis()
    #expect(analysis.money?.startsEarly == true)
    let warnings = analysis.sections().flatMap(\.blocks).filter { block in
      if case .note(let note) = block {
        note.text.en.contains("before the test's start")
      } else {
        false
      }
    }
    #expect(warnings.count == 1)
  }
}
