import Experiments
import Foundation
import Tables
import Testing

@Suite("Experiments that are refused")
struct RefusalTests {
  private func refusal(
    _ arms: [String?], _ values: [Double?], units: [String?]? = nil,
    _ change: (inout ExperimentOptions) -> Void = { _ in }
  ) -> String? {
    var options = ExperimentOptions(
      arm: "arm", control: "a", metrics: [ExperimentMetric("value")])
    options.unit = units == nil ? nil : "unit"
    change(&options)
    let table = Table(
      source: "t.csv",
      columns: [
        ("arm", .texts(arms)), ("value", .numbers(values)),
        ("unit", .texts(units ?? arms.map { _ in nil })),
        ("n", .numbers(arms.map { _ in 50 })), ("squares", .numbers(values)),
      ])
    do {
      _ = try ExperimentData(table, options: options)
      return nil
    } catch {
      return String(describing: error)
    }
  }

  private let arms = ["a", "a", "b", "b"]
  private let values: [Double?] = [1, 2, 3, 5]

  @Test("sound data are not")
  func sound() { #expect(refusal(arms, values) == nil) }

  @Test("a missing column is named with the nearest")
  func missingColumn() throws {
    let message = try #require(refusal(arms, values) { $0.metrics = [ExperimentMetric("valu")] })
    #expect(message.contains("'value'"))
  }

  @Test("one arm, an unknown control, an empty arm and an arm of one unit")
  func armsOfTrouble() throws {
    #expect(try #require(refusal(["a", "a"], [1, 2])).contains("two at least"))
    let control = try #require(refusal(arms, values) { $0.control = "A" })
    #expect(control.contains("control arm \"A\"") && control.contains("did you mean \"a\""))
    let empty = try #require(refusal(arms, values) { $0.shares = ["a": 1, "b": 1, "c": 1] })
    #expect(empty.contains("arm \"c\" of the shares has no units"))
    let missing = try #require(refusal(arms, values) { $0.shares = ["a": 1] })
    #expect(missing.contains("arm \"b\""))
    #expect(try #require(refusal(["a", "a", "b"], [1, 2, 3])).contains("single unit"))
    #expect(try #require(refusal(["a", nil, "b"], [1, 2, 3])).contains("line 3"))
  }

  @Test("a proportion that is none, an empty cell, a number that is none")
  func cells() throws {
    let share = try #require(
      refusal(arms, values) { $0.metrics = [ExperimentMetric("value", kind: .proportion)] })
    #expect(share.contains("only 0 and 1"))
    #expect(try #require(refusal(arms, [1, nil, 3, 4])).contains("line 3"))
    #expect(try #require(refusal(arms, [1, .nan, 3, 4])).contains("no finite number"))
    #expect(try #require(refusal(arms, [1, 2, .infinity, 4])).contains("line 4"))
    #expect(try #require(refusal(arms, [2, 2, 2, 2])).contains("nothing to test"))
  }

  @Test("negative counts, negative squares and sums that cannot be")
  func totals() throws {
    func totals(_ values: [Double?], _ kind: ExperimentMetric.Kind?) -> String? {
      refusal(["a", "b"], values) {
        $0.users = "n"
        var metric = ExperimentMetric("value", kind: kind)
        metric.squares = kind == .proportion ? nil : "squares"
        $0.metrics = [metric]
      }
    }
    #expect(totals([30, 40], .proportion) == nil)
    #expect(try #require(totals([30, 60], .proportion)).contains("number of units"))
    #expect(try #require(totals([30, 4000], nil)).contains("variance would be negative"))
    #expect(try #require(totals([30, -1], nil)).contains("negative"))
    let counts = refusal(["a", "b"], [-3, 4]) {
      $0.users = "value"
      $0.metrics = [ExperimentMetric("n", kind: .proportion)]
    }
    #expect(try #require(counts).contains("negative"))
  }

  @Test("a unit that comes twice, without its name")
  func duplicates() throws {
    let units = ["anna", "bert", "anna", "carl"]
    let message = try #require(refusal(arms, values, units: units))
    #expect(message.contains("line 4") && message.contains("line 2"))
    #expect(message.contains("in another arm") && !message.contains("anna"))
  }

  @Test("repeated units add up if asked, and those of several arms are left out and counted")
  func addedUp() throws {
    var options = ExperimentOptions(
      arm: "arm", control: "a", metrics: [ExperimentMetric("value")])
    (options.unit, options.duplicates) = ("unit", .sum)
    // A hundred and one units: the first has two rows, the last is seen in both arms.
    let arms = (0..<100).map { $0 % 2 == 0 ? "a" : "b" } + ["a", "a", "b"]
    let units = (0..<100).map { "u\($0)" } + ["u0", "x", "x"]
    let values: [Double?] = (0..<100).map { $0 == 0 ? 1 : 2 } + [4, 100, 100]
    func table(_ rows: Range<Int>) -> Table {
      Table(
        source: "t.csv",
        columns: [
          ("arm", .texts(Array(arms[rows]))), ("unit", .texts(Array(units[rows]))),
          ("value", .numbers(Array(values[rows]))),
        ])
    }
    let data = try ExperimentData(table(0..<103), options: options)
    #expect(data.counts == [50, 50])
    #expect(data.intake.repeatedUnits == 1 && data.intake.crossedUnits == 1)
    #expect(data.metrics[0].moments.map(\.mean.x) == [2.06, 2])
    // Of fifty units one is too many.
    #expect(throws: ExperimentError.self) {
      try ExperimentData(table(54..<103), options: options)
    }
  }

  @Test("options with unknown keys, double names and impossible numbers")
  func options() throws {
    func problem(_ json: String) -> String? {
      do {
        _ = try JSONDecoder().decode(ExperimentOptions.self, from: Data(json.utf8))
        return nil
      } catch { return String(describing: error) }
    }
    let start = #"{"arm": "g", "control": "a", "metrics": "#
    #expect(problem(start + #"["visit", {"name": "spend", "kind": "mean"}]}"#) == nil)
    #expect(try #require(problem(start + #"["x"], "alhpa": 0.1}"#)).contains("alpha"))
    #expect(try #require(problem(start + #"["x", "x"]}"#)).contains("twice"))
    #expect(try #require(problem(start + "[]}")).contains("at least one"))
    #expect(try #require(problem(start + #"["x"], "alpha": 0.7}"#)).contains("alpha"))
    #expect(try #require(problem(start + #"["x"], "correction": "hlm"}"#)).contains("holm"))
    #expect(
      try #require(problem(start + #"[{"name": "x", "kind": "ratio"}]}"#)).contains("denominator"))
  }

  @Test("options survive a round trip")
  func roundTrip() throws {
    var options = referenceOptions(
      ExperimentMetric("visit", kind: .proportion),
      ExperimentMetric(ratio: "ctr", numerator: "clicks", denominator: "views"))
    options.metrics[0].guardrail = .init(margin: 0.01, scale: .absolute, harm: .increase)
    options.shares = ["control": 0.5, "mail": 0.5]
    let data = try JSONEncoder().encode(options)
    #expect(try JSONDecoder().decode(ExperimentOptions.self, from: data) == options)
  }
}
