import Attribution
import Interchange

/// A result that has everything a report can show.
enum SampleResult {
  static let names = (first: "search", second: "social", rare: "radio")

  static func log(_ rename: (String) -> String = { $0 }) -> UserLog {
    let (a, b, c) = (rename(names.first), rename(names.second), rename(names.rare))
    var log = UserLog()
    log.add(.init(path: [a]), users: 300)
    log.add(.init(path: [b, a]), users: 200)
    log.add(.init(path: [a], conversions: 1, value: 30_000_000), users: 60)
    log.add(.init(path: [b, a], conversions: 1, value: 50_000_000), users: 40)
    log.add(.init(path: [b], conversions: 1, value: 20_000_000), users: 30)
    log.add(.init(path: [c, a], conversions: 1, value: 80_000_001), users: 3)
    log.add(
      .init(path: [a, b, a], conversions: 2, value: 9_000_000), .init(path: [b]), users: 7)
    return log
  }

  static let tests = [
    LiftTest(
      name: "Holdout May", kind: .holdout, channels: ["search"], from: "2025-05-01",
      to: "2025-05-31", lift: 40, standardError: 8),
    LiftTest(
      name: "Dark June", kind: .goDark, channels: ["social"], from: "2025-06-01",
      to: "2025-06-30", lift: -4, standardError: 2),
  ]

  static func data(_ rename: (String) -> String = { $0 }) -> AttributionData {
    var data = log(rename).data()
    data.intake.hasTimes = true
    data.intake.span = 1_746_057_600_000_000...1_751_327_999_000_000
    data.intake.lagDays = [90, 30, 0, 20]
    data.intake.duplicates = 4
    data.windows = [data.counts, data.counts]
    return data
  }

  static func result(
    _ rename: (String) -> String = { $0 }, replicates: Int = 100, threads: Int = 2,
    spend: [String: Double]? = nil, refusing: Bool = false
  ) async throws -> AttributionResult {
    let data = data(rename)
    var options = AttributionOptions()
    options.bootstrap = replicates
    var models: [(AttributionModel, any CreditModel)] = [
      (.linear, EvenSplit(paths: data.paths)), (.markov1, PresenceSplit(paths: data.paths)),
    ]
    if refusing { models.append((.shapleyRate, Refuses())) }
    let table =
      spend ?? [
        rename("search"): 1000, rename("social"): 500, "socail": 20, "tv": 700,
      ]
    return try await AttributionResult.run(
      data: data, models: models, options: options, currency: "EUR", spend: table, tests: tests,
      scores: [
        ModelScore(
          model: .markov1, logScore: -0.31, standardError: 0.02, auc: 0.66, journeys: 128)
      ], threads: threads)
  }
}
