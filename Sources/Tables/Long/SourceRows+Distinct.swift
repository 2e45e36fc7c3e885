extension SourceRows {
  /// Refuses a second row for the same day and key.
  static func checkDistinct(
    _ table: Table, _ options: MediaSource, _ days: [ClosedRange<CivilDate>]
  ) throws(TableError) {
    let names: [String]
    if let key = options.key { names = key } else { names = try keyColumns(table, options) }
    var keys = days.map { String($0.lowerBound.dayNumber) }
    for name in names {
      for (row, text) in try table.texts(name).enumerated() {
        // U+001F cannot be part of a cell that people see.
        keys[row] += "\u{1F}" + (text ?? "")
      }
    }
    var firstRows: [String: Int] = [:]
    for (row, key) in keys.enumerated() {
      guard let first = firstRows.updateValue(row, forKey: key) else { continue }
      throw try duplicate(table, options, names, first, row, days[row])
    }
  }

  private static func duplicate(
    _ table: Table, _ options: MediaSource, _ names: [String], _ first: Int, _ row: Int,
    _ days: ClosedRange<CivilDate>
  ) throws(TableError) -> TableError {
    let spend = try table.millionths(options.spend)
    let same = spend[first] == spend[row]
    let key = names.isEmpty ? "the day" : "day and \(names.joined(separator: ", "))"
    return TableError(
      .duplicateRow, source: table.source, line: table.line(ofRow: row),
      value: days.lowerBound.description,
      "line \(table.line(ofRow: first)) has the same \(key) and "
        + (same ? "the same spend" : "another spend"),
      remedy: "remove one of them; if further columns tell rows apart, list them all under 'key'")
  }

  /// All columns of text, and those that hold ids.
  static func keyColumns(
    _ table: Table, _ options: MediaSource
  ) throws(TableError) -> [String] {
    var measures: Set<String> = [options.time, options.spend]
    if let exposure = options.exposure { measures.insert(exposure) }
    var names: [String] = []
    for name in table.columnNames where table.has(name) && !measures.contains(name) {
      let words = name.lowercased().split { !$0.isLetter }
      if words.contains("id") {
        names.append(name)
        continue
      }
      do throws(TableError) {
        _ = try table.numbers(name)
      } catch {
        if error.code == .notANumber { names.append(name) }
      }
    }
    return names
  }
}

/// Finds the date range that a report's preamble states.
enum ReportRange {
  /// Reads `January 1, 2025 - January 23, 2025` and the like.
  static func read(_ text: String) -> ClosedRange<CivilDate>? {
    for separator in [" - ", " – ", " bis ", " to "] {
      let ends = text.replacing("\"", with: "").split(separator: separator)
      guard ends.count == 2, let first = date(ends[0]), let last = date(ends[1]), first <= last
      else { continue }
      return first...last
    }
    return nil
  }

  private static func date(_ text: Substring) -> CivilDate? {
    let bytes = Array(text.utf8)
    let read = bytes.withUnsafeBufferPointer { bytes -> TimeText? in
      let cell = bytes.trimmed
      return cell.isEmpty ? nil : TimeText(cell)
    }
    guard case .point(let point)? = read, case .date(let date) = point.kind else { return nil }
    return date
  }
}
