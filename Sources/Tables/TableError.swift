/// Why data were refused: what is wrong, where, and what to do about it.
///
/// ```swift
/// do {
///   let spend = try table.numbers("tv_spend")
/// } catch where error.code == .ambiguousLocale {
///   // ask for the locale
/// }
/// ```
public struct TableError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kinds of refusal; the set may grow.
  public enum Code: String, Sendable, CaseIterable {
    // The file itself.
    case missingFile, unreadableFile, unsupportedFormat, tooLarge
    // Its text.
    case badEncoding, nulByte, unterminatedQuote, strayQuote, lineTooLong
    // Its shape.
    case emptyFile, noHeader, headerOnly, wrongFieldCount, tooManyColumns, rowCountMismatch
    // Columns.
    case missingColumn, duplicateColumn
    // Numbers.
    case notANumber, notFinite, ambiguousLocale, contradictoryLocale, mixedPercent, twoCurrencies
    // Times.
    case notATime, ambiguousDate, mixedTimes, timeGap, irregularTime, tooFewPeriods
    // Long exports.
    case badChannelMap, badSource, unmatchedCampaigns, duplicateRow, uncoveredRange,
      wholeRangeExport
    case negativeSpend, sumTooLarge
    // Touch logs.
    case notYesOrNo, negativeValue, mixedZones, cannotSpill
  }

  /// What kind of refusal this is.
  public let code: Code
  /// The file, as it is shown in messages.
  public let source: String
  /// The line of the file, counted from 1, where one line is to blame.
  public let line: Int?
  /// The column's name, where one column is to blame.
  public let column: String?
  /// The offending cell as it stands in the file, shortened and without control characters.
  public let value: String?
  /// What is wrong.
  public let problem: String
  /// What to do about it.
  public let remedy: String?

  package init(
    _ code: Code, source: String, line: Int? = nil, column: String? = nil, value: String? = nil,
    _ problem: String, remedy: String? = nil
  ) {
    self.code = code
    self.source = source
    self.line = line
    self.column = column
    self.value = value.map { displayed($0) }
    self.problem = problem
    self.remedy = remedy
  }

  /// Whether the input is missing or unreadable, rather than read and refused.
  public var isMissingInput: Bool { code == .missingFile || code == .unreadableFile }

  /// One line: place, problem, remedy.
  public var description: String {
    var place = source
    if let line { place += ", line \(line)" }
    if let column { place += ", column '\(displayed(column))'" }
    if let value { place += ", value '\(value)'" }
    let sentences = [problem, remedy.map { $0.prefix(1).uppercased() + $0.dropFirst() }]
    return "\(place): "
      + sentences.compactMap { $0 }.map { $0.hasSuffix(".") || $0.hasSuffix("?") ? $0 : $0 + "." }
      .joined(separator: " ")
  }
}

/// A text from the data as it may be shown: on one line, without control characters, at most 80
/// characters long.
package func displayed(_ text: String) -> String {
  var shown = String(text.unicodeScalars.prefix(80).map { isControl($0) ? " " : Character($0) })
  if text.unicodeScalars.count > 80 { shown += "…" }
  return shown
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0: true
  // Marks that reverse or hide the text around them.
  case 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
  default: false
  }
}
