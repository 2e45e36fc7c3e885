import GeoLift
import LinearAlgebra
import Resampling
import Tables
import Testing

/// A simulated panel with a share of noise that effects of a few percent stand out from.
func designPanel(
  geos: Int = 10, periods: Int = 60, seed: UInt64 = 1, names: [String]? = nil
) throws -> GeoPanel {
  let values = SimulatedPanel(geos: geos, periods: periods, window: 5, correlation: 0.2)
    .values(seed: seed)
  let points = try TableReader.read(
    bytes: Array(("t\n" + (1...periods).map { "\($0)\n" }.joined()).utf8), source: "t.csv"
  ).times("t")
  let axis = try TimeAxis(points, source: "t.csv", column: "t")
  return try GeoPanel(
    geos: names ?? (0..<geos).map { "g\($0)" }, axis: axis,
    values: Matrix(rows: geos, columns: periods) { 40 + values[$0, $1] })
}

func designOptions(_ change: (inout GeoDesignOptions) -> Void = { _ in }) -> GeoDesignOptions {
  var options = GeoDesignOptions(kpi: "kpi", durations: [5], effects: [0, 0.05, 0.1, 0.2])
  options.treatedCounts = [2]
  options.unitEffects = true
  change(&options)
  return options
}

func design(
  _ panel: GeoPanel, _ options: GeoDesignOptions, adjacency: [(String, String)] = [],
  spend: [String: Double]? = nil, threads: Int = 2
) async throws -> GeoDesign {
  try await GeoDesign.run(
    DesignSpace(panel, options: options, adjacency: adjacency, usualSpend: spend),
    currency: nil, threads: threads
  ) { _ in }
}

@Suite("Which sets of geos a design may treat") struct DesignSearchTests {
  @Test("all feasible sets are looked at where they are few") func all() async throws {
    let found = try await design(designPanel(), designOptions())
    #expect(found.search.sizes.map(\.way) == [.all])
    #expect(found.search.sizes.map(\.looked) == [45] && found.plans.count == 45)
    #expect(Set(found.plans.map(\.scenario)).count == 45)
  }

  @Test("constraints are kept") func constraints() async throws {
    let options = designOptions {
      $0.treatedCounts = [3]
      $0.include = ["g0"]
      $0.exclude = ["g9"]
      $0.together = [["g1", "g2"]]
      $0.apart = [["g0", "g3"], ["g4", "g5"]]
      $0.maxShare = 0.35
    }
    let found = try await design(designPanel(), options, adjacency: [("g0", "g8")])
    #expect(!found.plans.isEmpty)
    for plan in found.plans {
      let set = Set(plan.geos)
      #expect(set.contains("g0") && !set.contains("g9") && !set.contains("g3"))
      #expect(set.contains("g1") == set.contains("g2"))
      #expect(!set.isSuperset(of: ["g4", "g5"]))
      #expect(plan.holdout >= 0.65)
      // A neighbour of a treated geo is no donor; a geo that is never treated is one.
      #expect(!plan.donors.contains("g8") && plan.donors.contains("g9"))
    }
  }

  @Test("constraints without a solution name those in conflict") func conflicts() async throws {
    let panel = try designPanel()
    for (change, words) in [
      ({ $0.include = ["g0", "g1", "g2"] }, ["include g0+g1+g2", "treated-count 2"]),
      (
        {
          $0.include = ["g0", "g1"]
          $0.apart = [["g0", "g1"]]
        }, ["apart g0+g1"]
      ),
      ({ $0.maxShare = 0.01 }, ["max-share 0.01"]),
      (
        {
          $0.include = ["g0"]
          $0.together = [["g0", "g1", "g2"]]
        }, ["together g0+g1+g2"]
      ),
    ] as [((inout GeoDesignOptions) -> Void, [String])] {
      let error = await #expect(throws: GeoLiftError.self) {
        _ = try await design(panel, designOptions(change))
      }
      for word in words { #expect(error?.description.contains(word) == true, "\(word)") }
    }
  }

  @Test("names that are not there, too many geos and too long tests are refused") func refusals()
    throws
  {
    let panel = try designPanel()
    for (change, word) in [
      ({ $0.include = ["g00"] }, "did you mean 'g0'"),
      ({ $0.exclude = ["nowhere"] }, "'nowhere'"),
      ({ $0.treatedCounts = [10] }, "10 of 10"),
      ({ $0.durations = [60] }, "shorter test"),
      (
        {
          $0.include = ["g1"]
          $0.exclude = ["g1"]
        }, "'g1'"
      ),
    ] as [((inout GeoDesignOptions) -> Void, String)] {
      let error = #expect(throws: GeoLiftError.self) {
        _ = try DesignSpace(panel, options: designOptions(change))
      }
      #expect(error?.description.contains(word) == true, "\(word)")
    }
  }

  @Test("exchanges find the set with the best fit that a full search finds") func exchange()
    async throws
  {
    let panel = try designPanel(geos: 18)
    let space = try DesignSpace(panel, options: designOptions { $0.treatedCounts = [3] })
    let score = try SetScore(space)
    var least = (Double.infinity, [Int]())
    for a in 0..<18 {
      for b in (a + 1)..<18 {
        for c in (b + 1)..<18 {
          let value = score([a, b, c])
          if value < least.0 { least = (value, [a, b, c]) }
        }
      }
    }
    let (sets, looked) = try await ExchangeSearch(space: space, score: score, count: 3)
      .best(5, threads: 2)
    #expect(sets.contains(least.1) && sets.count == 5)
    #expect(looked < 816)
  }

  @Test("a set's score is that of its own fit") func score() throws {
    let panel = try designPanel()
    let space = try DesignSpace(panel, options: designOptions())
    let problem = GeoProblem(
      panel.values, treated: [1, 4], donors: [0, 2, 3, 5, 6, 7, 8, 9], window: 60..<60,
      unitEffects: true)
    let solution = try SimplexProblem(
      problem.donors, target: problem.target, intercept: true
    ).solved()
    let mean = problem.target.reduce(0, +) / 60
    let expected = (solution.objective / 60).squareRoot() / mean
    #expect(abs(try SetScore(space)([1, 4]) - expected) < 1e-9 * expected)
  }
}
