import Testing
import Warehouse

@Suite struct SourceTests {
  @Test("options are percent-decoded, in order, and the dialect is not among them")
  func options() throws {
    let source = try WarehouseSource("adbc:lake?uri=sc%3A//h%C3%A4&a.b=1%262&dialect=spark&c=")
    #expect(source.driver == "lake")
    #expect(source.options.map(\.name) == ["uri", "a.b", "c"])
    #expect(source.options.map(\.value) == ["sc://hä", "1&2", ""])
    #expect(source.dialect == .spark)
  }

  @Test(
    "the driver's name tells the dialect",
    arguments: [
      ("sqlite", SQLDialect.sqlite), ("postgresql", .postgresql), ("my_postgres", .postgresql),
      ("DuckDB", .duckdb), ("spark", .spark), ("databricks", .spark),
    ])
  func dialects(_ driver: String, _ dialect: SQLDialect) throws {
    #expect(try WarehouseSource("adbc:\(driver)").dialect == dialect)
  }

  @Test(
    "bad sources are refused",
    arguments: [
      "", "sqlite", "file:x", "adbc:", "adbc:?uri=x", "adbc:../sqlite", "adbc:/usr/lib/sqlite",
      "adbc:sqlite.so", "adbc:sqlite?uri", "adbc:sqlite?=x", "adbc:sqlite?uri=%4",
      "adbc:sqlite?uri=%zz", "adbc:sqlite?uri=%FF", "adbc:sqlite?uri=a%00b",
      "adbc:sqlite?uri=a&uri=b", "adbc:snowflake?uri=x", "adbc:sqlite?dialect=mysql",
    ])
  func bad(_ text: String) {
    let error = warehouseError { _ = try WarehouseSource(text) }
    #expect(error?.code == .badSource)
  }

  @Test(
    "secrets are in no description",
    arguments: [
      "adbc:postgresql?uri=postgresql://ann:S3CRET@host/db",
      "adbc:postgresql?uri=postgresql://ann:a%2540S3CRET%252F@host/db?sslmode=require",
      "adbc:postgresql?uri=postgresql://ann:x/S3CRET@host/db",
      "adbc:postgresql?uri=host%3Dx password %3D 'a S3CRET' user%3Dann",
      "adbc:postgresql?uri=host%3Dx password%3DS3CRET",
      "adbc:postgresql?uri=postgresql://host/db?user%3Dann%26password%3DS3CRET",
      "adbc:spark?uri=sc://host:15002/;token=S3CRET;use_ssl=true",
      "adbc:spark?uri=sc://host:15002&token=S3CRET", "adbc:x?dialect=spark&Password=S3CRET",
      "adbc:x?dialect=spark&adbc.snowflake.sql.auth_token=S3CRET",
      "adbc:x?dialect=spark&adbc.spark.client_secret=S3CRET",
    ])
  func secrets(_ text: String) throws {
    let source = try WarehouseSource(text)
    #expect(!"\(source)".contains("S3CRET") && "\(source)".contains("***"), "\(source)")
  }

  @Test(
    "bad tables, columns and lookbacks are refused before anything is sent",
    arguments: [
      ("", "c", 1.0), ("a.b.c.d", "c", 1), ("a..b", "c", 1), ("\"a", "c", 1), ("a\u{1B}", "c", 1),
      ("t", "", 1), ("t", "c\n", 1), ("t", "c", -1), ("t", "c", .nan), ("t", "c", .infinity),
    ])
  func names(_ table: String, _ channel: String, _ lookback: Double) throws {
    let driver = try FakeDriver()
    var query = TouchQuery(
      table: table, columns: .init(user: "u", time: "t", channel: channel, conversion: "k"))
    query.lookbackDays = lookback
    let session = try driver.open()
    let error = warehouseError { try session.paths(of: query) { _ in } }
    #expect(error?.code == .badSource)
    #expect(error?.description.unicodeScalars.contains { $0.value < 32 } == false)
  }
}
