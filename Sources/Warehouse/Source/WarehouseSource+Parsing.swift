extension WarehouseSource {
  static func driverName(_ text: String) throws(WarehouseError) -> String {
    // The name becomes the name of a file; a slash or a dot would lead out of the folder.
    let isPlain = text.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
        || $0 == 95
    }
    guard !text.isEmpty, isPlain, text.utf8.count <= 64 else {
      throw WarehouseError(
        .badSource,
        "the source names no driver: behind “adbc:” comes a name of letters, digits, - and _, "
          + "never a path")
    }
    return text
  }

  static func options(in text: String) throws(WarehouseError) -> [Option] {
    var options: [Option] = []
    for (index, pair) in text.split(separator: "&").enumerated() {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let name = decoded(parts[0]), let value = decoded(parts[1]),
        !name.isEmpty
      else {
        // The text itself may be a secret: only its place is named.
        throw WarehouseError(
          .badSource,
          "option \(index + 1) of the source is not name=value in percent-encoded UTF-8; "
            + "write & in a value as %26 and % as %25")
      }
      guard !options.contains(where: { $0.name == name }) else {
        throw WarehouseError(.badSource, "option \(index + 1) of the source is named twice")
      }
      options.append(Option(name: name, value: value))
    }
    return options
  }

  static func dialect(
    of driver: String, takenFrom options: inout [Option]
  ) throws(WarehouseError) -> SQLDialect {
    if let index = options.firstIndex(where: { $0.name == "dialect" }) {
      let name = options.remove(at: index).value
      if let dialect = SQLDialect(rawValue: name) { return dialect }
    } else if let dialect = SQLDialect(driver: driver) {
      return dialect
    }
    throw WarehouseError(
      .badSource,
      "the SQL dialect of driver “\(driver)” is not known; add dialect="
        + SQLDialect.allCases.map(\.rawValue).joined(separator: "|") + " to the source")
  }

  /// The text with %XX decoded; nil where that is not UTF-8 or holds a NUL, which would end a C
  /// string.
  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = Substring(text).utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
      else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}
