import Foundation
import Interchange
import MediaMix
import Testing

/// The forms in which experiments are written.
struct ExperimentOptionsTests {
  private static let test = """
    {"name": "a", "kind": "holdout", "channels": ["tv"], "from": "2021-01-04", "to": "2021-01-10",
    "lift": 5, "standard_error": 1}
    """

  private func read(_ json: String) throws -> MediaMixOptions.Experiments {
    try #require(try OptionsTests.decode(#""experiments": \#(json)"#).experiments)
  }

  private func refusal(_ json: String) -> String {
    OptionsTests.refusal { try OptionsTests.decode(#""experiments": \#(json)"#) }
  }

  @Test("a file, files, tests, both, and a mapping are read")
  func forms() throws {
    #expect(try read(#""e.yaml""#).files == ["e.yaml"])
    #expect(try read(#"["e.yaml", "f.yaml"]"#).files == ["e.yaml", "f.yaml"])
    #expect(try read("[\(Self.test)]").tests.map(\.name) == ["a"])
    let both = try read(#"{"tests": ["e.yaml", \#(Self.test)], "use": "prior"}"#)
    #expect(both.files == ["e.yaml"] && both.tests.count == 1 && both.use == .prior)
    #expect(try read(#"{"tests": "e.yaml"}"#).use == .likelihood)
    #expect(try read("[]").entries.isEmpty)
  }

  @Test("what is written is read again")
  func roundTrip() throws {
    let found = try read(#"{"tests": ["e.yaml", \#(Self.test)], "use": "prior"}"#)
    let again = try JSONDecoder().decode(
      MediaMixOptions.Experiments.self, from: try JSONEncoder().encode(found))
    #expect(again == found)
    #expect(try OptionsTests.decode().experiments == nil)
  }

  @Test(
    "a slip is refused at its place",
    arguments: [
      (#"{"tests": "e.yaml", "ues": "prior"}"#, "experiments.ues", "\"use\""),
      (#"{"tests": "e.yaml", "use": "priors"}"#, "experiments.use", "\"prior\""),
      (#"{"use": "prior"}"#, "experiments", "tests"),
      (#"[{"name": "a", "kind": "hold-out"}]"#, "experiments.Index 0.kind", "\"holdout\""),
      (#"[{"nam": "a"}]"#, "experiments.Index 0.nam", "\"name\""),
      (
        #"[{"name": "a", "kind": "holdout", "channels": "tv"}]"#, "experiments.Index 0.channels",
        "xpected"
      ),
      ("{}", "experiments", "tests"),
    ])
  func slips(json: String, place: String, hint: String) {
    let message = refusal(json)
    #expect(message.hasPrefix(place) && message.contains(hint), "\(message)")
  }

  @Test("no form of nonsense is more than refused")
  func nonsense() {
    let scraps = [
      "1", "true", "null", "[]", "{}", #""x""#, "[[]]", "[null]", #"[{"name": []}]"#,
      #"{"tests": null}"#, #"{"tests": {}}"#, #"{"tests": [1]}"#, #"{"tests": [["a"]]}"#,
      #"{"tests": [{"lift": "much"}]}"#, #"[{"name": "a", "kind": null}]"#,
      #"{"tests": [{"tests": []}], "use": 4}"#,
    ]
    for scrap in scraps { _ = refusal(scrap) }
    for length in Self.test.indices { _ = refusal("[\(Self.test[..<length])]") }
    #expect(refusal("1").hasPrefix("experiments"))
  }
}
