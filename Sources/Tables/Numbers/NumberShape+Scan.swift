extension NumberShape {
  /// Reads the shape of a trimmed, non-empty cell; nil where it is no number.
  ///
  /// Accepts a sign, parentheses or a trailing minus, a currency before or after, a percent sign,
  /// an exponent, and thousands groups of three digits set off by `.`, `,`, `'` or a space.
  init?(_ cell: ByteSlice) {
    var start = 0
    var end = cell.count
    if cell[0] == UInt8(ascii: "("), cell[end - 1] == UInt8(ascii: ")"), end > 2 {
      negative = true
      start = 1
      end -= 1
    }
    guard let coreStart = scanPrefix(cell, &start, end),
      let coreEnd = scanCore(cell, coreStart, end)
    else { return nil }
    core = coreStart..<coreEnd
    var rest = coreEnd
    if !scanExponent(cell, &rest, end) { return nil }
    if rest < end, !scanSuffix(cell, rest, end) { return nil }
  }

  /// Sign and currency in front, in either order; the offset where digits begin.
  private mutating func scanPrefix(_ cell: ByteSlice, _ start: inout Int, _ end: Int) -> Int? {
    var signed = negative
    while start < end {
      let byte = cell[start]
      if isDigit(byte) || byte == Mark.dot || byte == Mark.comma { return start }
      let space = cell.spaceLength(at: start)
      if space > 0 {
        start += space
      } else if let sign = Self.sign(cell, start) {
        if signed { return nil }
        signed = true
        negative = sign.negative
        start += sign.length
      } else if currency == nil, let found = Currency.leading(cell.part(start, end)) {
        currency = found.currency
        start += found.length
      } else {
        return nil
      }
    }
    return nil
  }

  /// Digits and marks; the offset behind them.
  private mutating func scanCore(_ cell: ByteSlice, _ start: Int, _ end: Int) -> Int? {
    var groups = GroupState()
    var offset = start
    while offset < end {
      let byte = cell[offset]
      if isDigit(byte) {
        if digitCount > 0 || byte != 48 {
          if digitCount < 19 { mantissa = mantissa &* 10 &+ UInt64(byte &- 48) }
          digitCount += 1
        }
        groups.current += 1
        offset += 1
        continue
      }
      let mark = Self.mark(cell, offset, end)
      if mark.length == 0 { break }
      groups.close(with: mark.mark)
      offset += mark.length
    }
    // A thousand digits are an accident, not a number.
    guard offset - start <= 1000 else { return nil }
    guard let found = groups.marks(leadingZero: cell[start] == 48) else { return nil }
    marks = found
    tailCount = groups.current
    // `01.2025` is a month.
    let isMonth =
      cell[start] == 48 && tailCount == 4 && offset - start == 7
      && (1900...2100).contains(mantissa % 10_000)
    return isMonth ? nil : offset
  }

  private mutating func scanExponent(_ cell: ByteSlice, _ offset: inout Int, _ end: Int) -> Bool {
    guard offset < end, cell[offset] | 0x20 == UInt8(ascii: "e") else { return true }
    var next = offset + 1
    var negativeExponent = false
    if next < end, cell[next] == UInt8(ascii: "-") || cell[next] == UInt8(ascii: "+") {
      negativeExponent = cell[next] == UInt8(ascii: "-")
      next += 1
    }
    let digits = next
    while next < end, isDigit(cell[next]) {
      // Beyond this every number is zero or infinite.
      exponent = min(exponent * 10 + Int(cell[next] &- 48), 100_000)
      next += 1
    }
    // `12 EUR` also has an E behind its digits.
    guard next > digits else { return true }
    if negativeExponent { exponent = -exponent }
    offset = next
    switch marks {
    case .either(let mark): marks = .decimal(mark)
    case .grouping: return false
    case .none, .decimal: break
    }
    return true
  }

  /// Percent sign, currency and trailing minus behind the digits.
  private mutating func scanSuffix(_ cell: ByteSlice, _ start: Int, _ end: Int) -> Bool {
    var offset = start
    var minus = false
    while offset < end {
      let space = cell.spaceLength(at: offset)
      if space > 0 {
        offset += space
      } else if cell[offset] == UInt8(ascii: "%"), !isPercent, currency == nil {
        isPercent = true
        offset += 1
      } else if let sign = Self.sign(cell, offset), sign.negative, !negative, !minus {
        minus = true
        offset += sign.length
      } else if currency == nil, !isPercent,
        let found = Currency.leading(cell.part(offset, end))
      {
        currency = found.currency
        offset += found.length
      } else {
        return false
      }
    }
    if minus { negative = true }
    return true
  }

  @inline(__always)
  private static func sign(_ cell: ByteSlice, _ offset: Int) -> (negative: Bool, length: Int)? {
    switch cell[offset] {
    case UInt8(ascii: "-"): (true, 1)
    case UInt8(ascii: "+"): (false, 1)
    // U+2212, the typographic minus.
    case 0xE2 where offset + 2 < cell.count && cell[offset + 1] == 0x88 && cell[offset + 2] == 0x92:
      (true, 3)
    default: nil
    }
  }

  /// The mark at an offset: `.`, `,`, or `'` for every sign that can only group thousands.
  @inline(__always)
  private static func mark(
    _ cell: ByteSlice, _ offset: Int, _ end: Int
  ) -> (mark: UInt8, length: Int) {
    let byte = cell[offset]
    if byte == Mark.dot || byte == Mark.comma { return (byte, 1) }
    var length = 0
    if byte == UInt8(ascii: "'") {
      length = 1
    } else if byte == 0xE2, offset + 2 < end, cell[offset + 1] == 0x80, cell[offset + 2] == 0x99 {
      length = 3
    } else {
      length = cell.spaceLength(at: offset)
    }
    // A space groups only between digits; otherwise it ends the number.
    guard length > 0, offset + length < end, isDigit(cell[offset + length]) else {
      return (0, 0)
    }
    return (UInt8(ascii: "'"), length)
  }
}

/// Keeps what the rules on groups need: how long they are and which marks part them.
private struct GroupState {
  var current = 0
  private var first = 0
  private var count = 0
  private var last: UInt8 = 0
  private var earlier: UInt8 = 0
  private var regular = true

  mutating func close(with mark: UInt8) {
    if count == 0 {
      first = current
    } else {
      if current != 3 { regular = false }
      if count == 1 { earlier = last } else if last != earlier { regular = false }
    }
    last = mark
    count += 1
    current = 0
  }

  /// What the marks say, nil where digits and marks are no number.
  func marks(leadingZero: Bool) -> NumberShape.Marks? {
    let neutral = UInt8(ascii: "'")
    let grouped = (1...3).contains(first) && !(leadingZero && first > 0)
    switch count {
    case 0: return current > 0 ? NumberShape.Marks.none : nil
    case 1 where last == neutral: return grouped && current == 3 ? NumberShape.Marks.none : nil
    case 1:
      guard first + current > 0 else { return nil }
      return grouped && current == 3 ? .either(last) : .decimal(last)
    default:
      guard regular, grouped else { return nil }
      if last == earlier {
        guard current == 3 else { return nil }
        return last == neutral ? NumberShape.Marks.none : .grouping(last)
      }
      return last == neutral || current == 0 ? nil : .decimal(last)
    }
  }
}
