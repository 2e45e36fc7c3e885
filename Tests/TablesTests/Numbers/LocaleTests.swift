import Tables
import Testing

@Suite("The whole file decides the decimal mark") struct LocaleTests {
  @Test(
    "one clear number decides for every column",
    arguments: [
      ("1,5", TableLocale.de, 1037), ("1.234,5", .de, 1037), ("1.234.567", .de, 1037),
      ("0,123", .de, 1037), ("12,3456", .de, 1037), ("1234,567", .de, 1037), ("2,5%", .de, 1037),
      ("1.5", .en, 1.037), ("0.123", .en, 1.037), ("12.3456", .en, 1.037), ("334723.0", .en, 1.037),
      ("1,234,567", .en, 1.037), ("$172.45", .en, 1.037), ("1,234.567", .en, 1.037),
    ])
  func decides(cell: String, locale: TableLocale, value: Double) throws {
    let table = try table("a;b\n1.037;x\n5;y\n", delimiter: ";")
    #expect(table.locale == nil)
    let decided = try TableReader.read(
      bytes: Array("a;b\n1.037;\(cell)\n5;7\n".utf8), source: "t",
      options: ReadOptions(delimiter: ";"))
    #expect(decided.locale == locale)
    #expect(try decided.numbers("a") == [value, 5])
  }

  @Test("an ambiguous file is refused with both readings and the remedy") func ambiguous() throws {
    let table = try table("a;b\n1.037;250\n2.500;1000\n")
    #expect(try table.numbers("b") == [250, 1000])
    let error = refusal { () throws(TableError) in _ = try table.numbers("a") }
    #expect(error?.code == .ambiguousLocale)
    #expect(error?.line == 2 && error?.value == "1.037")
    #expect(error?.problem.contains("1.037 in English") == true)
    #expect(error?.problem.contains("1037 in German") == true)
    #expect(error?.remedy?.contains("--locale en") == true)
  }

  @Test("the stated locale settles an ambiguous file") func stated() throws {
    #expect(try table("a;b\n1.037;1\n", locale: .en).numbers("a") == [1.037])
    #expect(try table("a;b\n1.037;1\n", locale: .de).numbers("a") == [1037])
  }

  @Test("the stated locale refuses numbers of the other kind") func statedOther() throws {
    let table = try table("a;b\n1,25;1\n", locale: .en)
    let error = refusal { () throws(TableError) in _ = try table.numbers("a") }
    #expect(error?.code == .notANumber)
    #expect(error?.remedy?.contains("--locale de") == true)
  }

  @Test("contradictory cells are refused, both shown") func contradictory() throws {
    let table = try table("a;b;c\n1,5;1.5;7\n")
    let error = refusal { () throws(TableError) in _ = try table.numbers("a") }
    #expect(error?.code == .contradictoryLocale)
    #expect(error?.problem.contains("'1.5' (line 2, column 'b')") == true)
    #expect(error?.problem.contains("'1,5' (line 2, column 'a')") == true)
    #expect(try table.numbers("c") == [7])
  }

  @Test("dates, versions and texts give no evidence") func noEvidence() throws {
    let table = try table(
      "date;version;name;x\n2.10.2024;1.2;a 1.5;1,5\n3.10.2024;1.2.3;0.5;2.500\n")
    #expect(table.locale == .de)
    #expect(try table.numbers("x") == [1.5, 2500])
  }

  @Test("quoted decimal commas work with comma as delimiter") func quotedCommas() throws {
    let table = try table("date,x,y\n2024-01-01,\"1,5\",\"1.200\"\n2024-01-02,\"2,25\",3\n")
    #expect(try table.numbers("x") == [1.5, 2.25])
    #expect(try table.numbers("y") == [1200, 3])
  }

  @Test("total rows give no evidence") func totals() throws {
    let table = try table("a;b\nx;1.037\nTotal;1,5\n")
    #expect(table.locale == nil)
  }

  @Test("a Google Ads export reads as its user means it") func googleAds() throws {
    let table = try table(
      "Campaign report\n\"January 1, 2025 - January 2, 2025\"\n"
        + "Day,Campaign,Currency code,Cost,Impr.,CTR\n"
        + "2025-01-01,Brand,EUR,172.45,\"1,204\",2.00%\n2025-01-02,Brand,EUR, --,0,--\n"
        + "Total: Account, --,EUR,172.45,\"1,204\",2.00%\n")
    #expect(try table.numbers("Impr.") == [1204, 0])
    #expect(try table.numbers("Cost") == [172.45, nil])
    #expect(try table.numbers("CTR") == [0.02, nil])
    #expect(table.currency == "EUR")
    #expect(table.skipped.map(\.reason) == [.preamble, .preamble, .total])
  }
}

@Suite("Currencies are found and kept apart") struct CurrencyTests {
  @Test(
    "headers name the currency",
    arguments: [
      ("Amount spent (EUR)", "EUR"), ("Cost (€)", "EUR"), ("Umsatz in EUR", "EUR"),
      ("spend [USD]", "USD"), ("\"CPM (cost per 1,000 impressions) (EGP)\"", "EGP"),
      ("Cost £", "GBP"),
      ("Cost ($)", "$"), ("Umsatz (in EUR)", "EUR"),
    ])
  func headers(header: String, currency: String) throws {
    #expect(try table("\(header),b\n1,2\n").currency == currency)
  }

  @Test(
    "time zones and abbreviations are no currencies",
    arguments: [
      "Start Date (in UTC)", "Reach (ALL)", "Time in CET", "EUR", "spend_eur",
    ])
  func none(header: String) throws {
    #expect(try table("\(header),b\n1,2\n").currency == nil)
  }

  @Test("cells name the currency") func cells() throws {
    #expect(try table("a;b\n1,50 €;1\n").currency == "EUR")
    #expect(try table("a;b\nx$y;1\n").currency == nil)
  }

  @Test("a sign that currencies share agrees with each of them") func shared() throws {
    #expect(try table("Cost (CAD),b\n$1.50,2\n").currency == "CAD")
    #expect(try table("Cost,b\n$1.50,2\n").currency == "$")
  }

  @Test(
    "two currencies are refused",
    arguments: [
      "Spend (EUR),Revenue (USD)\n1,2\n", "a,b\n€5,1\n$6,2\n", "Currency,x\nEUR,1\nUSD,2\n",
      "Cost (EUR),b\n$5,1\n",
    ])
  func two(text: String) {
    let error = refusal { () throws(TableError) in _ = try table(text) }
    #expect(error?.code == .twoCurrencies)
    #expect(error?.problem.contains("EUR") == true)
  }
}
