import Attribution
import Tables

/// What can be seen of a column in the first rows of a file that may hold journeys.
struct JourneyColumn: Sendable {
  /// The name in the file's head.
  let name: String
  let tokens: NameTokens
  /// The cells; nil where one is empty.
  let texts: [String?]
  /// How many cells are filled.
  let filled: Int
  /// How many different texts there are.
  let distinct: Int
  /// Whether every cell says yes or no, and both occur.
  let isYesNo: Bool
  /// Whether every filled cell is a moment or a day.
  let isTime: Bool
  /// Whether the moments have a time of day.
  let hasClock: Bool
  /// Whether hardly a filled cell is no number.
  let isNumber: Bool

  /// Looks at a column; only the first rows tell whether its cells are times.
  init(_ name: String, of table: Table) throws(TableError) {
    self.name = name
    tokens = NameTokens(name)
    let texts = try table.texts(name)
    self.texts = texts
    let cells = texts.compactMap { $0 }
    filled = cells.count
    let different = Set(cells)
    distinct = different.count
    let answers = Set(different.prefix(20).map { YesNo.read($0) })
    isYesNo =
      different.count < 20 && answers == [true, false]
      || (different.count == 1 && answers == [true] && filled < texts.count)
    (isTime, hasClock) = Self.times(cells.prefix(500))
    let (numbers, broken) = try table.soundNumbers(name)
    isNumber = filled > 0 && broken.count * 50 <= numbers.count { $0 != nil }
  }

  private static func times(_ cells: ArraySlice<String>) -> (isTime: Bool, hasClock: Bool) {
    var reader = InstantReader(dayFirst: true)
    for cell in cells {
      let bytes = Array(cell.utf8)
      guard bytes.withUnsafeBufferPointer({ reader.read($0, line: 1) }) != nil else {
        // With the month first, the day may be out of range.
        var other = InstantReader(dayFirst: false)
        guard bytes.withUnsafeBufferPointer({ other.read($0, line: 1) }) != nil else {
          return (false, false)
        }
        continue
      }
    }
    let found = reader.evidence
    let hasClock = found.zoned != nil || found.local != nil
    return (!cells.isEmpty && found.order == nil, hasClock)
  }

  /// Whether some word of the name is in a vocabulary.
  func names(_ vocabulary: Vocabulary) -> Bool { tokens.names(vocabulary) }
}
