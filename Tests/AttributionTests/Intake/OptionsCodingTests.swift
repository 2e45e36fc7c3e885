import Attribution
import Foundation
import Testing

@Suite("Options of attribution in the project file") struct OptionsCodingTests {
  private func read(_ json: String) throws -> AttributionOptions {
    try JSONDecoder().decode(AttributionOptions.self, from: Data(json.utf8))
  }

  @Test("nothing stated leaves everything at its default") func defaults() throws {
    #expect(try read("{}") == AttributionOptions())
    #expect(AttributionOptions().problem == nil)
  }

  @Test("all keys survive being written and read") func roundTrip() throws {
    var options = AttributionOptions()
    options.data = "touches"
    options.models = [.markov3, .timeDecay, .hazard]
    options.lookbackDays = 30
    options.journeys = .conversion
    options.collapse = .sessions
    options.sessionGapMinutes = 45
    options.directChannel = "Direkt"
    options.direct = .drop
    options.duplicates = .keep
    options.positionWeights = [0.3, 0.3, 0.4]
    options.halfLifeDays = 3
    options.removal = .detour
    options.stateLimit = 10
    options.permutations = 50
    options.bootstrap = 0
    options.level = 0.5
    options.seed = .max
    options.spend = .init(path: "spend.csv", channel: "c", spend: "s")
    options.calibration = .init(experiments: "lift.yaml", measure: .value)
    let data = try JSONEncoder().encode(options)
    #expect(try JSONDecoder().decode(AttributionOptions.self, from: data) == options)
  }

  @Test("models are named once") func models() throws {
    #expect(
      try read(#"{"models": ["linear", "markov-1", "linear"]}"#).models == [.linear, .markov1])
  }

  @Test(
    "unknown keys, unknown words and numbers out of range are refused",
    arguments: [
      #"{"lookback": 30}"#, #"{"models": ["markov"]}"#, #"{"models": []}"#,
      #"{"models": "linear"}"#,
      #"{"journeys": "users"}"#, #"{"collapse": "all"}"#, #"{"direct": "skip"}"#,
      #"{"duplicates": "no"}"#, #"{"removal": "cut"}"#, #"{"lookback_days": 0}"#,
      #"{"lookback_days": -1}"#, #"{"lookback_days": 40000}"#, #"{"lookback_days": "30"}"#,
      #"{"session_gap_minutes": 0}"#, #"{"session_gap_minutes": 1e300}"#,
      #"{"half_life_days": 0}"#, #"{"position_weights": [0.5, 0.5]}"#,
      #"{"position_weights": [0, 0, 0]}"#, #"{"position_weights": [1, -1, 1]}"#,
      #"{"state_limit": 0}"#, #"{"permutations": 3}"#, #"{"bootstrap": 5}"#, #"{"bootstrap": -1}"#,
      #"{"level": 0}"#, #"{"level": 1}"#, #"{"seed": -1}"#, #"{"spend": {"file": "a.csv"}}"#,
      #"{"spend": {}}"#, #"{"calibration": {"experiments": "a", "measure": "clicks"}}"#,
      #"{"calibration": {}}"#, "[]", "7",
    ])
  func refused(json: String) {
    #expect(throws: DecodingError.self) { try read(json) }
  }
}
