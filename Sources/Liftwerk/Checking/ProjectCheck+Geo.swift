import Findings
import GeoLift

extension ProjectCheck {
  /// Reads the panel of the geo section and looks for the test in it; nil without such a section.
  ///
  /// - Throws: `LiftwerkError` for what `geo analyze` would refuse.
  static func geo(_ project: Project, directory: String) throws(LiftwerkError) -> Part? {
    guard let options = project.geo else { return nil }
    let method = try GeoMethod(project: project, options: options)
    do {
      let read = try method.read(directory: directory)
      if let deviations = read.registered?.deviations, !deviations.isEmpty {
        throw LiftwerkError(.dataRefused, messages: deviations.map(\.en))
      }
      let (panel, options) = (read.panel, read.options)
      let experiments =
        try options.cells.isEmpty
        ? [("", GeoExperiment(panel, options.test, predictors: options.predictors))]
        : GeoCells.experiments(panel, options)
      let still = panel.constantGeos
      if let spend = options.spend {
        _ = try GeoSpend(read.table, read.columns, column: spend, panel: panel)
      }
      return Part(
        dataHash: method.name, sections: [], findings: [],
        warnings: still.isEmpty
          ? [] : ["Geos whose KPI never changes tell nothing: \(still.joined(separator: ", "))."],
        notices: experiments.map { name, experiment in
          "The geo test\(name.isEmpty ? "" : "'s cell \(name)") has \(experiment.window.count) periods "
            + "after \(experiment.window.lowerBound), and \(experiment.donors.count) geos to compare "
            + "\(experiment.treated.count) with."
        })
    } catch {
      throw LiftwerkError(error)
    }
  }
}
