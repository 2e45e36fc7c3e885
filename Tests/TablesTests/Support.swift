import Tables
import Testing

/// Reads a table from text.
func table(
  _ text: String, locale: TableLocale? = nil, delimiter: Character? = nil,
  encoding: TextEncoding? = nil
) throws(TableError) -> Table {
  try TableReader.read(
    bytes: Array(text.utf8), source: "t.csv",
    options: ReadOptions(locale: locale, delimiter: delimiter, encoding: encoding))
}

/// The refusal that a piece of work ends in.
func refusal(
  _ body: () throws(TableError) -> Void, sourceLocation: SourceLocation = #_sourceLocation
) -> TableError? {
  do throws(TableError) {
    try body()
  } catch {
    return error
  }
  Issue.record("nothing was refused", sourceLocation: sourceLocation)
  return nil
}

/// A small generator for tests (Knuth's MMIX constants), seeded.
struct Generator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func bits() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    // The low bits of such a generator are poor.
    let high = state >> 33
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return high << 32 ^ state >> 33
  }

  mutating func below(_ limit: Int) -> Int { Int(bits() % UInt64(limit)) }
}
