import Experiments
import Tables

/// The reference rows summed up, two rows an arm.
struct AggregatedRows {
  private var arms: [String] = []
  private var sums: [[Double]] = []

  init(_ rows: [ReferenceResults.Row]) {
    for arm in ["post", "control", "mail"] {
      let mine = rows.filter { $0.arm == arm }
      for half in [mine.prefix(20), mine.dropFirst(20)] {
        arms.append(arm)
        sums.append([
          Double(half.count), half.map(\.spend).reduce(0, +),
          half.map { $0.spend * $0.spend }.reduce(0, +), half.map(\.visit).reduce(0, +),
          half.map(\.clicks).reduce(0, +), half.map { $0.clicks * $0.clicks }.reduce(0, +),
          half.map(\.views).reduce(0, +), half.map { $0.views * $0.views }.reduce(0, +),
          half.map { $0.clicks * $0.views }.reduce(0, +),
        ])
      }
    }
  }

  /// The table, and the metric of this name as it is read from there.
  func table(_ name: String) throws -> (Table, ExperimentMetric) {
    let names = ["users", "spend", "spend2", "visit", "clicks", "clicks2", "views", "views2", "cv"]
    let table = Table(
      source: "arms.csv",
      columns: [("arm", .texts(arms))]
        + names.enumerated().map { index, name in
          (name: name, values: .numbers(sums.map { $0[index] }))
        })
    var metric = ExperimentMetric(name)
    switch name {
    case "spend": metric.squares = "spend2"
    case "visit": metric.kind = .proportion
    default:
      metric = ExperimentMetric(ratio: name, numerator: "clicks", denominator: "views")
      (metric.squares, metric.denominatorSquares, metric.product) = ("clicks2", "views2", "cv")
    }
    return (table, metric)
  }
}
