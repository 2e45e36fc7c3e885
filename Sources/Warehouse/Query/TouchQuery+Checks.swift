extension TouchQuery {
  /// The table's names, unquoted.
  func tableNames() throws(WarehouseError) -> [String] {
    var names: [String.UnicodeScalarView] = [.init()]
    var inQuotes = false
    var rest = table.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"" where inQuotes && rest.first == "\"":
        names[names.count - 1].append(scalar)
        rest.removeFirst()
      case "\"": inQuotes.toggle()
      case "." where !inQuotes: names.append(.init())
      default: names[names.count - 1].append(scalar)
      }
    }
    guard !inQuotes, names.count <= 3 else {
      throw TouchQuery.badName(table, "the table", "write table, schema.table or \"a.b\"")
    }
    for name in names { try TouchQuery.check(String(name), "the table") }
    return names.map { String($0) }
  }

  /// Refuses names that no column has, before they are sent.
  func checkColumns() throws(WarehouseError) {
    try TouchQuery.check(columns.user, "the user column")
    try TouchQuery.check(columns.time, "the time column")
    try TouchQuery.check(columns.channel, "the channel column")
    try TouchQuery.check(columns.conversion, "the conversion column")
    if let value = columns.value { try TouchQuery.check(value, "the value column") }
    if let text = columns.conversionText {
      try TouchQuery.check(text, "the text that marks a conversion")
    }
  }

  /// The lookback in microseconds.
  func lookback() throws(WarehouseError) -> Int? {
    guard let lookbackDays else { return nil }
    guard lookbackDays >= 0, lookbackDays <= 36_500 else {
      throw WarehouseError(
        .badSource, "the lookback is \(lookbackDays) days; it must be between 0 and 36500")
    }
    return Int((lookbackDays * 86_400_000_000).rounded())
  }

  private static func check(_ name: String, _ what: String) throws(WarehouseError) {
    guard !name.isEmpty else { throw badName(name, what, "give its name") }
    guard name.utf8.count <= 255, !name.unicodeScalars.contains(where: { $0.value < 32 }) else {
      throw badName(name, what, "names have up to 255 bytes and no control characters")
    }
  }

  private static func badName(_ name: String, _ what: String, _ remedy: String) -> WarehouseError {
    WarehouseError(.badSource, "\(what) “\(Secrets.none.redact(name))” is no name; \(remedy)")
  }
}
