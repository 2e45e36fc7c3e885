import Findings
import Reports
import Testing

@Suite("Tables for spreadsheets and terminals")
struct GridTests {
  private static let roi = FindingKey(id: "mmm.roi", subject: ["channel": "tv"])
  private static let gone = FindingKey(id: "mmm.roi", subject: ["channel": "radio"])

  private static let index: FindingIndex = {
    let finding = Finding(
      id: "mmm.roi", subject: ["channel": "tv"], value: 2.3125, median: 2.25,
      interval: Interval(lower: 1.84, upper: 2.83, level: 0.9, kind: .credible),
      unit: Unit("EUR/EUR"), grade: .model, text: "")
    var other = finding
    other.subject = ["channel": "radio"]
    return FindingIndex(
      FindingsDocument(
        run: "r",
        findings: [
          finding,
          other.withheld(reason: "R-hat 1.08", remedy: "more draws", text: "Radio is withheld."),
        ]))
  }()

  private static func grid(_ name: String = "TV") -> Grid {
    Grid(
      id: "t", title: Phrase(en: "Return", de: "Ertrag"),
      columns: [
        Phrase(en: "Channel", de: "Kanal"), Phrase(en: "Spend", de: "Ausgaben"),
        Phrase(en: "Return", de: "Ertrag"), Phrase(en: "Interval", de: "Intervall"),
      ],
      rows: [
        [.text(Phrase(name)), .number(-1234.5, .money("EUR")), .value(roi), .interval(roi)],
        [.text(Phrase("Radio")), .number(900, .money("EUR")), .value(gone), .interval(gone)],
      ])
  }

  @Test("English tables use comma and point, full precision") func english() throws {
    let csv = try GridCSV(.en, Self.index).text(Self.grid())
    #expect(
      csv == """
        Channel,Spend (EUR),Return (EUR/EUR),"Return, 90% lower (EUR/EUR)","Return, 90% upper (EUR/EUR)"\r
        TV,-1234.5,2.3125,1.84,2.83\r
        Radio,900,withheld,withheld,withheld\r

        """)
  }

  @Test("German tables use semicolon, decimal comma and a byte order mark") func german() throws {
    let csv = try GridCSV(.de, Self.index).text(Self.grid())
    #expect(
      csv == """
        \u{FEFF}Kanal;Ausgaben (EUR);Ertrag (EUR/EUR);"Ertrag, 90\u{A0}% unten (EUR/EUR)";"Ertrag, 90\u{A0}% oben (EUR/EUR)"\r
        TV;-1234,5;2,3125;1,84;2,83\r
        Radio;900;zurückgehalten;zurückgehalten;zurückgehalten\r

        """)
  }

  @Test(
    "texts that a spreadsheet would compute are disarmed, numbers stay numbers",
    arguments: ["=1+1", "+49", "-x", "@SUM(A1)", "=HYPERLINK(\"x\")", "\t=1", "\u{1B}[0m=1"])
  func formulas(_ name: String) throws {
    for language in Language.allCases {
      let csv = try GridCSV(language, Self.index).text(Self.grid(name))
      let line = try #require(csv.split(separator: "\r\n").dropFirst().first)
      let first = line.first == "\"" ? line.dropFirst().first : line.first
      #expect(first == "'" || first == " ")
      #expect(line.contains(language == .de ? ";-1234,5;" : ",-1234.5,"))
    }
  }

  @Test("separators and quotes are quoted") func quoting() throws {
    #expect(try GridCSV(.en, Self.index).text(Self.grid("a,b")).contains("\r\n\"a,b\","))
    #expect(try GridCSV(.en, Self.index).text(Self.grid("a\"b")).contains("\r\n\"a\"\"b\","))
  }

  @Test("terminal tables align, state units, and give reason and remedy") func terminal() throws {
    let text = try GridText(.en, Self.index).text(Self.grid("\u{1B}[31mTV\u{07}"))
    #expect(
      text == """
        Return

        Channel    Spend  Return (€ per €)  Interval, 90%
        ───────  ───────  ────────────────  ─────────────
        TV       −€1,234              2.31   [1.84, 2.83]
        Radio       €900          withheld       withheld

        withheld: R-hat 1.08 → more draws

        """)
  }

  @Test("wide characters take two columns") func wide() throws {
    let lines = try GridText(.en, Self.index).text(Self.grid("日本")).split(separator: "\n")
    #expect(lines[3].hasPrefix("日本     "))
  }

  @Test("narrow terminals cut words, never numbers") func narrow() throws {
    let grid = Self.grid("A channel with a very long name indeed")
    let lines = try GridText(.en, Self.index).text(grid, width: 70).split(separator: "\n")
    #expect(lines.dropFirst().allSatisfy { $0.count <= 70 })
    #expect(lines[3].contains("…") && lines[3].contains("[1.84, 2.83]"))
  }

  @Test("a row with a missing cell is refused with its place") func ragged() throws {
    var grid = Self.grid()
    grid.rows[1].removeLast()
    let expected = ReportError.raggedTable(id: "t", row: 2, cells: 3, columns: 4)
    #expect(throws: expected) { try GridCSV(.en, Self.index).text(grid) }
    #expect(throws: expected) { try GridText(.en, Self.index).text(grid) }
  }
}
