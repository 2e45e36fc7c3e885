import Foundation
import GeoLift
import Testing

@Suite("What is asked of a design") struct DesignOptionsTests {
  @Test("effects are a span with a step, or a list, to the last digit") func effects() throws {
    #expect(try EffectGrid.effects(["0:0.2:0.05"]) == [0, 0.05, 0.1, 0.15, 0.2])
    #expect(try EffectGrid.effects(["-0.2:0:0.1"]) == [-0.2, -0.1, 0])
    #expect(try EffectGrid.effects(["0.1", "0.3"]) == [0.1, 0.3])
    for text in ["x", "0:1", "0:1:0", "0:1:-0.1", "0:1:1e-9", "0:inf:1", ""] {
      #expect(throws: GeoLiftError.self, "\(text)") { try EffectGrid.effects([text]) }
    }
  }

  @Test("counts are numbers, lists and spans") func counts() throws {
    #expect(try CountList.counts(["2-4", "7"], of: "count") == [2, 3, 4, 7])
    for text in ["0", "5-2", "1-2-3", "two", "", "-3", "2-99999999"] {
      #expect(throws: GeoLiftError.self, "\(text)") {
        try CountList.counts([text], of: "count")
      }
    }
  }

  private func decoded(_ json: String) throws -> GeoDesignOptions {
    try JSONDecoder().decode(GeoDesignOptions.self, from: Data(json.utf8))
  }

  @Test("a section is read with lists and spans, written, and read again alike") func coding()
    throws
  {
    let options = try decoded(
      """
      {"kpi": "sales", "treated_count": "2-3", "durations": [10, 15], "effects": "0:0.2:0.1",
       "budget": 1000, "cost_per_outcome": 7.5, "include": ["a"], "together": [["a", "b"]],
       "sides": "one-sided", "estimator": "did", "statistic": "mean", "aa_windows": 5}
      """)
    #expect(options.treatedCounts == [2, 3] && options.durations == [10, 15])
    #expect(options.effects == [0, 0.1, 0.2] && options.estimator == .did)
    let again = try JSONDecoder().decode(
      GeoDesignOptions.self, from: JSONEncoder().encode(options))
    #expect(again == options)
  }

  @Test("an unknown key or word names the nearest known one") func strict() {
    for (json, hint) in [
      (#"{"kpi": "s", "durations": 5, "effects": 0.1, "inclde": []}"#, "include"),
      (#"{"kpi": "s", "durations": 5, "effects": 0.1, "estimator": "smc"}"#, "scm"),
      (#"{"kpi": "s", "durations": "x", "effects": 0.1}"#, "duration"),
    ] {
      let error = #expect(throws: DecodingError.self) { try decoded(json) }
      #expect("\(String(describing: error))".contains(hint))
    }
  }

  @Test("options at odds with one another are refused with a remedy") func contradictions() {
    func refusal(_ change: (inout GeoDesignOptions) -> Void) -> String {
      var options = GeoDesignOptions(kpi: "s", durations: [5], effects: [0.1])
      change(&options)
      do {
        _ = try options.checked()
        return ""
      } catch {
        return error.description
      }
    }
    #expect(refusal { _ in } == "")
    #expect(refusal { $0.effects = [0] }.contains("0:0.2:0.05"))
    #expect(refusal { $0.effects = [-1] }.contains("above -1"))
    #expect(refusal { $0.budget = 5 }.contains("cost per outcome"))
    #expect(refusal { $0.budget = -5 }.contains("positive"))
    #expect(refusal { $0.alpha = 1 }.contains("alpha"))
    #expect(refusal { $0.maxShare = 2 }.contains("share"))
    #expect(refusal { $0.estimator = .bsts }.contains("scm"))
    #expect(refusal { $0.lookback = 0 }.contains("lookback"))
    #expect(
      refusal {
        $0.sides = .oneSided
        $0.effects = [-0.1, 0.1]
      }.contains("two-sided"))
  }
}
