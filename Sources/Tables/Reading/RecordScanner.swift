/// Where a field's content stands in the text.
@usableFromInline
struct FieldRange {
  @usableFromInline var start: Int
  @usableFromInline var end: Int
  /// Whether quotes are doubled inside and must be halved.
  @usableFromInline var hasDoubledQuotes: Bool

  @usableFromInline
  init(start: Int, end: Int, hasDoubledQuotes: Bool) {
    self.start = start
    self.end = end
    self.hasDoubledQuotes = hasDoubledQuotes
  }
}

/// Cuts text into records and fields by RFC 4180.
///
/// A record ends at LF, CR LF or a lone CR. A field that starts with a quote runs to the closing
/// quote and may hold delimiters, line ends and doubled quotes; a quote inside an unquoted field is
/// an ordinary character.
struct RecordScanner {
  enum Fault: Error {
    /// The text ended inside quotes that were opened at this offset.
    case unterminatedQuote(Int)
    /// Something other than a delimiter follows a closing quote at this offset.
    case strayQuote(Int)
    case tooManyColumns
  }

  let delimiter: UInt8
  /// Whether the last record had a quoted field, so that it may hold line ends.
  private(set) var sawQuotes = false

  init(delimiter: UInt8) { self.delimiter = delimiter }

  /// Reads the record that starts at an offset.
  ///
  /// - Returns: the offset of the next record, or nil where the text ends before it is known that
  ///   the record does; `isLast` says that no text follows, so the end ends the record.
  mutating func next(
    _ text: ByteSlice, from offset: Int, isLast: Bool, fields: inout [FieldRange]
  ) throws(Fault) -> Int? {
    fields.removeAll(keepingCapacity: true)
    sawQuotes = false
    var offset = offset
    while true {
      let end: Int?
      if offset < text.count, text[offset] == 0x22 {
        end = try quotedField(text, offset, isLast, &fields)
      } else {
        end = plainField(text, offset, isLast, &fields)
      }
      guard let end else { return nil }
      if fields.count > Limits.columns { throw .tooManyColumns }
      if end == text.count { return end }
      if text[end] == delimiter {
        offset = end + 1
        // A delimiter at the very end still opens an empty field; wait to see it.
        if offset == text.count, !isLast { return nil }
        continue
      }
      if text[end] == 0x0A { return end + 1 }
      // CR: alone or before LF, which may be in the next chunk.
      if end + 1 == text.count { return isLast ? end + 1 : nil }
      return text[end + 1] == 0x0A ? end + 2 : end + 1
    }
  }

  /// Up to the next delimiter or line end; nil where neither is in sight.
  @inline(__always)
  private func plainField(
    _ text: ByteSlice, _ start: Int, _ isLast: Bool, _ fields: inout [FieldRange]
  ) -> Int? {
    var offset = start
    let count = text.count
    while offset < count {
      let byte = text[offset]
      if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
      offset += 1
    }
    if offset == count, !isLast { return nil }
    fields.append(FieldRange(start: start, end: offset, hasDoubledQuotes: false))
    return offset
  }

  private mutating func quotedField(
    _ text: ByteSlice, _ start: Int, _ isLast: Bool, _ fields: inout [FieldRange]
  ) throws(Fault) -> Int? {
    sawQuotes = true
    var offset = start + 1
    var doubled = false
    while offset < text.count {
      guard text[offset] == 0x22 else {
        offset += 1
        continue
      }
      // Whether this quote closes shows only in the next byte.
      if offset + 1 == text.count, !isLast { return nil }
      if offset + 1 < text.count, text[offset + 1] == 0x22 {
        doubled = true
        offset += 2
        continue
      }
      fields.append(FieldRange(start: start + 1, end: offset, hasDoubledQuotes: doubled))
      let next = offset + 1
      if next < text.count {
        let byte = text[next]
        guard byte == delimiter || byte == 0x0A || byte == 0x0D else { throw .strayQuote(next) }
      }
      return next
    }
    if isLast { throw .unterminatedQuote(start) }
    return nil
  }
}

extension RecordScanner.Fault {
  /// The refusal of a record.
  ///
  /// - Parameters:
  ///   - text: the text from the start of the record on.
  ///   - start: the offset of that start, from which the fault's own offset is counted on.
  ///   - line: the line on which the record starts.
  func refusal(_ text: ByteSlice, _ start: Int, source: String, line: Int) -> TableError {
    switch self {
    case .unterminatedQuote(let offset):
      TableError(
        .unterminatedQuote, source: source, line: line + countLines(text.part(0, offset - start)),
        "a quote is opened here and never closed",
        remedy: "close it, or double quotes that belong to the text")
    case .strayQuote(let offset):
      TableError(
        .strayQuote, source: source, line: line + countLines(text.part(0, offset - start)),
        "text follows a closing quote", remedy: "double quotes that belong to the text")
    case .tooManyColumns:
      TableError(
        .tooManyColumns, source: source, line: line,
        "the line has more than \(Limits.columns) fields",
        remedy: "export one row a period instead of one column a period")
    }
  }
}

/// Counts line ends: LF, CR LF and lone CR are one each.
func countLines(_ text: ByteSlice) -> Int {
  var count = 0
  var previous: UInt8 = 0
  for byte in text {
    if byte == 0x0A {
      if previous != 0x0D { count += 1 }
    } else if byte == 0x0D {
      count += 1
    }
    previous = byte
  }
  return count
}
