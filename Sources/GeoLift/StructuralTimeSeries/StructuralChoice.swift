import Interchange
import Tables

/// What the user chooses about `bsts`: the key `bsts` of the `geo` section.
public struct StructuralChoice: Codable, Sendable, Equatable {
  /// How the level moves.
  public var trend = StructuralOptions.Trend.level
  /// The number of seasons that follow each other, 1 for none; by default seven days where periods are
  /// days and four weeks of them lie before the test, else none.
  public var season: Int?
  /// Draws of each of the four chains.
  public var draws = 1000

  /// Leaves everything as it is by default.
  public init() {}

  enum CodingKeys: String, CodingKey, CaseIterable { case trend, season, draws }

  /// Reads the choice; an unknown key or word is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if container.contains(.trend) {
      trend = try StrictDecoding.word(
        StructuralOptions.Trend.self, forKey: .trend, in: container)
    }
    season = try container.decodeIfPresent(Int.self, forKey: .season)
    draws = try container.decodeIfPresent(Int.self, forKey: .draws) ?? draws
    guard season ?? 1 >= 1, draws >= 100, draws <= 100_000 else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "season: 1 or more; draws: from 100 to 100000."))
    }
  }

  /// The periods before the test that a pattern of weekdays needs by default.
  static let daysForWeekdays = 28

  /// The model of a test's panel.
  public func options(for experiment: GeoExperiment, seed: UInt64) -> StructuralOptions {
    var options = StructuralOptions()
    options.trend = trend
    options.draws = draws
    options.seed = seed
    let hasWeekdays =
      experiment.panel.axis.step == .day && experiment.window.lowerBound >= Self.daysForWeekdays
    options.season = season ?? (hasWeekdays ? 7 : 1)
    return options
  }
}
