import Findings
import Foundation
import Inference
import MediaMix
import Probability
import Tables
import TestSupport
import Testing

/// What must not change the numbers does not, from the bytes of an export to those of its findings.
struct InvarianceTests {
  @Test("rows, columns, channels and controls in another order give the same bytes")
  func order() async throws {
    let export = PermutedExport()
    let expected = try await export.fit().bytes()
    var shuffled = export
    shuffled.rowOrder = { ($0 * 37 + 5) % $1 }
    shuffled.columnOrder = { ($0 * 3 + 2) % $1 }
    shuffled.isListedBackwards = true
    #expect(try await shuffled.fit().bytes() == expected)
  }

  @Test("the rows of one geo after those of another give the same bytes")
  func geoOrder() async throws {
    let export = PermutedExport()
    var grouped = export
    // Weeks vary fastest, and the geos come in another order.
    grouped.rowOrder = { row, count in
      let weeks = count / 3
      return row % weeks * 3 + (row / weeks + 1) % 3
    }
    #expect(try await grouped.fit().bytes() == export.fit().bytes())
  }

  @Test("one thread and two give the same bytes, and another seed gives others")
  func threads() async throws {
    let export = PermutedExport()
    let expected = try await export.fit(threads: 1).bytes()
    #expect(try await export.fit(threads: 2).bytes() == expected)
    var other = export
    other.seed += 1
    #expect(try await other.fit().bytes() != expected)
  }

  /// An ROI prior knows the units of money: it allows only the same factor for KPI and spend.
  @Test("revenue and spend times four: money times four, the rest unchanged, exactly")
  func moneyScaled() async throws {
    try await expectScaled(kpi: 4, spend: 4)
  }

  /// A prior on the share of the outcome knows no units.
  @Test("under a contribution prior KPI and spend scale apart, exactly")
  func partsScaled() async throws {
    var export = PermutedExport()
    export.isShareStated = true
    try await expectScaled(export, kpi: 8, spend: 2)
    try await expectScaled(export, kpi: 0.5, spend: 4)
  }

  private func expectScaled(
    _ export: PermutedExport = PermutedExport(), kpi: Double, spend: Double
  ) async throws {
    var scaled = export
    (scaled.kpiFactor, scaled.spendFactor) = (kpi, spend)
    let before = try await export.fit().findings()
    let after = try await scaled.fit().findings()
    try #require(before.map(\.key) == after.map(\.key))
    for (a, b) in zip(before, after) {
      let metric = a.subject["metric"]
      // Whether a return is above one, or wide around it, does depend on the units apart.
      if kpi != spend && ["profit_probability", "attention"].contains(metric) { continue }
      let isOutcome =
        a.id == "mmm.contribution" || ["crps", "pair_contribution"].contains(metric)
      let isReturn = a.id == "mmm.roi" || a.id == "mmm.mroi"
      let factor = isOutcome ? kpi : isReturn ? kpi / spend : 1
      #expect(a.numbers.map { $0 * factor } == b.numbers, "\(a.id) \(a.subject)")
    }
    #expect(before.contains { $0.numbers.count == 4 })
  }

  @Test("a year later the same data give the same numbers")
  func timeShifted() async throws {
    let export = PermutedExport()
    var later = export
    later.firstDay += 364
    let before = try await export.fit().findings()
    let after = try await later.fit().findings()
    #expect(before.map(\.numbers) == after.map(\.numbers))
    #expect(before[0].period?.from == "2021-01-04" && after[0].period?.from == "2022-01-03")
  }

  // Names decide the order of geos and with it the random numbers, so the runs differ, but only by
  // Monte Carlo error. Four standard errors of the difference: a false alarm in 1 of 15,000
  // comparisons.
  @Test("geos under other names give the same posterior")
  func relabelled() async throws {
    var export = PermutedExport()
    export.sampler = .init(chains: 2, warmup: 300, draws: .count(1000), seed: 4)
    var renamed = export
    renamed.geoNames = ["west", "east", "north"]
    let (one, other) = (try await export.sample(), try await renamed.sample())
    for name in ["roi.1", "roi.2", "alpha.1", "ec.1", "eta.1", "sigma", "gamma.1", "knots.1"] {
      let (a, b) = (try one.summary(name), try other.summary(name))
      let error = (a.mcseMean * a.mcseMean + b.mcseMean * b.mcseMean).squareRoot()
      #expect(abs(a.mean - b.mean) < 4 * error, "\(name): \(a.mean) against \(b.mean)")
    }
  }
}

/// A small export of three geos, and the ways in which a test may write it.
private struct PermutedExport {
  var geoNames = ["geo2", "geo10", "geo3"]
  var firstDay = 18_631  // Monday, 2021-01-04
  var kpiFactor = 1.0
  var spendFactor = 1.0
  var isListedBackwards = false
  /// Whether strength is stated as a share of the outcome instead of a return.
  var isShareStated = false
  var seed: UInt64 = 9
  var sampler = MediaMixOptions.Sampler(chains: 2, warmup: 100, draws: .count(100))
  /// The source of each row and column: position and count to another position.
  var rowOrder: @Sendable (Int, Int) -> Int = { row, _ in row }
  var columnOrder: @Sendable (Int, Int) -> Int = { column, _ in column }

  private static let weeks = 30
  private static let header = [
    "week", "region", "inhabitants", "revenue", "tv_spend", "search_spend", "price", "weather",
  ]

  /// The export as text; amounts are whole cents before they are scaled by a power of two.
  private var csv: String {
    var stream = RandomStream(seed: 77, stream: 0)
    var rows: [[String]] = []
    for week in 0..<Self.weeks {
      for (g, name) in geoNames.enumerated() {
        let population = 1000 * (g + 1)
        let tv = stream.uniform() < 0.3 ? 0 : Int(40_000 * exp(0.4 * stream.standardNormal()))
        let search = Int(15_000 * exp(0.3 * stream.standardNormal()))
        let price = Int(9900 + 40 * stream.standardNormal())
        let weather = Int(150 * stream.standardNormal())
        let revenue =
          Int(400_000 + 30_000 * stream.standardNormal()) * (g + 1) + 2 * tv + 3 * search
        rows.append([
          CivilDate(dayNumber: firstDay + 7 * week).description, name, "\(population)",
          cents(revenue, kpiFactor), cents(tv, spendFactor), cents(search, spendFactor),
          cents(price, 1), cents(weather, 1),
        ])
      }
    }
    let columns = Self.header.indices.map { columnOrder($0, Self.header.count) }
    let ordered = rows.indices.map { rows[rowOrder($0, rows.count)] }
    return ([Self.header] + ordered).map { row in
      columns.map { row[$0] }.joined(separator: ",")
    }.joined(separator: "\n") + "\n"
  }

  private func cents(_ amount: Int, _ factor: Double) -> String {
    // Three decimals hold half a cent.
    String(format: "%.3f", Double(amount) * factor / 100)
  }

  private var options: MediaMixOptions {
    var channels = [
      ("tv", MediaMixOptions.Channel(spend: "tv_spend", maxLag: 4)),
      ("search", .init(spend: "search_spend", maxLag: 4)),
    ]
    if isShareStated {
      for c in channels.indices { channels[c].1.prior.contribution = .init("beta", [1, 4]) }
    }
    var controls = ["price", "weather"]
    if isListedBackwards {
      channels.reverse()
      controls.reverse()
    }
    var sampler = sampler
    sampler.seed = seed
    return MediaMixOptions(
      target: .init(column: "revenue"),
      channels: Dictionary(uniqueKeysWithValues: channels), controls: controls,
      baseline: .init(knots: .count(3), fourier: 0), sampler: sampler)
  }

  private func data() throws -> MediaMixData {
    let table = try TableReader.read(bytes: Array(csv.utf8), source: "export.csv")
    return try MediaMixData(
      table: table,
      columns: .init(time: "week", geo: "region", population: "inhabitants"), options: options,
      currency: "EUR")
  }

  func fit(threads: Int = 2) async throws -> MediaMixResult {
    try await MediaMix.fit(data: data(), options: options, threads: threads)
  }

  func sample() async throws -> MediaMixSampling {
    try await MediaMixSampler(
      model: MediaMixModel(data: data(), options: options), threads: 2
    ).run()
  }
}

extension MediaMixResult {
  /// All numbers, also those that a run this short has to withhold.
  fileprivate func findings() -> [Finding] { findings(language: .en, isForced: true) }

  fileprivate func bytes() throws -> Data {
    let findings = findings()
    try #require(findings.count { $0.value != nil } > 50)
    return try FindingsDocument(run: "run", findings: findings).encoded()
  }
}

extension Finding {
  fileprivate var numbers: [Double] {
    [value, median, interval?.lower, interval?.upper].compactMap { $0 }
  }
}

extension MediaMixSampling {
  /// The convergence summary of an exported parameter.
  func summary(_ name: String) throws -> ConvergenceSummary {
    let index = try #require(parameterIndex.entries.firstIndex { $0.name == name })
    return Diagnostics.summary(Self.column(parameters, index, of: parameterIndex.count))
  }
}
