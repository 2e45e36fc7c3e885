import GeoLift
import Tables

extension ProjectCheck {
  /// Reads the panel of the design's section and looks for its geos; nil without such a section.
  ///
  /// - Throws: `LiftwerkError` for what `geo design` would refuse before it searches.
  static func geoDesign(
    _ project: Project, directory: String
  ) throws(LiftwerkError) -> Part? {
    guard let options = project.geoDesign else { return nil }
    let method = try GeoDesignMethod(project: project, options: options)
    do {
      let space = try project.geoDesignInput(options, directory: directory).space
      let still = space.panel.constantGeos
      return Part(
        dataHash: method.name, sections: [], findings: [],
        warnings: still.isEmpty
          ? []
          : ["Geos whose KPI never changes cannot be treated: \(still.joined(separator: ", "))."],
        notices: [
          "The geo design has \(space.panel.geos.count) geos over \(space.panel.axis.count) periods "
            + "to choose from."
        ])
    } catch {
      throw LiftwerkError(error)
    }
  }
}
