import Tables
import Testing

@Suite("Anything may come in") struct FuzzTests {
  /// Reads everything a table can be asked for; only a `TableError` may stop it.
  private func exercise(_ bytes: [UInt8], _ options: ReadOptions = ReadOptions()) {
    guard let table = try? TableReader.read(bytes: bytes, source: "f", options: options) else {
      return
    }
    for name in table.columnNames {
      _ = try? table.texts(name)
      _ = try? table.numbers(name)
      _ = try? table.isPercent(name)
      if let points = try? table.times(name) {
        _ = try? TimeAxis(points, source: "f", column: name)
      }
    }
    _ = try? LongPanel.collapse(
      sources: [
        LongPanel.Source(
          MediaSource(time: "Day", channel: .fixed("x"), spend: "Cost"), table)
      ], kpi: LongPanel.KPI(table, time: "Day", columns: [("y", "Cost")]), every: .week)
  }

  private let valid = #"""
    Campaign report;;;
    "January 1, 2025 - January 23, 2025"
    Day;Campaign;Cost;CTR
    2025-01-06;"Brand ""x""";1.204,50 €;2,00%
    2025-01-07;"Two
    lines";(5,25);--
    13/01/2025;Ünder;1e3;NaN
    KW 12/2025;1'204;0,5;1.204
    Total: Account;;1.210,00 €;

    """#

  @Test("random bytes give a table or a refusal") func randomBytes() {
    var generator = Generator(seed: 11)
    for _ in 0..<4000 {
      let count = generator.below(200)
      exercise((0..<count).map { _ in UInt8(truncatingIfNeeded: generator.bits()) })
    }
  }

  @Test("random lines of telling characters give a table or a refusal") func randomText() {
    let alphabet = Array("0123456789.,;\t|\"'\n\r-+()%€$ eEWKabx:/".utf8) + [0xA0, 0xC2, 0xE2, 0]
    var generator = Generator(seed: 12)
    for _ in 0..<6000 {
      let count = generator.below(120)
      exercise((0..<count).map { _ in alphabet[generator.below(alphabet.count)] })
    }
  }

  @Test("mutated exports give a table or a refusal") func mutations() {
    var generator = Generator(seed: 13)
    for round in 0..<6000 {
      var bytes = Array(valid.utf8)
      for _ in 0...generator.below(4) {
        let place = generator.below(bytes.count)
        switch generator.below(4) {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: generator.bits())
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(bytes[generator.below(bytes.count)], at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + generator.below(30)))
        }
        if bytes.isEmpty { break }
      }
      let encodings: [TextEncoding?] = [nil, nil, .windows1252, .utf16LittleEndian]
      exercise(
        bytes,
        ReadOptions(
          locale: [nil, .en, .de][round % 3], delimiter: round % 5 == 0 ? ";" : nil,
          encoding: encodings[round % 4]))
    }
  }

  @Test("every cut of an export gives a table or a refusal") func truncation() {
    let bytes = Array(valid.utf8)
    for count in 0...bytes.count { exercise(Array(bytes[..<count])) }
  }

  @Test("tables survive every delimiter, line end and encoding") func roundTrip() throws {
    var generator = Generator(seed: 14)
    for round in 0..<400 {
      let delimiter = Array(",;\t|")[round % 4]
      let end = ["\n", "\r\n", "\r"][round % 3]
      let names = (0..<(2 + generator.below(5))).map { "name \($0)" }
      let rows = (0..<(1 + generator.below(12))).map { _ in
        names.indices.map { $0 == 0 ? "k\(generator.below(100))" : randomText(&generator) }
      }
      let text = ([names] + rows).map { row in
        row.map { quoted($0, always: generator.below(3) == 0) }
          .joined(separator: String(delimiter))
      }.joined(separator: end)
      let table = try TableReader.read(
        bytes: encoded(text, round % 5), source: "r",
        options: ReadOptions(delimiter: generator.below(2) == 0 ? delimiter : nil))
      #expect(table.columnNames == names)
      for (index, name) in names.enumerated() {
        #expect(try table.texts(name) == rows.map { $0[index].isEmpty ? nil : $0[index] })
      }
    }
  }

  private func randomText(_ generator: inout Generator) -> String {
    let alphabet = Array("abcÄß€😀 ,;|\t\"\n\r.-x")
    var text = ""
    for _ in 0..<generator.below(8) { text.append(alphabet[generator.below(alphabet.count)]) }
    // White space at the ends does not survive; null tokens read as nothing.
    let trimmed = text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
    return trimmed.isEmpty || String(trimmed) == "--" ? "" : String(trimmed)
  }

  private func quoted(_ text: String, always: Bool) -> String {
    let needsQuotes = text.utf8.contains { "\",;\t|\n\r".utf8.contains($0) }
    guard needsQuotes || always else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  private func encoded(_ text: String, _ kind: Int) -> [UInt8] {
    switch kind {
    case 0: return Array(text.utf8)
    case 1: return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case 2: return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    case 3: return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    default: return text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    }
  }
}
