import ArgumentParser
import GeoLift

/// The columns of a panel, and what to try.
struct GeoDesignColumns: ParsableArguments {
  @Option(help: "The column of geos.")
  var geo: String?

  @Option(help: "The column of periods.")
  var time: String?

  @Option(help: "The column of what is measured.")
  var kpi: String?

  @Option(help: "Whether the KPI is money or a count.")
  var kpiKind: GeoOptions.KPIKind?

  @Option(
    help: ArgumentHelp(
      "How many geos to treat: a number, a list or a span, as in 2-5.", valueName: "counts"))
  var treatedCount: [String] = []

  @Option(
    help: ArgumentHelp(
      "How many periods the test may last; repeat it or use commas.", valueName: "periods"))
  var durations: [String] = []

  @Option(
    help: ArgumentHelp(
      "Effects to try, as shares: from:to:step, or a list. Write --effects=-0.2:0:0.05 below 0.",
      valueName: "effects"))
  var effects: [String] = []

  /// Whether one of them is stated.
  var isStated: Bool {
    [geo, time, kpi].contains { $0 != nil } || kpiKind != nil
      || [treatedCount, durations, effects].contains { !$0.isEmpty }
  }

  /// The flags that a file needs and that are not given.
  var missing: [String] {
    [
      ("--geo", geo == nil), ("--time", time == nil), ("--kpi", kpi == nil),
      ("--treated-count", treatedCount.isEmpty), ("--durations", durations.isEmpty),
      ("--effects", effects.isEmpty),
    ].filter(\.1).map(\.0)
  }
}
