/// How text is stored as bytes.
public enum TextEncoding: String, Sendable, Codable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case windows1252 = "windows-1252"
}

/// What the user states about a file; everything left out is found in the file.
public struct ReadOptions: Sendable {
  /// How numbers are written, and whether `03/04/2025` starts with the day (`de`) or month (`en`).
  public var locale: TableLocale?
  /// The sign between fields.
  public var delimiter: Character?
  /// The encoding; windows-1252 is used only when stated here.
  public var encoding: TextEncoding?

  /// Leaves everything to the file but what is given.
  public init(
    locale: TableLocale? = nil, delimiter: Character? = nil, encoding: TextEncoding? = nil
  ) {
    self.locale = locale
    self.delimiter = delimiter
    self.encoding = encoding
  }
}

/// What no export of this kind exceeds; beyond it the file is broken or hostile.
package enum Limits {
  /// Bytes of one record, as UTF-8.
  package static let recordBytes = 16 << 20
  /// Columns of a table.
  package static let columns = 10_000
  /// Bytes of a table held in memory.
  package static let tableBytes = Int(UInt32.max)
  /// Bytes read at a time.
  static let chunkBytes = 1 << 20
}

/// What was left out, so that reports can say so: a report title, a total row, a closing remark;
/// in a collapsed panel also partial periods and amounts that belong to no channel or period.
public struct SkippedLine: Sendable, Hashable {
  /// Why it was left out.
  public enum Reason: String, Sendable {
    case preamble, total, footer
    case partialPeriod, outsidePanel, unmatchedCampaign
  }

  /// The line in the file, counted from 1; of a partial period, the first of its lines.
  public let line: Int
  /// The line's cells, joined by the delimiter, or what was left out in words.
  public let text: String
  /// Why it was left out.
  public let reason: Reason
  /// The file, where it is another than the table's.
  public var source: String?
}
