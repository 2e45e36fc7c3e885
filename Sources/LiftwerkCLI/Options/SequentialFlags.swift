import ArgumentParser
import Experiments

/// How looks before the end are allowed for.
struct SequentialFlags: ParsableArguments {
  /// The boundaries as they are written.
  enum Boundary: String, CaseIterable, ExpressibleByArgument {
    case alwaysValid = "always-valid"
    case obrienFleming = "obrien-fleming"
    case pocock
    case obrienFlemingExact = "obrien-fleming-exact"
    case pocockExact = "pocock-exact"
  }

  @Option(help: "How alpha is spent over looks; always-valid needs no planned end.")
  var boundary: Boundary?

  @Option(
    help: "The units of all arms at the planned end, which all boundaries but always-valid need.")
  var plannedUnits: Int?

  @Option(help: "The units of two arms at which always-valid intervals are tightest.")
  var tuning: Double?

  @Option(help: "How many looks there are; one at every time if not given.")
  var looks: Int?

  /// Whether any of the flags is given.
  var isGiven: Bool { boundary != nil || plannedUnits != nil || tuning != nil || looks != nil }

  /// The options; nil where no boundary is named.
  var options: SequentialOptions? {
    guard boundary != nil || plannedUnits != nil || tuning != nil else { return nil }
    let rule = StoppingBoundary(rawValue: (boundary ?? .alwaysValid).rawValue)
    var options = SequentialOptions(rule.map { .groupSequential($0) } ?? .alwaysValid)
    options.plannedUnits = plannedUnits
    if let tuning { options.tuning = tuning }
    if let looks { options.looks = looks }
    return options
  }
}
