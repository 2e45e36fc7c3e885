import Tables
import Testing

@Suite("Bytes become text") struct TextTests {
  @Test("a byte order mark is no part of the first name") func byteOrderMark() throws {
    #expect(try table("\u{FEFF}a,b\n1,2\n").columnNames == ["a", "b"])
  }

  @Test(
    "UTF-16 is read with and without its mark",
    arguments: [(false, false), (false, true), (true, false), (true, true)])
  func utf16(bigEndian: Bool, mark: Bool) throws {
    let text = (mark ? "\u{FEFF}" : "") + "Tag\tKosten €\r\nMünchen 😀\t5\r\n"
    var bytes: [UInt8] = []
    for unit in text.utf16 {
      let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
      bytes += bigEndian ? [high, low] : [low, high]
    }
    let table = try TableReader.read(bytes: bytes, source: "t.csv")
    #expect(table.columnNames == ["Tag", "Kosten €"])
    #expect(try table.texts("Tag") == ["München 😀"])
    #expect(try table.numbers("Kosten €") == [5])
  }

  @Test("half a UTF-16 character is refused") func utf16Torn() {
    let bytes: [UInt8] = [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x31, 0, 0xD8]
    #expect(
      refusal { () throws(TableError) in _ = try TableReader.read(bytes: bytes, source: "t.csv") }?
        .code == .badEncoding)
  }

  @Test("invalid UTF-8 is refused with line, byte and remedy") func invalidUTF8() throws {
    var bytes = Array("a,b\n1,2\n".utf8)
    bytes += [0x4D, 0xFC, 0x6C, 0x2C, 0x31, 0x0A]
    let error = refusal { () throws(TableError) in
      _ = try TableReader.read(bytes: bytes, source: "t.csv")
    }
    #expect(error?.code == .badEncoding)
    #expect(error?.line == 3)
    #expect(error?.problem.contains("byte 9") == true)
    #expect(error?.remedy?.contains("--encoding windows-1252") == true)
  }

  @Test("windows-1252 is read on request") func windows1252() throws {
    var bytes = Array("Stadt;Umsatz in ".utf8)
    bytes += [0x80, 0x0A, 0x4D, 0xFC, 0x6C, 0x3B, 0x31, 0x0A]
    let table = try TableReader.read(
      bytes: bytes, source: "t.csv", options: ReadOptions(encoding: .windows1252))
    #expect(table.columnNames == ["Stadt", "Umsatz in €"])
    #expect(table.currency == "EUR")
    #expect(try table.texts("Stadt") == ["Mül"])
  }

  @Test(
    "overlong forms and surrogates are no UTF-8",
    arguments: [
      [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80],
      [0xE2, 0x82],
    ] as [[UInt8]])
  func malformed(bytes: [UInt8]) {
    let text = Array("a\n".utf8) + bytes
    #expect(
      refusal { () throws(TableError) in _ = try TableReader.read(bytes: text, source: "t.csv") }?
        .code == .badEncoding)
  }

  @Test("a NUL is refused with its line") func nul() {
    let error = refusal { () throws(TableError) in _ = try table("a,b\n1,2\n1,\u{0}\n") }
    #expect(error?.code == .nulByte)
    #expect(error?.line == 3)
  }

  @Test("workbooks and archives are named for what they are") func foreign() {
    let error = refusal { () throws(TableError) in
      _ = try TableReader.read(bytes: [0x50, 0x4B, 3, 4, 0, 0], source: "t.xlsx")
    }
    #expect(error?.code == .unsupportedFormat)
    #expect(error?.problem.contains("Excel") == true)
  }

  @Test("characters may straddle chunks") func chunks() throws {
    // Three bytes a line and a three-byte character: 1 MiB is no multiple of the line's length.
    let line = "€€,1\n"
    let text = "a,b\n" + String(repeating: line, count: 400_000)
    let read = try table(text)
    #expect(read.rowCount == 400_000)
    #expect(try read.texts("a").allSatisfy { $0 == "€€" })
    #expect(read.line(ofRow: 399_999) == 400_001)
  }

  @Test("a missing file is a missing file") func missing() {
    let error = refusal { () throws(TableError) in
      _ = try TableReader.read(path: "/nowhere/at/all.csv")
    }
    #expect(error?.code == .missingFile)
    #expect(error?.isMissingInput == true)
  }

  @Test("a folder cannot be read") func folder() {
    let error = refusal { () throws(TableError) in _ = try TableReader.read(path: "/") }
    #expect(error?.code == .unreadableFile)
    #expect(error?.isMissingInput == true)
  }
}
