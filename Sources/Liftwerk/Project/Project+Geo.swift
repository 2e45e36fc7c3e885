import GeoLift
import Tables

extension Project {
  /// The panel that the geo section reads: the one it names, or the only one there is.
  func geoSource(_ options: GeoOptions) throws(LiftwerkError) -> WideSource {
    try geoSource(options.data, section: "geo")
  }

  /// The panel of geos that a section reads: the one it names, or the only one there is.
  func geoSource(_ name: String?, section: String) throws(LiftwerkError) -> WideSource {
    let names = data.keys.sorted().joined(separator: ", ")
    guard let name = name ?? soleName(where: \.isPanel), let source = data[name] else {
      throw LiftwerkError(
        .badProject,
        "\(section).data: name the source of the panel"
          + (names.isEmpty ? "; there is none under data." : " under data, which has: \(names)."))
    }
    guard case .wide(let wide) = source, wide.geo != nil else {
      throw LiftwerkError(
        .badProject,
        "\(section).data: \(name) has no column of geos. Name a source with path, time and geo.")
    }
    return wide
  }

  /// The files that the geo section reads.
  var geoPaths: [String] {
    guard let geo else { return [] }
    return [try? geoSource(geo).path, geo.design?.path].compactMap { $0 }
  }

  /// Reads the panel of the geo section.
  ///
  /// - Throws: `LiftwerkError`; `TableError` if the file is refused.
  func geoTable(
    _ options: GeoOptions, directory: String
  ) throws -> (table: Table, columns: GeoPanel.Columns) {
    try geoTable(
      geoSource(options), kpi: options.kpi, predictors: options.predictors.map(\.column),
      directory: directory)
  }

  /// Reads a panel of geos.
  func geoTable(
    _ source: WideSource, kpi: String, predictors: [String] = [], directory: String
  ) throws -> (table: Table, columns: GeoPanel.Columns) {
    (
      try read(source.path, source.locale, source.encoding, directory),
      .init(geo: source.geo ?? "", time: source.time, kpi: kpi, predictors: predictors)
    )
  }
}
