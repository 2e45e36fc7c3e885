import Attribution
import Findings
import Testing

@Suite("Report of attribution") struct ReportTests {
  @Test("everything the report refers to exists") func references() async throws {
    try Texts.checkReferences(try await SampleResult.result(refusing: true))
  }

  @Test("names that look like markup, commands or paths pass through unharmed")
  func hostileNames() async throws {
    let names = [
      "search": "<script>alert(1)</script>", "social": "a > b, \"c\"\n=cmd()",
      "radio": "\u{1B}[31mred\u{202E}",
    ]
    let result = try await SampleResult.result { names[$0] ?? $0 }
    try Texts.checkReferences(result)
    let channels = Set(
      result.findings(language: .en).filter { $0.id == "attribution.credit" }
        .compactMap { $0.subject["channel"] })
    #expect(channels == Set(names.values))
    let paths = Texts.all(of: result, .en).filter { $0.contains("“a > b") }
    #expect(!paths.isEmpty)
  }

  @Test("paths of few journeys are shown together only") func privatePaths() {
    var log = UserLog()
    log.add(.init(path: ["a"], conversions: 1, value: 10), users: 9)
    log.add(.init(path: ["b"], conversions: 1, value: 10), users: 6)
    log.add(.init(path: ["a", "b"], conversions: 1, value: 70), users: 4)
    log.add(.init(path: ["b", "a"], conversions: 9, value: 99))
    log.add(.init(path: ["c"]), users: 50)
    let summary = PathSummary(log.data())
    #expect(summary.top.map(\.touches) == [[0], [1]])
    #expect(summary.others?.converting == 5)
    #expect(summary.others?.conversions == 13)
    #expect(summary.others?.value == 379)
  }

  @Test("what is left by subtraction is never one person's") func noComplement() {
    var log = UserLog()
    log.add(.init(path: ["a"], conversions: 1, value: 10), users: 9)
    log.add(.init(path: ["b"], conversions: 1, value: 10), users: 6)
    log.add(.init(path: ["a", "b"], conversions: 1, value: 70), users: 2)
    let summary = PathSummary(log.data())
    #expect(summary.top.map(\.touches) == [[0]])
    #expect(summary.others?.converting == 8)
  }

  @Test("assisted and last-touch conversions add up to those that hold the channel")
  func assisted() {
    var log = UserLog()
    log.add(.init(path: ["a", "b", "a"], conversions: 2), users: 3)
    log.add(.init(path: ["a", "b"], conversions: 1), users: 4)
    log.add(.init(path: ["b"]), users: 4)
    let summary = PathSummary(log.data())
    #expect(summary.touched == [10, 10])
    #expect(summary.last == [6, 4])
    #expect(summary.assisted == [4, 6])
  }

  @Test("steps between channels conserve journeys") func transitions() {
    var log = UserLog()
    log.add(.init(path: ["a", "b", "a"], conversions: 2), users: 3)
    log.add(.init(path: ["b"]), users: 4)
    let data = log.data()
    let transitions = Transitions(data.paths, data.counts)
    // a is touched twelve times, b ten times; in columns a, b, conversion, end.
    #expect(transitions.channels == [0, 1])
    #expect(transitions.counts == [[6, 4, 0, 0], [0, 6, 6, 0], [6, 0, 0, 4]])
    #expect(transitions.shares[1] == [0, 0.5, 0.5, 0])
  }

  @Test("many channels are cut in figures and whole in tables") func manyChannels() async throws {
    var log = UserLog()
    for channel in 0..<60 {
      log.add(.init(path: ["c\(100 + channel)"], conversions: 1), users: 5 + channel)
    }
    let data = log.data()
    let result = try await AttributionResult.run(
      data: data, models: [(.linear, EvenSplit(paths: data.paths))], options: AttributionOptions())
    let figure = try #require(result.figures(language: .en).first { $0.id == "attribution.credit" })
    #expect(figure.columns[0].texts.count == 25)
    #expect(figure.columns[0].texts.first == "c159")
    #expect(figure.caption.en.contains("Only the largest"))
    let heat = try #require(
      result.figures(language: .de).first { $0.id == "attribution.transitions" })
    #expect(heat.columns[1].texts.contains("(andere)"))
    let grids = result.sections().flatMap(\.blocks).compactMap { block -> Grid? in
      if case .table(let grid) = block { grid } else { nil }
    }
    #expect(grids.first { $0.id == "attribution.credit.linear" }?.rows.count == 60)
    try Texts.checkReferences(result)
  }

  @Test("models that differ by more than their intervals are flagged") func disagreement()
    async throws
  {
    var log = UserLog()
    log.add(.init(path: ["a", "a", "a", "a", "b"], conversions: 1), users: 400)
    log.add(.init(path: ["b"], conversions: 1), users: 100)
    let data = log.data()
    let result = try await AttributionResult.run(
      data: data,
      models: [
        (.linear, EvenSplit(paths: data.paths)), (.markov1, PresenceSplit(paths: data.paths)),
      ], options: AttributionOptions())
    let finding = try #require(
      result.findings(language: .en).first {
        $0.id == "attribution.disagreement" && $0.subject["channel"] == "a"
      })
    // 0.64 against 4/9
    #expect(abs((finding.value ?? 0) - (0.64 - 4.0 / 9)) < 1e-12)
    #expect(finding.text.contains("their intervals do not overlap"))
    #expect(finding.text.contains("44.4% (markov-1) and 64.0% (linear)"))
    let notes = Texts.all(of: result, .en).filter { $0.contains("the models differ") }
    #expect(notes.count == 2)
  }

  @Test("answers come first, and a comparison is headed by where models differ most")
  func order() async throws {
    let result = try await SampleResult.result()
    #expect(result.sections().first?.id == "attribution-credit")
    #expect(result.sections().last?.id == "attribution-data")
    let group = try #require(result.comparisonHeadline.last)
    let ranges = group.entries.compactMap { entry in
      result.findings(language: .en).first { $0.key == entry.finding }?.value
    }
    #expect(ranges.count == group.entries.count && ranges == ranges.sorted(by: >))
  }

  @Test("lengths and lags have few bins, which hold all journeys") func bins() async throws {
    var data = SampleResult.data()
    data.intake.lengths = [Int](repeating: 3, count: 20)
    data.intake.lagDays = [Int](repeating: 2, count: 31)
    let result = try await AttributionResult.run(
      data: data, models: [], options: AttributionOptions())
    func bars(_ id: String) throws -> [String: Double] {
      let figure = try #require(result.figures(language: .en).first { $0.id == id })
      let numbers = figure.columns[1].numbers.compactMap(\.self)
      return Dictionary(uniqueKeysWithValues: zip(figure.columns[0].texts, numbers))
    }
    let lengths = try bars("attribution.lengths")
    #expect(lengths.count == 12 && lengths["1"] == 3 && lengths["12+"] == 27)
    let lags = try bars("attribution.lag")
    #expect(lags.count == 11 && lags["6"] == 2 && lags["7–13"] == 14 && lags["21–29"] == 18)
    #expect(lags["30+"] == 2)
  }

  @Test("the worth in a sum game, which is the credit, is not shown twice") func sumGame()
    async throws
  {
    let data = SampleResult.data()
    let game = try SumGame(paths: data.paths, options: AttributionOptions()).credit(data.counts)
    let result = try await AttributionResult.run(
      data: data, models: [(.shapley, SumGame(paths: data.paths, options: AttributionOptions()))],
      options: AttributionOptions())
    #expect(game.worth != nil)
    let grids = result.sections().flatMap(\.blocks).compactMap { block -> Grid? in
      if case .table(let grid) = block { grid } else { nil }
    }
    let grid = try #require(grids.first { $0.id == "attribution.credit.shapley" })
    #expect(!grid.columns.contains { $0.en.contains("Worth") })
    #expect(result.findings(language: .en).contains { $0.id == "attribution.worth" })
  }
}
