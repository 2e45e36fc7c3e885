/// The text of a file as a window that slides over it: decoded, validated, counted in lines.
final class TextInput {
  let encoding: TextEncoding
  private(set) var isAtEnd = false
  /// The line at the window's start, counted from 1.
  private(set) var line = 1

  private let source: String
  private let bytes: ByteSource
  private let decoder: TextDecoder
  private let chunkBytes: Int
  private var raw: UnsafeMutableBufferPointer<UInt8>
  private var rawCount = 0
  private var rawOffset = 0
  private var text: [UInt8] = []
  private var position = 0
  private var fields: [FieldRange] = []
  private let scratch = UnescapeBuffer()

  /// Reads the first chunk; chunks have at least eight bytes.
  init(
    _ bytes: ByteSource, source: String, stated: TextEncoding?, chunkBytes: Int
  ) throws(TableError) {
    self.source = source
    self.bytes = bytes
    self.chunkBytes = chunkBytes
    raw = .allocate(capacity: chunkBytes)
    do {
      rawCount = try bytes.read(into: raw)
    } catch {
      raw.deallocate()
      throw error
    }
    let head = ByteSlice(rebasing: raw[0..<rawCount])
    if let format = TextEncoding.foreignFormat(head) {
      raw.deallocate()
      throw TableError(
        .unsupportedFormat, source: source, "the file is \(format)",
        remedy: "export it as CSV")
    }
    let found = TextEncoding.detect(head)
    encoding = stated ?? found?.encoding ?? .utf8
    decoder = TextDecoder(encoding: encoding)
    let mark = found?.encoding == encoding ? found?.markLength ?? 0 : 0
    rawOffset = mark
    try decode(from: mark, isLast: rawCount < raw.count)
  }

  deinit { raw.deallocate() }

  /// The text not yet used.
  func withText<Result>(_ body: (ByteSlice) -> Result) -> Result {
    text.withUnsafeBufferPointer { body($0.part(position, $0.count)) }
  }

  /// Steps over text.
  func discard(_ count: Int, lines: Int) {
    position += count
    line += lines
  }

  /// Adds the next chunk to the window.
  func refill() throws(TableError) {
    guard !isAtEnd else { return }
    text.removeSubrange(0..<position)
    position = 0
    guard text.count <= Limits.recordBytes else {
      throw TableError(
        .lineTooLong, source: source, line: line,
        "a record is longer than \(Limits.recordBytes >> 20) MiB",
        remedy: "look for a quote that is never closed, from this line on")
    }
    // What the decoder left over moves to the front.
    let kept = rawCount
    let read = try bytes.read(into: UnsafeMutableBufferPointer(rebasing: raw[kept...]))
    rawCount = kept + read
    try decode(from: 0, isLast: rawCount < raw.count)
  }

  private func decode(from start: Int, isLast: Bool) throws(TableError) {
    let chunk = ByteSlice(rebasing: raw[start..<rawCount])
    do throws(TextDecoder.Fault) {
      let used = try decoder.decode(chunk, isLast: isLast, into: &text)
      rawOffset += used
      for offset in (start + used)..<rawCount { raw[offset - start - used] = raw[offset] }
      rawCount -= start + used
      isAtEnd = isLast
    } catch {
      throw refusal(error, chunk)
    }
  }

  /// Reads one record, if there is one, and hands it on.
  ///
  /// - Returns: false at the end of the text.
  func nextRecord(
    _ scanner: inout RecordScanner, _ body: (TableRow) throws(TableError) -> Void
  ) throws(TableError) -> Bool {
    while true {
      if position < text.count || isAtEnd {
        guard position < text.count else { return false }
        if try cutRecord(&scanner, body) { return true }
      }
      try refill()
    }
  }

  /// Reads as many records as the window holds; false where the text is at its end.
  func nextRecords(
    _ scanner: inout RecordScanner, _ body: (TableRow) throws(TableError) -> Void
  ) throws(TableError) -> Bool {
    while position < text.count, try cutRecord(&scanner, body) {}
    if isAtEnd { return false }
    try refill()
    return true
  }

  /// Hands the window over as a block as far as it holds whole records, and keeps the rest.
  func cutBlock(delimiter: UInt8, index: Int) -> RecordBlock? {
    let start = position
    guard start < text.count else { return nil }
    let end = text.withUnsafeBufferPointer {
      isAtEnd ? $0.count : lastRecordEnd($0, from: start, delimiter: delimiter)
    }
    guard let end else { return nil }
    let rest = Array(text[end...])
    let block = RecordBlock(text: text, start: start, end: end, line: line, index: index)
    line += text.withUnsafeBufferPointer { countLinesQuickly($0.part(start, end)) }
    text = rest
    text.reserveCapacity(rest.count + chunkBytes)
    position = 0
    return block
  }

  private func cutRecord(
    _ scanner: inout RecordScanner, _ body: (TableRow) throws(TableError) -> Void
  ) throws(TableError) -> Bool {
    let start = position
    let next = try text.withUnsafeBufferPointer { (text) throws(TableError) -> Int? in
      let next: Int?
      do throws(RecordScanner.Fault) {
        next = try scanner.next(text, from: start, isLast: isAtEnd, fields: &fields)
      } catch {
        throw error.refusal(
          text.part(start, text.count), start, source: source, line: line)
      }
      guard let next else { return nil }
      try fields.withUnsafeBufferPointer { (fields) throws(TableError) in
        try body(TableRow(text: text, fields: fields, scratch: scratch, line: line))
      }
      line += scanner.sawQuotes ? max(1, countLines(text.part(start, next))) : 1
      return next
    }
    guard let next else { return false }
    position = next
    return true
  }

  /// Whether any text is left but white space.
  var holdsText: Bool { withText { !$0.trimmed.isEmpty } }
}

extension TextInput {
  private func refusal(_ fault: TextDecoder.Fault, _ chunk: ByteSlice) -> TableError {
    // The text still in the window, and behind it this chunk up to the fault.
    var before = withText(Array.init)
    _ = try? decoder.decode(chunk.part(0, fault.offset), isLast: true, into: &before)
    let lines = before.withUnsafeBufferPointer(countLines)
    let byte = rawOffset + fault.offset
    if fault.isNUL {
      return TableError(
        .nulByte, source: source, line: line + lines, "\(fault.reason) (byte \(byte) of the file)",
        remedy: "export the file again as UTF-8 text")
    }
    let remedy =
      encoding == .utf8
      ? "if the file comes from an older Windows program, give --encoding windows-1252"
      : "export the file again as UTF-8 text"
    return TableError(
      .badEncoding, source: source, line: line + lines,
      "\(fault.reason) (byte \(byte) of the file)", remedy: remedy)
  }
}
