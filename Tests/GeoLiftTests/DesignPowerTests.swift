import Findings
import GeoLift
import LinearAlgebra
import Probability
import Resampling
import Testing

@Suite("The power of a design") struct DesignPowerTests {
  @Test("a level is tested as by the p-value, under every law") func rejections() {
    var stream = RandomStream(seed: 3, stream: 3)
    let window = 20..<24
    let laws = [
      PermutationLaw.block(periods: 24, window: window), .mirror(periods: 24, window: window),
      .iid(periods: 24, window: window, limit: 500, seed: 1),
    ]
    for law in laws {
      for statistic in [
        WindowStatistic(), .init(.twoSided, form: .magnitude(power: 1)), .init(.greater),
        .init(.less),
      ] {
        for _ in 0..<40 {
          let residuals = (0..<24).map { stream.standardNormal() + ($0 >= 20 ? 1 : 0) }
          let p = law.pValue(residuals, statistic)
          for alpha in [p, 0.05, 0.1, 1 / 24.0, 1 / 24.0 - 1e-12, 0.5] {
            #expect(law.rejects(residuals, statistic, alpha: alpha) == (p <= alpha))
          }
        }
      }
    }
  }

  @Test(
    "is what analyses of panels with each effect put in would find",
    arguments: [GeoOptions.Estimator.scm, .did, .tbr, .ridgeASCM])
  func refits(_ estimator: GeoOptions.Estimator) async throws {
    let panel = try designPanel()
    let options = designOptions {
      $0.estimator = estimator
      $0.include = ["g2", "g5"]
      $0.lookback = 4
      $0.alpha = 0.2
      $0.placeboWindows = 0
    }
    let plan = try #require(try await design(panel, options).plans.first)
    let donors = [0, 1, 3, 4, 6, 7, 8, 9]
    for (place, effect) in plan.curve.effects.enumerated() {
      var found = 0
      for shift in 0..<4 {
        let window = 55 - shift..<60 - shift
        var values = panel.values
        for t in window {
          for geo in [2, 5] { values[geo, t] *= 1 + effect }
        }
        let problem = GeoProblem(
          values, treated: [2, 5], donors: donors, window: window, unitEffects: true)
        let own = try estimator.estimator
        let fit = try own.fit(problem)
        let test = ConformalTest(try ConformalOptions(form: .magnitude(power: 1)))
        let law =
          test.dependence(of: fit, problem).law == .mirror
          ? PermutationLaw.mirror(periods: window.upperBound, window: window)
          : .iid(periods: window.upperBound, window: window, limit: 10_000, seed: 1)
        if try test.pValue(own, problem, law: law) <= 0.2 { found += 1 }
      }
      #expect(plan.curve.power[place] == Double(found) / 4, "\(effect)")
    }
  }

  @Test("does not depend on threads, nor on the order of geos") func order() async throws {
    let panel = try designPanel()
    let options = designOptions { $0.lookback = 2 }
    let one = try await design(panel, options, threads: 1)
    let many = try await design(panel, options, threads: 5)
    let names = panel.geos.reversed().map { String($0) }
    let turned = try GeoPanel(
      geos: names, axis: panel.axis,
      values: Matrix(rows: 10, columns: 60) { panel.values[9 - $0, $1] })
    let other = try await design(turned, options, threads: 3)
    for found in [many, other] {
      #expect(found.plans.map(\.scenario) == one.plans.map(\.scenario))
      #expect(found.plans.map(\.curve) == one.plans.map(\.curve))
      #expect(found.plans.map(\.audit) == one.plans.map(\.audit))
      #expect(found.plans.map(\.rank) == one.plans.map(\.rank))
    }
  }

  @Test("tells the investment, and keeps to the budget") func money() async throws {
    let panel = try designPanel()
    let options = designOptions { $0.costPerOutcome = 2 }
    let free = try await design(panel, options)
    let best = try #require(free.plans.first { $0.mde != nil })
    let last = best.geos.compactMap { panel.geos.firstIndex(of: $0) }.reduce(0.0) { sum, geo in
      panel.values.row(geo).suffix(5).reduce(sum, +)
    }
    let effect = try #require(best.mde)
    #expect(abs(try #require(best.investment) - 2 * effect * last) < 1e-9)
    let costs = free.plans.compactMap(\.investment).sorted()
    let limit = costs[costs.count / 2]
    let kept = try await design(
      panel,
      designOptions { [limit] in
        $0.costPerOutcome = 2
        $0.budget = limit
      })
    #expect(kept.plans.allSatisfy { ($0.investment ?? 0) <= limit } && kept.tooExpensive > 0)
    let error = await #expect(throws: GeoLiftError.self) {
      _ = try await design(
        panel,
        designOptions {
          $0.costPerOutcome = 2
          $0.budget = 0.01
          $0.include = best.geos
        })
    }
    #expect(error?.description.contains(best.geos.joined(separator: " + ")) == true)
  }

  @Test("of a test that stops spend asks for enough of it, where there is any") func spend()
    async throws
  {
    let panel = try designPanel()
    let options = designOptions {
      $0.effects = [-0.2, -0.1, 0]
      $0.sides = .oneSided
      $0.costPerOutcome = 1
    }
    let found = try await design(
      panel, options, spend: ["g0": 50, "g1": 50, "g2": 50, "g3": 0.1, "g4": 0.1])
    let geos = Set(found.plans.flatMap(\.geos))
    #expect(geos.isSubset(of: ["g0", "g1", "g2", "g3", "g4"]))
    #expect(!found.plans.contains { $0.mde != nil && $0.geos == ["g3", "g4"] })
    let plan = try #require(found.plans.first { $0.geos == ["g0", "g1"] })
    #expect(plan.investment == 500 && (plan.mde ?? -1) < 0)
    let error = #expect(throws: GeoLiftError.self) {
      _ = try DesignSpace(
        panel, options: designOptions { $0.include = ["g9"] }, usualSpend: ["g0": 5])
    }
    #expect(error?.description.contains("g9") == true)
  }

  @Test("cannot be told where no p is as small as the level") func attainable() async throws {
    let found = try await design(
      designPanel(periods: 20),
      designOptions {
        $0.alpha = 0.00001
        $0.durations = [3]
      })
    #expect(
      found.plans.allSatisfy { $0.mde == nil } && found.plans[0].audit?.verdict == .cannotTell)
    #expect(found.gateReasons.first?.en.contains("cannot tell") == true)
    let mde = try #require(found.findings(language: .en).first { $0.id == "geo.mde" })
    #expect(mde.status == .withheld && mde.value == nil)
  }
}
