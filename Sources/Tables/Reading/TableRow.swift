/// One record while it is being read: slices into the reader's buffer.
///
/// The row and its slices are valid only inside the call they are handed to.
public struct TableRow {
  // What the accessors below need is visible to other rooms, so that reading a cell is no call there:
  // a touch log has as many cells as a panel has bytes.
  @usableFromInline let text: UnsafeBufferPointer<UInt8>
  @usableFromInline let fields: UnsafeBufferPointer<FieldRange>
  // Counting references for every row costs as much as cutting it; the reader outlives its rows.
  unowned(unsafe) let scratch: UnescapeBuffer

  /// The line in the file on which the record starts, counted from 1.
  public let line: Int

  /// How many fields the record has.
  public var count: Int { fields.count }

  /// A field's bytes without quotes and without white space at its ends.
  ///
  /// Where quotes are doubled inside, the slice lives in a buffer that the next such call reuses.
  @inlinable
  public subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
    let field = fields[index]
    let cell = UnsafeBufferPointer(rebasing: text[field.start..<field.end])
    guard !field.hasDoubledQuotes, let first = cell.first, let last = cell.last,
      first > 0x20, first < 0x80, last > 0x20, last < 0x80
    else { return trimmed(index) }
    return cell
  }

  @usableFromInline
  func trimmed(_ index: Int) -> UnsafeBufferPointer<UInt8> { content(index).trimmed }

  /// A field's bytes without quotes.
  func content(_ index: Int) -> ByteSlice {
    let field = fields[index]
    let raw = text.part(field.start, field.end)
    return field.hasDoubledQuotes ? scratch.unescape(raw) : raw
  }

  /// The fields as text, joined by a delimiter, as it is shown to people.
  func joined(by delimiter: UInt8) -> String {
    (0..<count).map { self[$0].string }.joined(separator: String(UnicodeScalar(delimiter)))
  }

  /// The text of the cells that hold something, joined by spaces.
  var filledText: String {
    (0..<count).lazy.map { self[$0] }.filter { !$0.isEmpty }.map(\.string)
      .joined(separator: " ")
  }

  /// How many fields hold something.
  var filledCount: Int { (0..<count).count { !self[$0].isEmpty } }
}

/// Room for a field whose doubled quotes are halved.
final class UnescapeBuffer {
  private var storage = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 256)

  deinit { storage.deallocate() }

  func unescape(_ raw: ByteSlice) -> ByteSlice {
    if storage.count < raw.count {
      storage.deallocate()
      storage = .allocate(capacity: raw.count * 2)
    }
    var length = 0
    var offset = 0
    while offset < raw.count {
      storage[length] = raw[offset]
      length += 1
      offset += raw[offset] == 0x22 ? 2 : 1
    }
    return ByteSlice(rebasing: storage[0..<length])
  }
}
