import Attribution
import Probability
import Tables
import Testing

@Suite("Touch logs in many forms") struct TouchLogFormTests {
  private let plain = TouchColumns(
    user: "user", time: "time", channel: "channel", conversion: "conv", value: "value")

  private func counted(
    _ text: String, locale: TableLocale? = nil, columns: TouchColumns? = nil
  ) async throws -> [String: [Int]] {
    Counted(
      try await LogFile(text: text).data(columns: columns ?? plain, locale: locale)
    ).paths
  }

  private func refusal(
    _ text: String, locale: TableLocale? = nil, columns: TouchColumns? = nil
  ) async throws -> TableError? {
    do {
      _ = try await counted(text, locale: locale, columns: columns)
    } catch let error as TableError {
      return error
    }
    return nil
  }

  private let header = "user,time,channel,conv,value\n"

  @Test("German numbers and dates between semicolons are read as such") func german() async throws {
    let text = """
      user;time;channel;conv;value
      u;01.02.2025 09:00;Suche;0;
      u;02.02.2025 09:00;Suche;1;1.234,56
      v;03.02.2025 10:00;Anzeige;1;7,5 €

      """
    let expected = ["Suche⟩Suche": [1, 1_234_560_000, 0, 0], "Anzeige": [1, 7_500_000, 0, 0]]
    #expect(try await counted(text) == expected)
    #expect(try await counted(text, locale: .de) == expected)
    #expect(try await refusal(text, locale: .en)?.code == .contradictoryLocale)
  }

  @Test("an amount of either reading is refused unless the locale is stated") func ambiguous()
    async throws
  {
    let text = header + "u,2025-01-01T00:00:00Z,a,1,1.037\n"
    let error = try await refusal(text)
    #expect(error?.code == .ambiguousLocale && error?.line == 2)
    #expect(try await counted(text, locale: .en) == ["a": [1, 1_037_000, 0, 0]])
    #expect(try await counted(text, locale: .de) == ["a": [1, 1_037_000_000, 0, 0]])
    // Another cell of the column tells.
    let told = text + "v,2025-01-01T00:00:00Z,b,1,\"2,5\"\n"
    #expect(
      try await counted(told) == ["a": [1, 1_037_000_000, 0, 0], "b": [1, 2_500_000, 0, 0]])
  }

  @Test("the order of day and month may show in the last row only") func lateOrder() async throws {
    var text = header
    for day in 1...12 {
      for month in 1...12 { text += "u\(day),\(day)/\(month)/2025 10:00,c\(month),0,\n" }
    }
    #expect(try await refusal(text)?.code == .ambiguousDate)
    // Read by month: the touches of user 1 come in the order 1/1, 1/2, 1/3, and so do channels.
    let months = try await counted(text + "u,1/13/2025 10:00,z,0,\n")
    let days = try await counted(text + "u,13/1/2025 10:00,z,0,\n")
    #expect(months == days && months.count == 2)
    // A pair of touches whose order depends on it.
    let pair = "u,02/03/2025 10:00,a,0,\nu,01/04/2025 10:00,b,0,\n"
    let byMonth = try await counted(header + pair + "v,1/13/2025 10:00,z,0,\n")
    let byDay = try await counted(header + pair + "v,13/1/2025 10:00,z,0,\n")
    #expect(byMonth == ["b⟩a": [0, 0, 1, 0], "z": [0, 0, 1, 0]])
    #expect(byDay == ["a⟩b": [0, 0, 1, 0], "z": [0, 0, 1, 0]])
    let both = pair + "v,13/1/2025 10:00,z,0,\nw,1/13/2025 10:00,z,0,\n"
    #expect(try await refusal(header + both)?.code == .ambiguousDate)
  }

  @Test(
    "a row that cannot be read is named",
    arguments: [
      ("u,soon,a,0,", TableError.Code.notATime), ("u,,a,0,", .notATime),
      ("u,2025-01-01T00:00:00Z,a,1,-5", .negativeValue),
      ("u,2025-01-01T00:00:00Z,a,1,NaN", .notANumber),
      ("u,2025-01-01T00:00:00Z,a,perhaps,1", .notYesOrNo),
      ("u,2025-01-01T00:00:00Z,a,1,99999999999999", .notANumber),
      ("u,2025-01-01T00:00:00Z,a,1", .wrongFieldCount),
      ("u,2025-01-01T00:00:00Z,\"a\"b,1,1", .strayQuote),
      ("u,2025-01-01T00:00:00Z,\"a,1,1", .unterminatedQuote),
    ])
  func named(row: String, code: TableError.Code) async throws {
    let good = (0..<3000).map { "u\($0),2025-01-01T00:00:00Z,a,0,\n" }.joined()
    let error = try await refusal(header + good + row + "\n" + (code == .strayQuote ? good : ""))
    #expect(error?.code == code && error?.line == 3002, "\(error?.description ?? "")")
  }

  @Test("times of different kinds are refused") func kinds() async throws {
    let zoned = "u,2025-01-01T00:00:00Z,a,0,\n"
    for (row, code) in [
      ("u,2025-01-01 00:00,a,0,\n", TableError.Code.mixedZones),
      ("u,2025-01-01,a,0,\n", .mixedZones), ("u,17,a,0,\n", .mixedTimes),
    ] {
      #expect(try await refusal(header + zoned + row)?.code == code)
      #expect(try await refusal(header + row + zoned)?.code == code)
    }
    let currencies = "u,2025-01-01,a,1,5 EUR\nv,2025-01-01,a,1,5 USD\n"
    #expect(try await refusal(header + currencies)?.code == .twoCurrencies)
    // Zones are allowed for.
    let shifted = "u,2025-01-01T01:30:00+02:00,b,0,\n"
    #expect(try await counted(header + zoned + shifted) == ["b⟩a": [0, 0, 1, 0]])
  }

  @Test("plain numbers put touches in order, but know of no days") func order() async throws {
    let file = try LogFile(text: header + "u,10,b,0,\nu,9,a,0,\nu,11,c,1,2\n")
    let data = try await file.data(columns: plain)
    #expect(Counted(data).paths == ["a⟩b⟩c": [1, 2_000_000, 0, 0]])
    #expect(!data.intake.hasTimes && data.intake.span == nil)
    for change: (inout AttributionOptions) -> Void in [
      { $0.lookbackDays = 1 }, { $0.collapse = .sessions },
    ] {
      var options = AttributionOptions()
      change(&options)
      await #expect(throws: AttributionError.self) {
        try await file.data(options, columns: plain)
      }
    }
  }

  @Test("files without rows, or without what is needed, are refused") func empty() async throws {
    #expect(try await refusal("")?.code == .emptyFile)
    #expect(try await refusal("user,time,chanel,conv,value\nu,1,a,0,\n")?.code == .missingColumn)
    for text in [header, header + "\n\n", header + ",1,a,0,\n", header + "NULL,1,a,0,\n"] {
      await #expect(throws: AttributionError.self) { try await counted(text) }
    }
  }

  @Test("marks, encodings, packed lines and remarks around the data are no matter")
  func encodings() async throws {
    let text = header + "u,5,ö,0,\r\nu,6,\"x\ny\",1,3\r\n\r\nTotal,,,,3\r\nRows: 2\r\n"
    let expected = ["ö⟩x\ny": [1, 3_000_000, 0, 0]]
    let utf16 = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let forms: [[UInt8]] = [
      Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), [0xFF, 0xFE] + utf16,
    ]
    for bytes in forms {
      let data = try await LogFile(bytes: bytes).data(columns: plain)
      #expect(Counted(data).paths == expected)
      #expect(data.intake.rows == 2 && data.intake.skippedLines == 2)
    }
  }

  @Test("conversions may be a text of a column, or every row with a value") func conversions()
    async throws
  {
    let text = "user,time,channel,event,value\nu,1,a,view,9\nu,2,,purchase,5\nu,3,b,Purchase,\n"
    var columns = plain
    columns.conversion = "event=purchase"
    let file = try LogFile(text: text)
    let data = try await file.data(columns: columns)
    #expect(Counted(data).paths == ["a": [1, 5_000_000, 0, 0]])
    #expect(data.intake.valueWithoutConversion == 1 && data.intake.afterConversion == 1)
    columns.conversion = nil
    let valued = try await file.data(columns: columns)
    #expect(Counted(valued).paths == ["a": [2, 14_000_000, 0, 0]])
  }

  @Test("channels may be hundreds and have any name; too many are refused") func channels()
    async throws
  {
    let names = (0..<500).map { "c\($0) > x, \"y\"\n\u{1}" }
    let rows = names.enumerated().flatMap { index, name in
      [
        LogRow(user: "u", time: index * 1_000_000, channel: name),
        LogRow(user: "v\(index)", time: 0, channel: name, converts: true, value: 100),
      ]
    }
    let data = try await LogFile(rows).data()
    #expect(data.paths.channels == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(data.paths.count == 501 && data.counts.totalConversions == 500)
    #expect(data.paths.touches.max() == 499)
    let many = (0..<70_000).map { "u,5,c\($0),0,\n" }.joined()
    await #expect(throws: AttributionError.self) { try await counted(header + many) }
  }

  @Test("logs of one touch each, without conversions, without others") func extremes() async throws
  {
    let nulls = try await counted(header + "u,1,a,0,\nv,1,a,0,\n")
    #expect(nulls == ["a": [0, 0, 2, 0]])
    let conversions = try await counted(header + "u,1,a,1,1\nv,1,b,1,2\n")
    #expect(conversions == ["a": [1, 1_000_000, 0, 0], "b": [1, 2_000_000, 0, 0]])
  }

  @Test("money that no integer holds together is refused") func overflow() async throws {
    let largest = "9000000000000"
    let rows = ["a", "b"].map { "u\($0),1,\($0),1,\(largest)\n" }.joined()
    await #expect(throws: AttributionError.self) { try await counted(header + rows) }
    await #expect(throws: AttributionError.self) {
      try await counted(header + "u,1,a,1,\(largest)\nu,2,a,1,\(largest)\n")
    }
  }

  @Test("anything may come in: journeys or a refusal come out") func fuzz() async throws {
    var random = RandomStream(seed: 9, stream: 3)
    let valid = Array(
      (header
        + "u,2025-01-01T00:00:00Z,a,0,\nu,2025-01-02T00:00:00Z,\"b, \"\"c\"\"\",1,12.50\n"
        + "\"v\n\",2025-01-03T00:00:00+01:00,ä,yes,\"1,234.00\"\n").utf8)
    var read = 0
    for _ in 0..<2000 {
      var bytes = valid
      for _ in 0...random.below(2) where !bytes.isEmpty {
        // Few headers survive a change; most are left alone.
        let start = random.chance(0.1) ? 0 : min(header.utf8.count, bytes.count - 1)
        let place = start + random.below(bytes.count - start)
        switch random.below(5) {
        case 0: bytes[place] = UInt8(random.below(256))
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(bytes[random.below(bytes.count)], at: place)
        case 3: bytes[place] = Array("0123456789-+:.,\"\n\r;eT ".utf8)[random.below(22)]
        default:
          let end = min(bytes.count, place + random.below(40))
          bytes.append(contentsOf: bytes[place..<end])
        }
      }
      let file = try LogFile(bytes: bytes)
      var options = AttributionOptions()
      options.models = [.timeDecay, .hazard]
      options.journeys = random.chance(0.5) ? .user : .conversion
      do {
        _ = try await file.data(options, columns: plain, threads: 1)
        read += 1
      } catch is TableError {
      } catch is AttributionError {
      }
    }
    #expect(read > 100)
  }
}
