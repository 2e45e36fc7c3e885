import Attribution
import Tables

/// What a file of journeys probably holds.
enum GuessedJourneys: Sendable, Equatable {
  /// A row for each touch.
  case touches(GuessedTouches)
  /// A row for each path.
  case paths(GuessedPaths)

  /// Looks at the first rows of a file; nil if they hold a panel, or nothing that is known.
  ///
  /// - Throws: `TableError` if a column cannot be looked at; `LiftwerkError` for a log of users whose
  ///   channels nothing tells.
  init?(_ table: Table) throws {
    var columns: [JourneyColumn] = []
    for name in table.columnNames
    where !name.isEmpty && table.columnNames.count(where: { $0 == name }) == 1 {
      columns.append(try JourneyColumn(name, of: table))
    }
    if let paths = GuessedPaths(columns) {
      self = .paths(paths)
    } else if let touches = GuessedTouches(columns) {
      self = .touches(touches)
    } else if GuessedTouches.lacksChannel(columns) {
      let names = columns.map(\.name).joined(separator: ", ")
      throw LiftwerkError(
        .dataRefused,
        "\(table.source): has users and times, but no column that looks like a channel or source among: "
          + "\(YAMLText.comment(names)). Export the channel with it, or rename the column.")
    } else {
      return nil
    }
  }
}

/// The columns of a file of collapsed paths.
struct GuessedPaths: Sendable, Equatable {
  var columns: PathColumns
  /// Why the column of conversions should be looked at.
  var doubt: String?

  /// Finds the column of paths by what stands between channels, then what came of the paths.
  init?(_ columns: [JourneyColumn]) {
    let found = columns.lazy.compactMap { column in
      Self.separator(of: column).map { (column, $0) }
    }.first
    guard let (path, separator) = found else { return nil }
    let counts = columns.filter { $0.name != path.name && $0.isNumber }
    let nulls = counts.first { $0.names(.nulls) }
    let rest = counts.filter { $0.name != nulls?.name }
    let value = rest.first { $0.names(.value) || $0.names(.revenue) }
    let named = rest.first { $0.name != value?.name && $0.names(.conversions) }
    guard let conversions = named ?? rest.first(where: { $0.name != value?.name }) else {
      return nil
    }
    if named == nil { doubt = "no name says conversions" }
    self.columns = PathColumns(
      path: path.name, separator: separator, conversions: conversions.name, value: value?.name,
      nulls: nulls?.name)
  }

  /// What parts the channels of a column's paths; nil if it holds none.
  private static func separator(of column: JourneyColumn) -> String? {
    guard column.filled > 0, !column.isTime else { return nil }
    let share = column.names(.path) ? 20 : 2
    for mark in ["->", "→", ">", "»"] {
      let cells = column.texts.compactMap { $0 }.filter { $0.contains(mark) }
      guard cells.count * share >= column.filled else { continue }
      let spaced = " \(mark) "
      let allSpaced = cells.allSatisfy { cell in
        cell.split(separator: mark).count == cell.split(separator: spaced).count
      }
      return allSpaced ? spaced : mark
    }
    return nil
  }
}

extension Vocabulary {
  static let path = Vocabulary(
    "path paths journey journeys pfad pfade reise touchpoints kontaktpfad pfadsequenz",
    endings: "pfad pfade path")
  static let nulls = Vocabulary(
    "null nulls non without ohne nonconverting unconverted abbrüche abbrueche nicht")
  static let value = Vocabulary(
    "value wert amount betrag bestellwert warenwert warenkorb", endings: "wert betrag")
}
