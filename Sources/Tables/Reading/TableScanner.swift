/// Reads a file row by row in bounded memory: one chunk and one record at a time.
///
/// ```swift
/// let scanner = try TableScanner(path: "touchpoints.csv")
/// let user = scanner.columnNames.firstIndex(of: "user_id")
/// try scanner.forEachRow { row throws(TableError) in
///   // row[user] is a slice of UTF-8 bytes, valid here only
/// }
/// ```
public final class TableScanner {
  /// The file, as it is shown in messages.
  public let source: String
  /// The header's names, without white space at their ends; unnamed columns are "".
  public let columnNames: [String]
  /// The encoding found or stated.
  public let encoding: TextEncoding
  /// The delimiter found or stated.
  public let delimiter: Character
  /// Lines left out so far: the preamble at once, the rest when `forEachRow` has returned.
  public internal(set) var skipped: [SkippedLine]

  let input: TextInput
  var records: RecordScanner
  /// How many blocks were handed out.
  var blockCount = 0

  /// Opens a file and reads its header.
  ///
  /// - Throws: `missingFile`, `unreadableFile`, or what the file's beginning is refused for.
  public convenience init(
    path: String, source: String? = nil, options: ReadOptions = ReadOptions()
  ) throws(TableError) {
    let shown = source ?? path
    try self.init(
      ByteSource.opening(path: path, source: shown), source: shown, options: options)
  }

  /// Reads the header of a file in memory.
  ///
  /// - Throws: what the file's beginning is refused for.
  public convenience init(
    bytes: [UInt8], source: String, options: ReadOptions = ReadOptions()
  ) throws(TableError) {
    try self.init(
      bytes: bytes, source: source, options: options, chunkBytes: Limits.chunkBytes)
  }

  /// Reads the header of a file in memory, so many bytes at a time.
  package convenience init(
    bytes: [UInt8], source: String, options: ReadOptions = ReadOptions(), chunkBytes: Int
  ) throws(TableError) {
    try self.init(
      ByteSource(bytes: bytes, source: source), source: source, options: options,
      chunkBytes: chunkBytes)
  }

  private init(
    _ bytes: ByteSource, source: String, options: ReadOptions, chunkBytes: Int = Limits.chunkBytes
  ) throws(TableError) {
    self.source = source
    input = try TextInput(
      bytes, source: source, stated: options.encoding, chunkBytes: chunkBytes)
    encoding = input.encoding
    let stated = try Self.delimiterByte(options.delimiter, source: source)
    let layout = try Self.layout(input, stated: stated, source: source)
    delimiter = Character(UnicodeScalar(layout.delimiter))
    records = RecordScanner(delimiter: layout.delimiter)
    skipped = layout.skipped
    input.discard(layout.headerOffset, lines: layout.linesBefore)
    columnNames = try Self.header(input, &records)
    if layout.headerHoldsOnlyData {
      throw TableError(
        .noHeader, source: source, line: layout.linesBefore + 1, value: columnNames.first,
        "the first line holds data, not column names",
        remedy: "put a line of column names on top")
    }
  }

  private static func delimiterByte(
    _ stated: Character?, source: String
  ) throws(TableError) -> UInt8? {
    guard let stated else { return nil }
    guard let byte = stated.asciiValue, byte != 0x22, byte != 0x0A, byte != 0x0D, byte != 0 else {
      throw TableError(
        .unsupportedFormat, source: source, value: String(stated),
        "this character cannot part fields", remedy: "use a comma, semicolon, tab or bar")
    }
    return byte
  }

  private static func layout(
    _ input: TextInput, stated: UInt8?, source: String
  ) throws(TableError) -> Layout {
    while true {
      let found = input.withText { Layout.detect($0, isWhole: input.isAtEnd, stated: stated) }
      if let found { return found }
      // Nothing yet: blank lines, or a first line longer than a chunk.
      guard !input.isAtEnd else { break }
      try input.refill()
    }
    // A first record that cannot be cut: reading it says why.
    if input.holdsText {
      return Layout(delimiter: stated ?? Mark.comma, headerOffset: 0, linesBefore: 0)
    }
    throw TableError(
      .emptyFile, source: source, "the file is empty", remedy: "export it again")
  }

  private static func header(
    _ input: TextInput, _ records: inout RecordScanner
  ) throws(TableError) -> [String] {
    var names: [String] = []
    _ = try input.nextRecord(&records) { row in
      names = (0..<row.count).map { row[$0].string }
    }
    return names
  }
}
