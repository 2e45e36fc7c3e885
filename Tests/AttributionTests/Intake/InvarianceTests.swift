import Attribution
import Probability
import Tables
import Testing

@Suite("Journeys, however they are read") struct InvarianceTests {
  private static let start = 1_740_000_000_000_000

  private func rows(_ count: Int, users: Int, seed: UInt64) -> [LogRow] {
    var random = RandomStream(seed: seed, stream: 2)
    let names = ["a", "b", "direct", "d \"quoted\"", "e\u{301}", "é"]
    return (0..<count).map { _ in
      let converts = random.chance(0.1)
      return LogRow(
        user: "user \(random.below(users))", time: Self.start + random.below(200_000) * 30_000_000,
        channel: converts && random.chance(0.3) ? "" : names[random.below(names.count)],
        converts: converts, value: converts ? random.below(9000) : 0,
        consent: random.chance(0.01) ? "no" : "yes")
    }
  }

  private var options: AttributionOptions {
    var options = AttributionOptions()
    options.journeys = .conversion
    options.lookbackDays = 20
    options.models = [.timeDecay, .hazard]
    return options
  }

  private let windows = [start...(start + 86_400_000_000 * 20)]

  @Test("order of rows and number of threads change nothing") func order() async throws {
    var rows = rows(30_000, users: 4_000, seed: 5)
    var random = RandomStream(seed: 6, stream: 1)
    let first = try await LogFile(rows).data(options, windows: windows, threads: 1)
    #expect(first.intake.journeys > 3_000 && first.units.bundles.users.count > 300)
    // Two spellings of one letter are one channel.
    #expect(first.paths.channels.count == 5)
    for threads in [1, 2, 3, 7] {
      for place in rows.indices.dropFirst() { rows.swapAt(place, random.below(place + 1)) }
      let data = try await LogFile(rows).data(options, windows: windows, threads: threads)
      #expect(data.isSame(as: first), "\(threads) threads")
    }
  }

  @Test("memory for few events changes nothing but what goes to disk") func memory() async throws {
    let file = try LogFile(rows(500_000, users: 60_000, seed: 7))
    let ample = try await file.data(options, windows: windows, threads: 2)
    #expect(ample.intake.spilled == 0)
    for threads in 1...2 {
      let small = try await file.data(options, windows: windows, memory: 1, threads: threads)
      #expect(small.intake.spilled > 6 << 20, "\(small.intake.spilled)")
      #expect(small.isSame(as: ample))
    }
  }

  @Test("reading stops at once when it is called off") func cancellation() async throws {
    let file = try LogFile(rows(300_000, users: 100_000, seed: 8))
    let clock = ContinuousClock()
    let task = Task { try await file.data(options) }
    try await Task.sleep(for: .milliseconds(20))
    let begin = clock.now
    task.cancel()
    let result = await task.result
    // Far less on an idle machine; a busy one only must not wait for the end.
    #expect(clock.now - begin < .seconds(20))
    #expect(throws: CancellationError.self) { try result.get() }
  }
}
