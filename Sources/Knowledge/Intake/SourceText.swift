import Foundation

/// The bytes of a file as text.
enum SourceText {
  /// Decodes UTF-8, or UTF-16 with a byte order mark; the mark is left out, all else is kept.
  ///
  /// - Throws: `KnowledgeError.refused` for anything else, a binary file above all.
  static func decode(_ data: Data, name: String) throws(KnowledgeError) -> String {
    let head = [UInt8](data.prefix(3))
    if head.starts(with: [0xFF, 0xFE]) {
      return try decode(wide: data, isLittle: true, name: name)
    }
    if head.starts(with: [0xFE, 0xFF]) {
      return try decode(wide: data, isLittle: false, name: name)
    }
    let body = head == [0xEF, 0xBB, 0xBF] ? data.dropFirst(3) : data
    if body.contains(0) { throw binary(name) }
    if let text = String(data: body, encoding: .utf8) { return text }
    let place = firstFault(body)
    throw .refused([
      "\(name): byte \(place) is not UTF-8. Save the file as UTF-8; a binary file is no document."
    ])
  }

  private static func decode(
    wide data: Data, isLittle: Bool, name: String
  ) throws(KnowledgeError) -> String {
    let encoding: String.Encoding = isLittle ? .utf16LittleEndian : .utf16BigEndian
    guard data.count.isMultiple(of: 2),
      let text = String(data: data.dropFirst(2), encoding: encoding)
    else {
      throw .refused(["\(name): the file is cut off or no UTF-16. Save it as UTF-8."])
    }
    if text.utf8.contains(0) { throw binary(name) }
    return text
  }

  private static func binary(_ name: String) -> KnowledgeError {
    .refused(["\(name): the file holds zero bytes, so it is binary, not text. Leave it out."])
  }

  /// The first byte, counted from 0, that cannot belong to UTF-8.
  private static func firstFault(_ data: Data) -> Int {
    var decoder = UTF8()
    var bytes = data.makeIterator()
    var place = 0
    while true {
      switch decoder.decode(&bytes) {
      case .scalarValue(let scalar): place += UTF8.encode(scalar)?.count ?? 1
      case .emptyInput, .error: return place
      }
    }
  }
}
