/// The first records of a file under one delimiter.
struct LayoutSample {
  /// What is remembered of a record.
  struct Record {
    let offset: Int
    let line: Int
    let width: Int
    let filled: Int
    /// Whether some cell is a number, a date or a null token.
    let holdsData: Bool
    /// Whether all filled cells are numbers, dates or null tokens.
    let holdsOnlyData: Bool
    /// Whether the first filled cell ends in a colon or reads like `Rows: 5`.
    let isLabel: Bool
    let text: String
  }

  /// One way to read the sample: the header's place and the table's width.
  struct Plan {
    let header: Int
    let width: Int
    let score: Score
  }

  /// Several columns beat one; then the more records fit, then the wider table.
  struct Score: Comparable {
    let isTable: Bool
    let fitting: Int
    let width: Int

    static func < (left: Score, right: Score) -> Bool {
      (left.isTable ? 1 : 0, left.fitting, left.width)
        < (right.isTable ? 1 : 0, right.fitting, right.width)
    }
  }

  static let recordLimit = 400
  /// A header further down than this is no header.
  static let preambleLimit = 30

  let delimiter: UInt8
  /// Records that hold something.
  private(set) var records: [Record] = []
  /// Whether a line has more fields than any table.
  private(set) var hasTooManyColumns = false

  init(_ head: ByteSlice, isWhole: Bool, delimiter: UInt8) {
    self.delimiter = delimiter
    var scanner = RecordScanner(delimiter: delimiter)
    var fields: [FieldRange] = []
    let scratch = UnescapeBuffer()
    var offset = 0
    var line = 1
    while offset < head.count, records.count < Self.recordLimit {
      let next: Int?
      do throws(RecordScanner.Fault) {
        next = try scanner.next(head, from: offset, isLast: isWhole, fields: &fields)
      } catch {
        // The reader meets the fault again and reports it.
        if case .tooManyColumns = error { hasTooManyColumns = true }
        break
      }
      guard let next else { break }
      let row = fields.withUnsafeBufferPointer {
        Self.record(
          TableRow(text: head, fields: $0, scratch: scratch, line: line), offset, delimiter)
      }
      if row.filled > 0 || row.width > 1 { records.append(row) }
      line += max(1, countLines(head.part(offset, next)))
      offset = next
    }
  }

  private static func record(_ row: TableRow, _ offset: Int, _ delimiter: UInt8) -> Record {
    var filled = 0
    var data = 0
    var isLabel = false
    for index in 0..<row.count {
      let cell = row[index]
      if cell.isEmpty { continue }
      if filled == 0 {
        isLabel = cell.last == UInt8(ascii: ":") || cell.string.contains(": ")
      }
      filled += 1
      if looksLikeData(cell) { data += 1 }
    }
    return Record(
      offset: offset, line: row.line, width: row.count, filled: filled, holdsData: data > 0,
      holdsOnlyData: filled > 0 && data == filled, isLabel: isLabel,
      text: displayed(row.joined(by: delimiter)))
  }

  /// Whether a cell can hardly be a column's name.
  private static func looksLikeData(_ cell: ByteSlice) -> Bool {
    if cell.isNull || NumberShape(cell) != nil { return true }
    guard isDigit(cell[0]) else { return false }
    return cell.allSatisfy { isDigit($0) || "-./: TZ+".utf8.contains($0) }
  }

  // MARK: Plans

  /// The best reading; nil where there is no record.
  func bestPlan() -> Plan? {
    guard let first = records.first else { return nil }
    let plans = Set(records.map(\.width)).sorted().prefix(16).compactMap { plan(width: $0) }
    // The first line as header, whatever the others are: the reader then reports what misfits.
    let plain = Plan(
      header: 0, width: first.width,
      score: Score(
        isTable: first.width > 1, fitting: records.count { $0.width == first.width },
        width: first.width))
    guard let best = plans.max(by: { $0.score < $1.score }) else { return plain }
    return isTitle(first, before: best) || plain.score < best.score ? best : plain
  }

  /// Whether the first line can hardly be the header, given a header further down.
  private func isTitle(_ first: Record, before plan: Plan) -> Bool {
    if first.width < plan.width || first.isLabel || first.filled * 2 < first.width { return true }
    // `Report, 2025` above a line of names above data.
    let next = plan.header + 1
    return plan.header > 0 && first.holdsData && records[plan.header].filled == plan.width
      && next < records.count && records[next].holdsData
  }

  private func plan(width: Int) -> Plan? {
    let searched = records.prefix(Self.preambleLimit)
    guard let header = searched.firstIndex(where: { isHeader($0, width: width) }) else {
      return nil
    }
    let body = records[header...]
    let fitting = body.count { $0.width == width }
    guard fitting * 2 >= body.count, fitting >= 2 || width >= 3 || records.count == 1 else {
      return nil
    }
    guard records[..<header].allSatisfy({ $0.width <= width }) else { return nil }
    let skipsNames = records[..<header].contains {
      $0.filled >= 2 && !$0.isLabel && !$0.holdsData
    }
    // Two lines of names in a row: the second is data, and the first the header.
    if skipsNames, header + 1 < records.count, isHeader(records[header + 1], width: width) {
      return nil
    }
    return Plan(
      header: header, width: width,
      score: Score(isTable: width > 1, fitting: fitting, width: width))
  }

  private func isHeader(_ record: Record, width: Int) -> Bool {
    record.width == width && record.filled * 2 >= width && !record.holdsData && !record.isLabel
  }

  /// A plan as the reader needs it.
  func layout(of plan: Plan) -> Layout {
    let header = records[plan.header]
    return Layout(
      delimiter: delimiter, headerOffset: header.offset, linesBefore: header.line - 1,
      skipped: records[..<plan.header].map {
        SkippedLine(line: $0.line, text: $0.text, reason: .preamble)
      },
      headerHoldsOnlyData: header.holdsOnlyData)
  }
}
