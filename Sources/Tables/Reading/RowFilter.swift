/// Tells data rows from what surrounds them.
struct RowFilter {
  let width: Int
  let source: String
  let delimiter: UInt8
  private(set) var rowCount = 0
  private(set) var skipped: [SkippedLine] = []
  /// Lines of another width that read like closing remarks; a data row after them proves them wrong.
  private var pending: [(line: SkippedLine, width: Int)] = []

  init(width: Int, source: String, delimiter: UInt8) {
    self.width = width
    self.source = source
    self.delimiter = delimiter
  }

  mutating func accepts(_ row: TableRow) throws(TableError) -> Bool {
    if row.count == width {
      let first = row[0]
      if first.isEmpty || Remarks.isTotal(first) || isRemark(row, first) {
        if try isNoData(row) { return false }
      }
      if let (line, width) = pending.first { throw wrongWidth(line.line, line.text, width) }
      rowCount += 1
      return true
    }
    if row.count == 1, row[0].isEmpty { return false }
    let text = row.filledText
    if row.filledCount == 0 { return false }
    let isTotal = firstFilled(row).map(Remarks.isTotal) == true
    guard isTotal || Remarks.isClosing(text) else { throw wrongWidth(row.line, text, row.count) }
    let reason: SkippedLine.Reason = isTotal ? .total : .footer
    pending.append((skippedLine(row, reason), row.count))
    return false
  }

  /// Takes in what the filter of the text right behind this one's found.
  mutating func append(_ next: RowFilter) throws(TableError) {
    if next.rowCount > 0, let (line, width) = pending.first {
      throw wrongWidth(line.line, line.text, width)
    }
    rowCount += next.rowCount
    skipped += next.skipped
    pending += next.pending
  }

  /// Ends the file: the remarks seen last were its footer.
  func finish() -> [SkippedLine] {
    (skipped + pending.map(\.line)).sorted { $0.line < $1.line }
  }

  /// A row of the right width without data: empty, totals, or a remark padded with delimiters.
  private mutating func isNoData(_ row: TableRow) throws(TableError) -> Bool {
    guard let first = firstFilled(row) else { return true }
    if Remarks.isTotal(first) {
      skipped.append(skippedLine(row, .total))
      return true
    }
    guard isRemark(row, first) else { return false }
    skipped.append(skippedLine(row, .footer))
    return true
  }

  private func isRemark(_ row: TableRow, _ first: ByteSlice) -> Bool {
    guard width > 1 || first.count > 5 else { return false }
    switch first[0] {
    case 0xC2, UInt8(ascii: "("), UInt8(ascii: "*"): break
    case let byte where isLetter(byte): break
    default: return false
    }
    if Remarks.isCopyright(first) { return true }
    // Reading a name in every row would be slow: a remark fills one cell.
    for index in 1..<max(1, width) where !row[index].isEmpty { return false }
    return Remarks.isClosing(first.string)
  }

  private func firstFilled(_ row: TableRow) -> ByteSlice? {
    for index in 0..<row.count {
      let cell = row[index]
      if !cell.isEmpty { return cell }
    }
    return nil
  }

  private func skippedLine(_ row: TableRow, _ reason: SkippedLine.Reason) -> SkippedLine {
    SkippedLine(line: row.line, text: displayed(row.joined(by: delimiter)), reason: reason)
  }

  private func wrongWidth(_ line: Int, _ text: String, _ width: Int) -> TableError {
    TableError(
      .wrongFieldCount, source: source, line: line, value: text,
      "the line has \(width) \(width == 1 ? "field" : "fields"), the header \(self.width)",
      remedy: "correct the line; fields that hold the delimiter need quotes")
  }
}
