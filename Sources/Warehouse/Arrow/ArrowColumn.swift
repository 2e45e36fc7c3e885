import CArrow

/// One column of a record batch, checked before it is read.
///
/// The C data interface does not tell how long buffers are, so what can be checked is that they are
/// there, that lengths and offsets agree with each other, and that texts are UTF-8.
struct ArrowColumn {
  /// How a value is stored.
  enum Storage {
    case none, truth
    case integer(bytes: Int, signed: Bool)
    case float(bytes: Int)
    case decimal(scale: Int)
    case text(offsetBytes: Int)
  }

  /// The longest text of all of a batch that is believed.
  private static let dataLimit: Int64 = 1 << 40

  let name: String
  let storage: Storage
  private let offset: Int
  private let validity: UnsafeRawPointer?
  private let values: UnsafeRawPointer?
  private let data: UnsafeRawPointer?

  /// Checks a column of a batch that has `rows` rows from `start` on.
  init(
    _ field: ArrowField, _ array: ArrowArray, start: Int64, rows: Int64
  ) throws(WarehouseError) {
    name = field.name
    storage = try ArrowColumn.storage(field)
    let (needed, overflows) = start.addingReportingOverflow(rows)
    let (end, endOverflows) = array.offset.addingReportingOverflow(needed)
    guard array.offset >= 0, !overflows, !endOverflows, array.length >= needed else {
      throw .wrong("column “\(field.name)” has \(array.length) rows where \(needed) are said")
    }
    guard (-1...max(array.length, 0)).contains(array.null_count) else {
      throw .wrong("column “\(field.name)” says it has \(array.null_count) nulls")
    }
    offset = Int(end - rows)
    guard array.n_buffers == ArrowColumn.buffers(storage), array.n_children == 0,
      array.n_buffers == 0 || array.buffers != nil
    else { throw .wrong("column “\(field.name)” has \(array.n_buffers) buffers") }
    if case .none = storage {
      (validity, values, data) = (nil, nil, nil)
      return
    }
    validity = array.buffers[0].map { UnsafeRawPointer($0) }
    values = array.buffers[1].map { UnsafeRawPointer($0) }
    data = array.n_buffers == 3 ? array.buffers[2].map { UnsafeRawPointer($0) } : nil
    guard rows == 0 || values != nil else { throw .wrong("column “\(field.name)” has no values") }
    guard validity != nil || array.null_count <= 0 else {
      throw .wrong("column “\(field.name)” has nulls but does not say where")
    }
    if case .text(let bytes) = storage, rows > 0 {
      try checkOffsets(bytes, rows: Int(rows))
    }
  }

  private static func storage(_ field: ArrowField) throws(WarehouseError) -> Storage {
    switch field.format {
    case "n": return .none
    case "b": return .truth
    case "c": return .integer(bytes: 1, signed: true)
    case "C": return .integer(bytes: 1, signed: false)
    case "s": return .integer(bytes: 2, signed: true)
    case "S": return .integer(bytes: 2, signed: false)
    case "i": return .integer(bytes: 4, signed: true)
    case "I": return .integer(bytes: 4, signed: false)
    case "l": return .integer(bytes: 8, signed: true)
    case "L": return .integer(bytes: 8, signed: false)
    case "f": return .float(bytes: 4)
    case "g": return .float(bytes: 8)
    case "u": return .text(offsetBytes: 4)
    case "U": return .text(offsetBytes: 8)
    default: break
    }
    let parts = field.format.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 2, parts[0] == "d" {
      let numbers = parts[1].split(separator: ",").map { Int($0) }
      if numbers.count == 2 || numbers.count == 3 && numbers[2] == 128,
        let scale = numbers[1], (0...38).contains(scale)
      {
        return .decimal(scale: scale)
      }
    }
    throw .wrong("column “\(field.name)” has a type that was not asked for, “\(field.format)”")
  }

  private static func buffers(_ storage: Storage) -> Int64 {
    switch storage {
    case .none: 0
    case .text: 3
    default: 2
    }
  }

  private func checkOffsets(_ bytes: Int, rows: Int) throws(WarehouseError) {
    var last = textOffset(0, bytes)
    guard last >= 0 else { throw .wrong("a text of column “\(name)” starts before its data") }
    for row in 1...rows {
      let next = textOffset(row, bytes)
      guard next >= last, next <= ArrowColumn.dataLimit else {
        throw .wrong("the texts of column “\(name)” overlap or run past their data")
      }
      last = next
    }
    guard last == 0 || data != nil else { throw .wrong("column “\(name)” has no text data") }
  }

  private func textOffset(_ row: Int, _ bytes: Int) -> Int64 {
    guard let values else { return -1 }
    let place = (offset + row) * bytes
    // Buffers of other programs need not be aligned.
    return bytes == 4
      ? Int64(values.loadUnaligned(fromByteOffset: place, as: Int32.self))
      : values.loadUnaligned(fromByteOffset: place, as: Int64.self)
  }
}

extension ArrowColumn {
  /// Whether a row holds no value.
  func isNull(_ row: Int) -> Bool {
    if case .none = storage { return true }
    guard let validity else { return false }
    let place = offset + row
    return validity.load(fromByteOffset: place >> 3, as: UInt8.self) >> (place & 7) & 1 == 0
  }

  /// The integer of a row; whole decimals and floats are taken for one.
  ///
  /// - Throws: `wrongAnswer` for null, for other types and for what is no `Int`.
  func integer(_ row: Int) throws(WarehouseError) -> Int {
    guard !isNull(row), let values else { throw .wrong("column “\(name)” has no number") }
    let place = offset + row
    let number: Int? =
      switch storage {
      case .truth:
        Int(values.load(fromByteOffset: place >> 3, as: UInt8.self) >> (place & 7) & 1)
      case .integer(let bytes, let signed):
        ArrowColumn.integer(values + place * bytes, bytes, signed)
      case .float(4):
        Int(exactly: values.loadUnaligned(fromByteOffset: place * 4, as: Float.self))
      case .float: Int(exactly: values.loadUnaligned(fromByteOffset: place * 8, as: Double.self))
      case .decimal(let scale): ArrowColumn.whole(values + place * 16, scale)
      case .none, .text: nil
      }
    guard let number else { throw .wrong("column “\(name)” holds no whole number in row \(row)") }
    return number
  }

  /// The text of a row; null as nil.
  ///
  /// - Throws: `wrongAnswer` for other types and for bytes that are no UTF-8.
  func text(_ row: Int) throws(WarehouseError) -> String? {
    guard case .text(let bytes) = storage else { throw .wrong("column “\(name)” is no text") }
    if isNull(row) { return nil }
    let start = Int(textOffset(row, bytes))
    let length = Int(textOffset(row + 1, bytes)) - start
    guard length > 0, let data else { return "" }
    let buffer = UnsafeRawBufferPointer(start: data + start, count: length)
    guard let text = String(validating: buffer, as: UTF8.self) else {
      throw .wrong("a text of column “\(name)” is no UTF-8")
    }
    return text
  }

  private static func integer(_ at: UnsafeRawPointer, _ bytes: Int, _ signed: Bool) -> Int? {
    switch (bytes, signed) {
    case (1, true): Int(at.loadUnaligned(as: Int8.self))
    case (1, false): Int(at.loadUnaligned(as: UInt8.self))
    case (2, true): Int(at.loadUnaligned(as: Int16.self))
    case (2, false): Int(at.loadUnaligned(as: UInt16.self))
    case (4, true): Int(at.loadUnaligned(as: Int32.self))
    case (4, false): Int(at.loadUnaligned(as: UInt32.self))
    case (_, true): Int(at.loadUnaligned(as: Int64.self))
    case (_, false): Int(exactly: at.loadUnaligned(as: UInt64.self))
    }
  }

  private static func whole(_ at: UnsafeRawPointer, _ scale: Int) -> Int? {
    let low = UInt128(at.loadUnaligned(as: UInt64.self))
    let high = UInt128(at.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    let value = Int128(truncatingIfNeeded: high << 64 | low)
    let unit = (0..<scale).reduce(Int128(1)) { power, _ in power * 10 }
    let (whole, rest) = value.quotientAndRemainder(dividingBy: unit)
    return rest == 0 ? Int(exactly: whole) : nil
  }
}
