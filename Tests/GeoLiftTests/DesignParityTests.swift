import Foundation
import GeoLift
import Tables
import TestSupport
import Testing

@Suite(.enabled(if: SharedData.isPresent, "set LIFTWERK_SHARED_DATA to the folder of peer data"))
struct DesignParityTests {
  private struct Reference: Decodable {
    struct Row: Decodable {
      let location: String
      let EffectSize: Double
      let Power: Double
      let AvgScaledL2Imbalance: Double
      let Investment: Double
      let AvgATT: Double
      let abs_lift_in_zero: Double
      let Holdout: Double
      let correlation: Double
    }
    let best: [Row]
  }

  @Test("GeoLift's market selection is reproduced, and its first design comes first of all pairs")
  func marketSelection() async throws {
    let table = try TableReader.read(path: SharedData.path("geo/geolift_pretest.csv"))
    let panel = try GeoPanel(table, columns: .init(geo: "location", time: "date", kpi: "Y"))
    let options = designOptions {
      $0.durations = [15]
      $0.effects = [0, 0.05, 0.1, 0.15, 0.2]
      $0.include = ["chicago"]
      $0.exclude = ["honolulu"]
      $0.costPerOutcome = 7.5
      $0.budget = 100_000
    }
    let found = try await design(panel, options)
    #expect(found.plans.first?.geos == ["chicago", "portland"])
    #expect(found.plans.first?.investment == 64_563.75)
    let data = try Data(
      contentsOf: URL(
        fileURLWithPath: SharedData.path("geo/reference/geolift_market_selection.json")))
    for row in try JSONDecoder().decode(Reference.self, from: data).best {
      let geos = row.location.split(separator: ",").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      let plan = try #require(found.plans.first { $0.geos == geos })
      #expect(plan.mde == row.EffectSize && plan.power == row.Power)
      #expect(abs(try #require(plan.investment) - row.Investment) < 0.005)
      #expect(abs(try #require(plan.att) - row.AvgATT) < 0.01)
      #expect(abs(try #require(plan.curve.imbalance) - row.AvgScaledL2Imbalance) < 1e-4)
      #expect(abs(try #require(plan.recoveryError) - row.abs_lift_in_zero) <= 0.00051)
      #expect(abs(plan.holdout - row.Holdout) < 1e-9)
      #expect(abs(try #require(plan.correlation) - row.correlation) < 1e-9)
    }
  }
}
