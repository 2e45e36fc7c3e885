import Tables
import Testing

@Suite("Columns are found by name") struct ColumnTests {
  @Test("a missing column names the nearest and lists all") func missing() throws {
    let table = try table("tv_spend,radio_spend,Revenue\n1,2,3\n")
    let error = refusal { () throws(TableError) in _ = try table.numbers("tv_spent") }
    #expect(error?.code == .missingColumn)
    #expect(error?.description.contains("did you mean 'tv_spend'") == true)
    #expect(error?.description.contains("'radio_spend'") == true)
    let cased = refusal { () throws(TableError) in _ = try table.texts("revenue") }
    #expect(cased?.description.contains("'Revenue'") == true)
    #expect(!table.has("revenue") && table.has("Revenue"))
  }

  @Test("a name that two columns share is refused only when used") func duplicate() throws {
    let table = try table("a,b,a\n1,2,3\n")
    #expect(try table.numbers("b") == [2])
    let error = refusal { () throws(TableError) in _ = try table.numbers("a") }
    #expect(error?.code == .duplicateColumn)
  }

  @Test("unnamed columns are allowed and cannot be asked for") func unnamed() throws {
    let table = try table(",geo,x\n0,a,1\n1,b,2\n")
    #expect(try table.numbers("x") == [1, 2])
    #expect(!table.has(""))
    #expect(refusal { () throws(TableError) in _ = try table.texts("") }?.code == .missingColumn)
  }

  @Test("white space at the ends of names and cells does not count") func trimmed() throws {
    let table = try table(" geo ,\" x \"\n a\u{A0},  1 \n")
    #expect(try table.texts("geo") == ["a"])
    #expect(try table.numbers("x") == [1])
  }

  @Test(
    "null tokens are no values",
    arguments: [
      "", "--", " --", "null", "NULL", "n/a", "N/A", "NA", "\"na\"",
    ])
  func nulls(token: String) throws {
    let table = try table("a,b\n\(token),1\n5,2\n")
    #expect(try table.numbers("a") == [nil, 5])
    #expect(try table.texts("a") == [nil, "5"])
  }

  @Test("a table made in memory gives its columns back") func memory() throws {
    let table = Table(
      source: "made",
      columns: [("t", .texts(["2024-01-01", "2024-01-02"])), ("x", .numbers([1.5, nil]))])
    #expect(table.rowCount == 2)
    #expect(try table.numbers("x") == [1.5, nil])
    #expect(try table.texts("x") == ["1.5", nil])
    #expect(try table.times("t").map(\.label) == ["2024-01-01", "2024-01-02"])
    #expect(table.line(ofRow: 1) == 3)
    #expect(refusal { () throws(TableError) in _ = try table.numbers("t") }?.code == .notANumber)
  }

  @Test("messages show hostile cells on one line") func hostileMessage() throws {
    let table = try table("a,b\n\"1\u{1B}[31m\nx\u{202E}\",1\n")
    let error = refusal { () throws(TableError) in _ = try table.numbers("a") }
    let text = error?.description ?? ""
    #expect(!text.contains("\u{1B}") && !text.contains("\n") && !text.contains("\u{202E}"))
    #expect(text.hasPrefix("t.csv, line 2, column 'a', value '1 [31m x '"))
  }
}
