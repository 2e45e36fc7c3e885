import Foundation
import MediaMix
import Testing

/// What the section may not hold.
struct OptionRefusalTests {
  @Test(
    "an unknown key is refused at every level, with the nearest known one",
    arguments: [
      (#""contols": ["price"]"#, "contols", "controls"),
      (#""geo_efects": "normal""#, "geo_efects", "geo_effects"),
      (#""baseline": {"knot": 3}"#, "baseline.knot", "knots"),
      (#""holdout": {"lst": 3}"#, "holdout.lst", "last"),
      (#""window": {"form": "2024-01-01"}"#, "window.form", "from"),
      (#""sampler": {"chain": 3}"#, "sampler.chain", "chains"),
    ])
  func unknownKeys(json: String, path: String, nearest: String) {
    let message = OptionsTests.refusal { try OptionsTests.decode(json) }
    #expect(message.hasPrefix("\(path): "), "\(message)")
    #expect(message.contains("unknown key") && message.contains("\"\(nearest)\""), "\(message)")
  }

  @Test(
    "so it is in target, channel and prior",
    arguments: [
      (#"{"target": {"colum": "r"}, "channels": {}}"#, "target.colum", "column"),
      (
        #"{"target": {"column": "r"}, "channels": {"tv": {"spent": "x"}}}"#, "channels.tv.spent",
        "spend"
      ),
      (
        #"{"target": {"column": "r"}, "channels": {"tv": {"spend": "x", "prior": {"rio": 1}}}}"#,
        "channels.tv.prior.rio", "roi"
      ),
      (
        #"{"target": {"column": "r"}, "channels": {"tv": {"spend": "x", "maxlag": 3}}}"#,
        "channels.tv.maxlag", "max_lag"
      ),
    ])
  func unknownNestedKeys(json: String, path: String, nearest: String) {
    let message = OptionsTests.refusal { try OptionsTests.decode(whole: json) }
    #expect(message.hasPrefix("\(path): "), "\(message)")
    #expect(message.contains("\"\(nearest)\""), "\(message)")
  }

  @Test("a key like no other is refused with the list of known keys")
  func unlikeAnyKey() {
    let message = OptionsTests.refusal { try OptionsTests.decode(#""zzzzzzzzzz": 1"#) }
    #expect(message.contains("unknown key \"zzzzzzzzzz\". Known keys: data, preset, target"))
  }

  @Test(
    "a word that is not among the choices is refused at its place",
    arguments: [
      (#""preset": "merdian""#, "preset"), (#""geo_effects": "log""#, "geo_effects"),
      (#""sigma": "both""#, "sigma"), (#""level": "high""#, "level"),
      (#""holdout": {"last": "ten"}"#, "holdout.last"),
    ])
  func wrongWords(json: String, path: String) {
    let message = OptionsTests.refusal { try OptionsTests.decode(json) }
    #expect(message.hasPrefix("\(path): "), "\(message)")
  }

  @Test(
    "counts are whole numbers, and a seed is not negative",
    arguments: [
      #""sampler": {"seed": -1}"#, #""sampler": {"chains": 1.5}"#, #""holdout": {"last": 2.5}"#,
    ])
  func wholeNumbers(json: String) {
    #expect(throws: DecodingError.self) { try OptionsTests.decode(json) }
  }

  @Test("target, its column and a channel's spend must be there")
  func missingKeys() {
    for json in [
      #"{"channels": {}}"#, #"{"target": {"column": "r"}}"#, #"{"target": {}, "channels": {}}"#,
      #"{"target": {"column": "r"}, "channels": {"tv": {}}}"#,
    ] {
      #expect(throws: DecodingError.self) { try OptionsTests.decode(whole: json) }
    }
  }

  @Test("a prior is one family with a list of numbers, or one number")
  func priorForms() throws {
    func read(_ json: String) throws -> PriorSpecification? {
      try OptionsTests.channel(#"{"spend": "x", "prior": {"roi": \#(json)}}"#).prior.roi
    }
    #expect(try read("2.5") == .init("fixed", [2.5]))
    #expect(try read(#"{"normal": [1, 2]}"#) == .init("normal", [1, 2]))
    for wrong in [
      #"{"normal": [1, 2], "beta": [1, 1]}"#, "{}", #""lognormal""#, #"{"normal": 1}"#,
      #"[1, 2]"#, #"{"normal": ["a", 2]}"#,
    ] {
      #expect(OptionsTests.refusal { try read(wrong) }.hasPrefix("prior.roi"), "\(wrong)")
    }
  }

  @Test("two statements of a channel's strength are refused")
  func twoStrengths() {
    let message = OptionsTests.refusal {
      try OptionsTests.channel(#"{"spend": "x", "prior": {"roi": 1, "mroi": {"normal": [1, 2]}}}"#)
    }
    #expect(message.contains("prior: give one of roi, mroi, contribution and coefficient"))
  }
}
