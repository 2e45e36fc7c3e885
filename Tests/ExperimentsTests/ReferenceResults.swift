import Experiments
import Foundation
import Tables
import Testing

/// What `Fixtures/experiments.py` computed.
struct ReferenceResults: Decodable {
  struct Row: Decodable {
    let arm: String
    let spend, visit, views, clicks, history: Double
  }

  struct Welch: Decodable {
    let difference, p, df, lower, upper, greater: Double
  }

  struct Lift: Decodable { let lift, error, lower, upper: Double }

  struct Share: Decodable { let difference, lower, upper, p: Double }

  struct Adjusted: Decodable {
    let theta, reduction: Double
    let effects: [Welch]
  }

  struct Corrections: Decodable { let p, holm, bonferroni, bh: [Double] }

  struct ChiSquared: Decodable {
    let counts: [Int]
    let statistic, p, equal: Double
  }

  struct Posterior: Decodable {
    let x1, n1, x0, n0: Int
    let better, loss, lower, upper: Double
  }

  struct Walks: Decodable {
    struct Case: Decodable {
      let boundary: [Double]
      let crossing: Double
    }
    let times: [Double]
    let cases: [Case]
  }

  struct Power: Decodable {
    struct Means: Decodable { let effect, n, ratio, alpha, power: Double }
    struct Size: Decodable { let effect, alpha, power, n: Double }
    let means: [Means]
    let size: [Size]
  }

  let rows: [Row]
  let means: [Welch]
  let lifts: [Lift]
  let shares: [Share]
  let ratios: [Welch]
  let cuped: Adjusted
  let corrections: Corrections
  let chi: ChiSquared
  let bayes: [Posterior]
  let sequential: Walks
  let power: Power

  static func load() throws -> ReferenceResults {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/experiments", withExtension: "json"))
    return try JSONDecoder().decode(Self.self, from: Data(contentsOf: url))
  }

  /// The rows as a table, in another order if asked.
  func table(order: [Int]? = nil, scale: Double = 1) -> Table {
    let rows = (order ?? Array(self.rows.indices)).map { self.rows[$0] }
    return Table(
      source: "units.csv",
      columns: [
        ("arm", .texts(rows.map(\.arm))), ("spend", .numbers(rows.map { $0.spend * scale })),
        ("visit", .numbers(rows.map(\.visit))), ("views", .numbers(rows.map(\.views))),
        ("clicks", .numbers(rows.map(\.clicks))), ("history", .numbers(rows.map(\.history))),
      ])
  }
}

/// Options for the reference table.
func referenceOptions(_ metrics: ExperimentMetric...) -> ExperimentOptions {
  ExperimentOptions(arm: "arm", control: "control", metrics: metrics)
}
