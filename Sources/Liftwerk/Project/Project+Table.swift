import MediaMix
import Tables

extension Project {
  /// Reads the data of the media-mix model.
  ///
  /// - Parameter directory: The folder that relative paths start from.
  /// - Returns: The table, one row for each geo and period, and the columns that place a row.
  /// - Throws: `LiftwerkError` with code `badProject` if the project does not say which data;
  ///   `TableError` if a file is refused.
  func mediaMixTable(
    _ options: MediaMixOptions, directory: String
  ) throws -> (table: Table, columns: MediaMixData.Columns) {
    switch try mediaMixSource(options) {
    case .wide(let source):
      let table = try read(source.path, source.locale, source.encoding, directory)
      return (
        table,
        .init(time: source.time, geo: source.geo, population: source.population)
      )
    case .long(let source):
      let table = try panel(source, directory)
      return (table, .init(time: source.every.rawValue))
    case .touches, .paths, .table, .experiment: throw Self.noPanel
    }
  }

  /// Reads a plan of future media, in the columns and the dialect of the model's data.
  func planTable(
    _ options: MediaMixOptions, path: String, directory: String
  ) throws -> (table: Table, columns: MediaMixData.Columns) {
    switch try mediaMixSource(options) {
    case .wide(let source):
      return (
        try read(path, source.locale, source.encoding, directory),
        .init(time: source.time, geo: source.geo, population: source.population)
      )
    case .long(let source):
      return (try read(path, nil, nil, directory), .init(time: source.every.rawValue))
    case .touches, .paths, .table, .experiment: throw Self.noPanel
    }
  }

  /// The source that the model reads: the one it names, or the only one there is.
  func mediaMixSource(_ options: MediaMixOptions) throws(LiftwerkError) -> DataSource {
    let names = data.keys.sorted().joined(separator: ", ")
    guard let name = options.data ?? soleName(where: \.isPanel) else {
      throw LiftwerkError(
        .badProject,
        data.isEmpty
          ? "data: no source is given. Add the file of the weekly data."
          : "media_mix.data: say which source the model reads: \(names).")
    }
    guard let source = data[name] else {
      throw LiftwerkError(
        .badProject,
        "media_mix.data: there is no source \"\(name)\" under data, which has: \(names).")
    }
    return source
  }

  private static let noPanel = LiftwerkError(
    .badProject,
    "media_mix.data: the source holds users, not a panel of periods. Name another source.")

  func read(
    _ path: String, _ ownLocale: TableLocale?, _ ownEncoding: TextEncoding?, _ directory: String
  ) throws -> Table {
    try TableReader.read(
      path: place(of: path, from: directory), source: path,
      options: ReadOptions(locale: ownLocale ?? locale, encoding: ownEncoding ?? encoding))
  }

  private func panel(_ source: LongSource, _ directory: String) throws -> Table {
    let sources = try source.sources.map { export in
      try LongPanel.Source(
        mediaSource(export), read(export.path, export.locale, export.encoding, directory),
        rules: rules(export.channel, directory))
    }
    let kpi = LongPanel.KPI(
      try read(source.kpi.path, source.kpi.locale, source.kpi.encoding, directory),
      time: source.kpi.time, columns: source.kpi.named)
    return try LongPanel.collapse(
      sources: sources, kpi: kpi, every: source.every, weekStart: source.weekStart ?? .monday,
      unmatched: source.unmatched ?? .refuse)
  }

  private func mediaSource(_ export: LongSource.Export) throws(LiftwerkError) -> MediaSource {
    let channel: MediaSource.Channel =
      switch export.channel {
      case .fixed(let name): .fixed(name)
      case .column(let column, let map): .mapped(column: column, map: map)
      }
    return MediaSource(
      time: export.time, channel: channel, spend: export.spend, exposure: export.exposure,
      key: export.key, from: try day(export.from, export.path),
      to: try day(export.to, export.path))
  }

  private func day(_ text: String?, _ path: String) throws(LiftwerkError) -> CivilDate? {
    guard let text else { return nil }
    guard let date = CivilDate(iso: text) else {
      throw LiftwerkError(
        .badProject, "data: the source \(path) has \"\(text)\" for a day. Write it as 2025-12-31.")
    }
    return date
  }

  private func rules(_ channel: ChannelRule, _ directory: String) throws -> ChannelRules? {
    guard case .column(_, let map) = channel else { return nil }
    return try ChannelRules(read(map, nil, nil, directory))
  }
}
