import Findings
import Tables

/// A test of several campaigns at the same time, each in geos of its own: its cells.
///
/// Each cell is analysed by itself, without the geos of the others: a geo that another campaign treats
/// is no comparison.
public struct GeoCells: Sendable {
  /// The analyses, in the order of the cells' names.
  public let analyses: [GeoAnalysis]
  /// How the cells compare.
  public let comparison: GeoCellComparison?
  /// What was asked.
  public let options: GeoOptions

  /// The experiments of a test's cells, in the order of their names.
  ///
  /// - Throws: `GeoLiftError.badTest` where a cell does not fit the panel, or a geo is in two cells.
  public static func experiments(
    _ panel: GeoPanel, _ options: GeoOptions
  ) throws(GeoLiftError) -> [(name: String, experiment: GeoExperiment)] {
    let names = options.cells.keys.sorted()
    var owner: [String: String] = [:]
    for name in names {
      for geo in options.cells[name] ?? [] {
        if let other = owner[geo], other != name {
          throw .badTest(
            "'\(displayed(geo))' is in the cells '\(displayed(other))' and '\(displayed(name))'; a "
              + "geo can have one treatment only.")
        }
        owner[geo] = name
      }
    }
    var experiments: [(name: String, experiment: GeoExperiment)] = []
    for name in names {
      var test = options.test
      test.treated = options.cells[name] ?? []
      test.excluded += names.filter { $0 != name }.flatMap { options.cells[$0] ?? [] }.filter {
        !test.excluded.contains($0)
      }
      experiments.append((name, try GeoExperiment(panel, test, predictors: options.predictors)))
    }
    return experiments
  }

  /// Analyses all cells and compares them.
  ///
  /// - Throws: as `experiments` and `GeoAnalysis.run`.
  public static func run(
    _ panel: GeoPanel, options: GeoOptions, spend: GeoSpend?, currency: String?, threads: Int,
    progress: @Sendable (String) -> Void
  ) async throws -> GeoCells {
    var analyses: [GeoAnalysis] = []
    for (name, experiment) in try experiments(panel, options) {
      analyses.append(
        try await GeoAnalysis.run(
          experiment, options: options, spend: spend, currency: currency, arm: name,
          threads: threads
        ) { progress("\(name): \($0)") })
    }
    return GeoCells(
      analyses: analyses, comparison: GeoCellComparison(analyses, options), options: options)
  }
}
