import Attribution
import Probability
import Tables
import Testing

@Suite("Journeys made of touches") struct JourneyTests {
  private static let day = 86_400_000_000
  private static let start = 20_000 * day

  /// A small log in which everything that matters happens often.
  private func rows(_ random: inout RandomStream, isDaily: Bool) -> [LogRow] {
    let names = ["search", "Social > paid", "direct", "a,\"b\"\nc", "überall", "z"]
    var rows: [LogRow] = []
    for _ in 0..<(1 + random.below(24)) {
      if !rows.isEmpty, random.chance(0.15) {
        rows.append(rows[random.below(rows.count)])
        continue
      }
      var row = LogRow(
        user: ["u1", "u\"2", "u,3", "\"\"", "5"][random.below(5)],
        time: Self.start + random.below(isDaily ? 6 : 300) * (isDaily ? Self.day : Self.day / 96))
      // Steps of a quarter of an hour, so that ties, whole days and sessions' ends come up.
      if random.chance(0.2) { row.time = Self.start + Self.day * random.below(4) }
      if random.chance(0.04) { row.user = "" }
      if random.chance(0.9) { row.channel = names[random.below(names.count)] }
      row.converts = random.chance(0.25)
      if random.chance(row.converts ? 0.7 : 0.05) { row.value = [500, 525, 1][random.below(3)] }
      if random.chance(0.04) { row.consent = "denied" }
      rows.append(row)
    }
    return rows
  }

  private func options(_ round: Int) -> AttributionOptions {
    var options = AttributionOptions()
    options.journeys = round % 2 == 0 ? .user : .conversion
    options.lookbackDays = [nil, 1, 0.5][round / 2 % 3]
    options.collapse = [.none, .repeats, .sessions][round / 6 % 3]
    options.sessionGapMinutes = 45
    options.direct = round / 18 % 2 == 0 ? .keep : .drop
    options.duplicates = round / 36 % 2 == 0 ? .drop : .keep
    options.models = [[.linear], [.timeDecay, .hazard]][round / 72 % 2]
    options.halfLifeDays = 0.7
    return options
  }

  @Test("are what the documentation says, for every choice of rules")
  func agreement() async throws {
    var random = RandomStream(seed: 4, stream: 1)
    let windows = [
      Self.start...Self.start + Self.day - 1, Self.start + Self.day...Self.start + 3 * Self.day,
    ]
    let map = ["z": "überall", "a,\"b\"\nc": "search"]
    let rules = try ChannelRules(
      TableReader.read(
        bytes: Array("pattern,channel\nz,überall\n\"/^a,/\",search\n/(.*)/,other\n".utf8),
        source: "map"))
    for round in 0..<(144 * 12) {
      let isDaily = round % 5 == 0
      let rows = rows(&random, isDaily: isDaily)
      let options = options(round)
      let isMapped = round % 7 == 0
      let reference = ReferenceJourneys(rows, options, hasClock: !isDaily) { name in
        isMapped ? map[name] ?? "other" : name
      }
      let file = try LogFile(rows, isDaily: isDaily)
      guard !reference.users.isEmpty else {
        await #expect(throws: AttributionError.self) { try await file.data(options) }
        continue
      }
      let data = try await file.data(
        options, rules: isMapped ? rules : nil, windows: windows, threads: 1 + round % 3)
      let hasTimes = options.models.contains(.timeDecay)
      var expected = Counted(
        reference.users, windows: windows, halfLife: hasTimes ? options.halfLifeDays : nil)
      if !hasTimes { expected.timed = [:] }
      let found = Counted(data)
      #expect(found == expected, "\(options) \(rows)")
      checkIntake(data.intake, reference.intake, rows)
      checkOrder(data)
      if found != expected { break }
    }
  }

  private func checkIntake(_ found: Intake, _ expected: Intake, _ rows: [LogRow]) {
    for place in [
      \Intake.rows, \.users, \.journeys, \.convertingJourneys, \.duplicates, \.denied,
      \.withoutUser, \.valueWithoutConversion, \.withoutChannel, \.conversionsWithoutTouch,
      \.afterConversion, \.beforeLookback, \.direct, \.collapsed, \.repeatConverters,
    ] {
      #expect(found[keyPath: place] == expected[keyPath: place], "\(place) \(rows)")
    }
    #expect(found.lengths == expected.lengths && found.lagDays == expected.lagDays, "\(rows)")
    #expect(found.hasTimes && found.hasNulls && found.hasValue && found.spilled == 0)
  }

  /// Channels by bytes, paths by ranks, entries by path, conversions and value; shares that are whole.
  private func checkOrder(_ data: AttributionData) {
    let channels = data.paths.channels
    #expect(channels == channels.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    let paths = (0..<data.paths.count).map { Array(data.paths[$0]) }
    #expect(zip(paths, paths.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    let entries = (0..<data.converting.count).map {
      [
        Int(data.converting.path[$0]),
        data.converting.conversions[$0] / data.converting.journeys[$0],
        data.converting.value[$0] / data.converting.journeys[$0],
      ]
    }
    #expect(zip(entries, entries.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) })
    #expect(data.counts.entries == data.converting.journeys)
    for entry in data.converting.path.indices where !data.converting.shares.isEmpty {
      let range = data.converting.shareOffsets[entry]..<data.converting.shareOffsets[entry + 1]
      let sum = data.converting.shares[range].reduce(0) { $0 + Int($1) }
      #expect(range.count == data.paths[Int(data.converting.path[entry])].count)
      #expect(sum == (range.count == 1 ? 0 : ConvertingJourneys.whole))
    }
  }

  private func journeys(
    _ rows: [LogRow], _ change: (inout AttributionOptions) -> Void
  ) async throws -> AttributionData {
    var options = AttributionOptions()
    change(&options)
    return try await LogFile(rows).data(options)
  }

  @Test("lookback counts from the journey's end and holds its own edge") func lookback()
    async throws
  {
    let end = Self.start + 10 * Self.day
    let rows = [
      LogRow(user: "u", time: end - Self.day - 1_000_000, channel: "early"),
      LogRow(user: "u", time: end - Self.day, channel: "edge"),
      LogRow(user: "u", time: end, converts: true, value: 100),
      LogRow(user: "u", time: end + 3_000_000, channel: "late"),
    ]
    let user = try await journeys(rows) { $0.lookbackDays = 1 }
    #expect(Counted(user).paths == ["edge": [1, 1_000_000, 0, 0]])
    #expect(user.intake.beforeLookback == 1 && user.intake.afterConversion == 1)
    let conversion = try await journeys(rows) {
      $0.lookbackDays = 1
      $0.journeys = .conversion
    }
    #expect(
      Counted(conversion).paths == ["edge": [1, 1_000_000, 0, 0], "late": [0, 0, 1, 0]])
    #expect(conversion.units.bundles.users == [1] && conversion.intake.afterConversion == 0)
  }

  @Test("a repeated conversion row ends no journey of its own") func repeated() async throws {
    let conversion = LogRow(
      user: "u", time: Self.start, channel: "a", converts: true, value: 100)
    for rule in AttributionOptions.JourneyRule.allCases {
      let dropped = try await journeys([conversion, conversion, conversion]) { $0.journeys = rule }
      #expect(Counted(dropped).paths == ["a": [1, 1_000_000, 0, 0]])
      #expect(dropped.intake.duplicates == 2 && dropped.intake.repeatConverters == 0)
      let kept = try await journeys([conversion, conversion]) {
        $0.journeys = rule
        $0.duplicates = .keep
      }
      let path = rule == .user ? "a⟩a" : "a"
      #expect(Counted(kept).paths == [path: [2, 2_000_000, 0, 0]])
      #expect(kept.intake.repeatConverters == 1)
    }
  }

  @Test("time decay shares a journey of 100,000 touches evenly where all are at once")
  func longJourney() async throws {
    var rows = (0..<99_999).map { index in
      LogRow(user: "u", time: Self.start, channel: index % 2 == 0 ? "a" : "b")
    }
    rows.append(LogRow(user: "u", time: Self.start, channel: "c", converts: true, value: 5))
    let data = try await journeys(rows) {
      $0.duplicates = .keep
      $0.models = [.timeDecay, .hazard]
    }
    #expect(data.paths.count == 1 && data.paths[0].count == 100_000)
    let shares = data.converting.shares
    #expect(shares.count == 100_000 && shares.reduce(0) { $0 + Int($1) } == 1 << 32)
    #expect(shares.allSatisfy { $0 == 42_949 || $0 == 42_950 })
    #expect(data.intake.lengths.last == 1)
  }
}
