import Tables
import Testing

@Suite("Text becomes rows") struct ShapeTests {
  @Test("every delimiter is found", arguments: [",", ";", "\t", "|"] as [Character])
  func delimiters(delimiter: Character) throws {
    let text = "day,geo,spend\n2024-01-01,a,1\n2024-01-02,b,2\n"
      .replacing(",", with: String(delimiter))
    let table = try table(text)
    #expect(table.columnNames == ["day", "geo", "spend"])
    #expect(try table.numbers("spend") == [1, 2])
  }

  @Test("decimal commas do not pass for delimiters") func decimalCommas() throws {
    let table = try table("Datum;Umsatz\n01.02.2024;1,5\n02.02.2024;2,5\n")
    #expect(try table.numbers("Umsatz") == [1.5, 2.5])
  }

  @Test("the line sep= states the delimiter") func separatorLine() throws {
    let table = try table("sep=|\r\na,x|b\r\n1,5|2\r\n")
    #expect(table.columnNames == ["a,x", "b"])
    #expect(table.line(ofRow: 0) == 3)
  }

  @Test("a stated delimiter is used") func statedDelimiter() throws {
    #expect(try table("a,b;c\n1,2;3\n", delimiter: ";").columnNames == ["a,b", "c"])
  }

  @Test("quotes protect delimiters, line ends and doubled quotes") func quoting() throws {
    let table = try table("a,b\n\"x, \"\"y\"\"\nz\",1\n\"\",2\n")
    #expect(try table.texts("a") == ["x, \"y\"\nz", nil])
    #expect(table.line(ofRow: 0) == 2)
    #expect(table.line(ofRow: 1) == 4)
  }

  @Test("a quote inside an unquoted field is an ordinary character") func innerQuote() throws {
    #expect(try table("a,b\n5\" pipe,1\n").texts("a") == ["5\" pipe"])
  }

  @Test("line ends of every kind are read", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(end: String) throws {
    for last in ["", end] {
      let table = try table(["a,b", "1,2", "3,4"].joined(separator: end) + last)
      #expect(try table.numbers("b") == [2, 4])
      #expect(table.line(ofRow: 1) == 3)
    }
  }

  @Test("a report's title and date range are skipped and kept") func preamble() throws {
    let table = try table(
      "Campaign report\n\"January 1, 2025 - January 23, 2025\"\n\nDay,Campaign,Cost\n"
        + "2025-01-01,a,1\n2025-01-02,a,2\n")
    #expect(table.columnNames == ["Day", "Campaign", "Cost"])
    #expect(table.skipped.map(\.line) == [1, 2])
    #expect(table.skipped[0].text == "Campaign report")
    #expect(table.skipped[0].reason == .preamble)
    #expect(table.line(ofRow: 0) == 5)
  }

  @Test("a preamble padded with delimiters is skipped") func paddedPreamble() throws {
    let table = try table(
      "Report Start:,1/1/2025,,\nTitle,,,\nDay,Cost,Clicks,Geo\n1,2,3,x\n2,3,4,y\n")
    #expect(table.columnNames == ["Day", "Cost", "Clicks", "Geo"])
  }

  @Test("a title of the table's width is skipped") func wideTitle() throws {
    let table = try table("Report,2025\nday,cost\n2024-01-01,5\n2024-01-02,6\n")
    #expect(table.columnNames == ["day", "cost"])
    #expect(try years().columnNames == ["geo", "2021"])
  }

  private func years() throws(TableError) -> Table { try table("geo,2021\nberlin,\nhamburg,5\n") }

  @Test("total rows are left out, wherever they stand, and kept") func totals() throws {
    let table = try table(
      "Day,Campaign,Cost\n2025-01-01,a,1\nTotal: Search,,1\n2025-01-02,Total care,2\n"
        + "Gesamt,,3\nTotal,,3\n")
    #expect(try table.numbers("Cost") == [1, 2])
    #expect(table.skipped.map(\.reason) == [.total, .total, .total])
    #expect(table.skipped.map(\.line) == [3, 5, 6])
  }

  @Test("closing remarks are left out") func footer() throws {
    let table = try table("Day,Cost\n1,2\n2,3\n\n© 2025 A Company, all rights reserved\n")
    #expect(table.rowCount == 2)
    #expect(table.skipped.map(\.reason) == [.footer])
  }

  @Test("an announced number of rows is compared") func announcedRows() throws {
    #expect(try table("Rows: 2\nDay,Cost\n1,2\n2,3\n").rowCount == 2)
    let error = refusal { () throws(TableError) in
      _ = try table("\"Rows: 1,204\"\nDay,Cost\n1,2\n2,3\n")
    }
    #expect(error?.code == .rowCountMismatch)
  }

  @Test("a remark between data rows is a broken row") func remarkInside() {
    let error = refusal { () throws(TableError) in
      _ = try table("Day,Cost\n1,2\nNote: none\n2,3\n")
    }
    #expect(error?.code == .wrongFieldCount)
    #expect(error?.line == 3)
  }

  @Test(
    "a wrong number of fields is refused with its line",
    arguments: [
      ("a,b,c\n1,2,3\n1,2\n1,2,3\n", 3), ("a,b\n1,2\n1,2,3\n", 3), ("a,b\n1,2,3\n4,5,6\n", 2),
      ("a,b,c\n1,2\n3,4\n", 2), ("day,geo,x\n2024-01-01,berlin,1\n2024-01-0", 3),
      ("a,b\nx,y,z\nu,v,w\n", 2),
    ])
  func wrongFieldCount(text: String, line: Int) {
    let error = refusal { () throws(TableError) in _ = try table(text) }
    #expect(error?.code == .wrongFieldCount)
    #expect(error?.line == line)
  }

  @Test("an unterminated quote is refused where it opens") func unterminatedQuote() {
    let error = refusal { () throws(TableError) in
      _ = try table("a,b\n1,2\n3,\"x\ny\n5,6\n")
    }
    #expect(error?.code == .unterminatedQuote)
    #expect(error?.line == 3)
  }

  @Test("text behind a closing quote is refused") func strayQuote() {
    let error = refusal { () throws(TableError) in _ = try table("a,b\n\"x\"y,2\n") }
    #expect(error?.code == .strayQuote)
    #expect(error?.line == 2)
  }

  @Test("an empty file is refused", arguments: ["", "\n\n", "  \r\n", "\u{FEFF}"])
  func empty(text: String) {
    #expect(refusal { () throws(TableError) in _ = try table(text) }?.code == .emptyFile)
  }

  @Test("a header alone is refused", arguments: ["a,b\n", "a,b", "a,b\n\n", "a,b\nTotal,5\n"])
  func headerOnly(text: String) {
    #expect(refusal { () throws(TableError) in _ = try table(text) }?.code == .headerOnly)
  }

  @Test("data without a header are refused") func noHeader() {
    let error = refusal { () throws(TableError) in _ = try table("2024-01-01,5\n2024-01-02,6\n") }
    #expect(error?.code == .noHeader)
  }

  @Test("years may be column names") func numericNames() throws {
    #expect(try table("geo,2021,2022\nx,1,2\ny,3,4\n").numbers("2022") == [2, 4])
  }

  @Test("one column is a table") func oneColumn() throws {
    #expect(try table("y\n1\n2\n3\n").numbers("y") == [1, 2, 3])
  }

  @Test("blank lines and empty rows are passed over") func blankLines() throws {
    #expect(try table("a,b\n\n1,2\n,\n3,4\n\n").numbers("a") == [1, 3])
  }

  @Test("more columns than the limit are refused") func tooManyColumns() {
    let text = String(repeating: "a,", count: Limits.columns) + "a\n1\n"
    #expect(refusal { () throws(TableError) in _ = try table(text) }?.code == .tooManyColumns)
  }

  @Test("a record past the limit is refused") func lineTooLong() {
    let text = "a,b\n1,\"" + String(repeating: "x\n", count: Limits.recordBytes / 2 + 2_000_000)
    let error = refusal { () throws(TableError) in _ = try table(text) }
    #expect(error?.code == .lineTooLong)
    #expect(error?.line == 2)
  }

  @Test("rows stream one at a time") func streaming() throws {
    let scanner = try TableScanner(bytes: Array("a;b\n1;\"x\"\"y\"\n2; z \n".utf8), source: "t")
    #expect(scanner.columnNames == ["a", "b"])
    #expect(scanner.delimiter == ";")
    var seen: [String] = []
    try scanner.forEachRow { (row) throws(TableError) in
      seen.append("\(row.line) \(String(decoding: row[1], as: UTF8.self))")
    }
    #expect(seen == ["2 x\"y", "3 z"])
  }
}
