import Foundation
import MediaMix
import Testing

/// What `media_mix` may hold, read as the project file is: through Codable.
struct OptionsTests {
  static let minimal =
    #""target": {"column": "revenue"}, "channels": {"tv": {"spend": "tv_spend"}}"#

  static func decode(_ extra: String = "") throws -> MediaMixOptions {
    try decode(whole: "{\(minimal)\(extra.isEmpty ? "" : ", \(extra)")}")
  }

  static func decode(whole json: String) throws -> MediaMixOptions {
    try JSONDecoder().decode(MediaMixOptions.self, from: Data(json.utf8))
  }

  static func channel(_ json: String) throws -> MediaMixOptions.Channel {
    try JSONDecoder().decode(MediaMixOptions.Channel.self, from: Data(json.utf8))
  }

  /// Key path and message of a refusal.
  static func refusal(_ read: () throws -> some Any) -> String {
    do {
      _ = try read()
      return "accepted"
    } catch let error as DecodingError {
      let context: DecodingError.Context
      switch error {
      case .dataCorrupted(let found), .typeMismatch(_, let found), .valueNotFound(_, let found),
        .keyNotFound(_, let found):
        context = found
      @unknown default: return "\(error)"
      }
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return "\(path): \(context.debugDescription)"
    } catch {
      return "\(error)"
    }
  }

  @Test("all but target and channels has a default")
  func defaults() throws {
    let options = try Self.decode()
    #expect(
      options
        == MediaMixOptions(
          target: .init(column: "revenue"), channels: ["tv": .init(spend: "tv_spend")]))
    #expect(options.level == 0.9 && options.sampler == .init() && options.controls.isEmpty)
    #expect(options.target.kind == .revenue && options.target.isMoney)
    #expect(options.sampler.draws == .auto && options.sampler.chains == 4)
  }

  @Test("a section with every key is read")
  func full() throws {
    let options = try Self.decode(whole: OptionsTests.full)
    #expect(options.data == "weekly" && options.preset == .meridian)
    #expect(
      options.target
        == .init(column: "orders", kind: .conversions, value: .constant(42.5), margin: 0.3))
    let tv = try #require(options.channels["tv"])
    #expect(tv.exposure == "tv_grp" && tv.adstock == .binomial && tv.saturation == .hill)
    #expect(tv.maxLag == 12)
    #expect(tv.prior.roi == .init("lognormal", [0.2, 0.9]))
    #expect(tv.prior.alpha == .init("beta", [1, 3]))
    #expect(tv.prior.halfSaturation == .init("truncatednormal", [0.8, 0.8, 0.1, 10]))
    #expect(tv.prior.slope == .init("fixed", [1]))
    #expect(options.channels["radio"]?.prior.mroi == .init("lognormal", [0, 0.5]))
    #expect(options.channels["search"]?.prior.contribution == .init("beta", [1, 99]))
    #expect(options.channels["social"]?.prior.coefficient == .init("halfnormal", [5]))
    #expect(options.controls == ["price", "weather"])
    #expect(options.baseline == .init(knots: .count(16), fourier: 3))
    #expect(options.geoEffects == .normal && options.sigma == .perGeo)
    #expect(options.holdout == .init(last: 13))
    #expect(options.window == .init(from: "2024-01-01", to: "2024-12-30"))
    #expect(
      options.sampler == .init(chains: 2, warmup: 300, draws: .count(800), seed: .max))
    #expect(options.level == 0.8)
  }

  @Test("what is written is read back as it was")
  func roundTrip() throws {
    for json in [OptionsTests.full, "{\(Self.minimal)}"] {
      for knots in [.auto, .count(7), .at(["2024-01-01", "2024-W20"])]
        as [MediaMixOptions.Baseline.Knots]
      {
        for value in [.column("worth"), .constant(3), nil] as [MediaMixOptions.Target.Value?] {
          var options = try Self.decode(whole: json)
          options.baseline.knots = knots
          options.target.value = value
          let data = try JSONEncoder().encode(options)
          #expect(try JSONDecoder().decode(MediaMixOptions.self, from: data) == options)
        }
      }
    }
  }

  @Test("knots are a number, auto, or a list of periods")
  func knots() throws {
    func read(_ json: String) throws -> MediaMixOptions.Baseline.Knots? {
      try Self.decode("\"baseline\": {\"knots\": \(json)}").baseline.knots
    }
    #expect(try read("9") == .count(9))
    #expect(try read("\"auto\"") == .auto)
    #expect(try read("\"selected\"") == .selected)
    #expect(try read(#"["2024-01-01", "2024-07-01"]"#) == .at(["2024-01-01", "2024-07-01"]))
    for wrong in ["\"many\"", "2.5", "[1, 2]", "{}"] {
      let message = Self.refusal { try read(wrong) }
      #expect(
        message.contains("baseline.knots: knots is a number, auto, selected, or a list of periods"))
    }
  }

  @Test("trend, holidays and events are read and written")
  func baseline() throws {
    func read(_ json: String) throws -> MediaMixOptions.Baseline {
      try JSONDecoder().decode(MediaMixOptions.Baseline.self, from: Data(json.utf8))
    }
    let words: [(String, MediaMixOptions.Trend)] = [
      (#""none""#, .flat), (#""linear""#, .linear), (#"{"change_points": 4}"#, .changePoints(4)),
      (#"{"change_points": ["2024-05-01"]}"#, .changePointsAt(["2024-05-01"])),
    ]
    for (json, trend) in words {
      let baseline = try read(#"{"trend": \#(json), "holidays": "DE-BY"}"#)
      #expect(baseline == .init(trend: trend, holidays: ["DE-BY"]))
      #expect(
        try JSONDecoder().decode(
          MediaMixOptions.Baseline.self, from: JSONEncoder().encode(baseline)) == baseline)
    }
    let events = try read(
      #"""
      {"events": [{"name": "sale", "at": "2024-11-29", "width": 1, "shape": "decay"},
      {"name": "fair", "at": ["2023-05-01", "2024-05-06"]}]}
      """#
    ).events
    #expect(
      events == [
        .init(name: "sale", at: ["2024-11-29"], width: 1, shape: .decay),
        .init(name: "fair", at: ["2023-05-01", "2024-05-06"]),
      ])
    for wrong in [#""up""#, "3", #"{"points": 3}"#, #"{"change_points": {}}"#] {
      #expect(Self.refusal { try read(#"{"trend": \#(wrong)}"#) }.contains("trend"))
    }
  }

  @Test("draws are a number or auto")
  func draws() throws {
    func read(_ json: String) throws -> MediaMixOptions.Sampler.Draws {
      try Self.decode("\"sampler\": {\"draws\": \(json)}").sampler.draws
    }
    #expect(try read("1000") == .count(1000))
    #expect(try read("\"auto\"") == .auto)
    for wrong in ["\"lots\"", "1.5", "[]"] {
      let message = Self.refusal { try read(wrong) }
      #expect(message.contains("sampler.draws: draws is a number or auto"))
    }
  }

  @Test("the value of a KPI is a number or a column")
  func value() throws {
    func read(_ json: String) throws -> MediaMixOptions.Target.Value? {
      try JSONDecoder().decode(
        MediaMixOptions.Target.self,
        from: Data(#"{"column": "n", "kind": "conversions", "value": \#(json)}"#.utf8)
      ).value
    }
    #expect(try read("12.5") == .constant(12.5))
    #expect(try read("\"worth\"") == .column("worth"))
    #expect(Self.refusal { try read("[1]") } != "accepted")
  }

  static let full = """
    {"data": "weekly", "preset": "meridian",
     "target": {"column": "orders", "kind": "conversions", "value": 42.5, "margin": 0.3},
     "channels": {
       "tv": {"spend": "tv_spend", "exposure": "tv_grp", "adstock": "binomial",
         "saturation": "hill", "max_lag": 12, "prior": {"roi": {"lognormal": [0.2, 0.9]},
         "alpha": {"beta": [1, 3]}, "half_saturation": {"truncatednormal": [0.8, 0.8, 0.1, 10]},
         "slope": 1}},
       "radio": {"spend": "radio", "prior": {"mroi": {"lognormal": [0, 0.5]}}},
       "search": {"spend": "search", "prior": {"contribution": {"beta": [1, 99]}}},
       "social": {"spend": "social", "prior": {"coefficient": {"halfnormal": [5]}}}},
     "controls": ["price", "weather"], "baseline": {"knots": 16, "fourier": 3},
     "geo_effects": "normal", "sigma": "per-geo", "holdout": {"last": 13},
     "window": {"from": "2024-01-01", "to": "2024-12-30"},
     "sampler": {"chains": 2, "warmup": 300, "draws": 800, "seed": 18446744073709551615},
     "level": 0.8}
    """
}
