import ArgumentParser
import GeoLift

/// Which sets of geos may be treated.
struct GeoDesignConstraints: ParsableArguments {
  @Option(help: "The most that a test may cost.")
  var budget: Double?

  @Option(help: "What one further unit of the KPI costs.")
  var costPerOutcome: Double?

  @Option(help: "Geos that are treated in any case; repeat it or use commas.")
  var include: [String] = []

  @Option(help: "Geos that are never treated; they are compared with all the same.")
  var exclude: [String] = []

  @Option(
    help: ArgumentHelp(
      "Geos that are treated together or not at all; one group each time.", valueName: "geos"))
  var together: [String] = []

  @Option(
    help: ArgumentHelp(
      "Geos of which only one is treated; one group each time.", valueName: "geos"))
  var apart: [String] = []

  @Option(
    help: ArgumentHelp(
      "A CSV file with a pair of neighbours a row: neighbours of treated geos are not compared with.",
      valueName: "file"), completion: .file(extensions: ["csv", "tsv", "txt"]))
  var adjacency: String?

  @Option(help: "The largest share of the KPI that may be treated, such as 0.2.")
  var maxShare: Double?

  @Option(
    help: ArgumentHelp(
      "The column of money spent usually: the test stops it.", valueName: "column"))
  var spendHistory: String?

  /// Whether one of them is stated.
  var isStated: Bool {
    [budget, costPerOutcome, maxShare].contains { $0 != nil } || adjacency != nil
      || spendHistory != nil || [include, exclude, together, apart].contains { !$0.isEmpty }
  }

  func apply(to design: inout GeoDesignOptions) {
    design.budget = budget
    design.costPerOutcome = costPerOutcome
    design.include = ListOption.split(include)
    design.exclude = ListOption.split(exclude)
    design.together = together.map { ListOption.split([$0]) }
    design.apart = apart.map { ListOption.split([$0]) }
    design.adjacency = adjacency
    design.maxShare = maxShare
    design.spendHistory = spendHistory
  }
}
