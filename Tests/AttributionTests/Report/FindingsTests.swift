import Attribution
import Findings
import TestSupport
import Testing

@Suite("Findings of attribution") struct FindingsTests {
  @Test("credits, values and shares sum to the totals", arguments: Language.allCases)
  func conservation(language: Language) async throws {
    let findings = try await SampleResult.result().findings(language: language)
    func sum(_ id: String, _ model: String) -> Double {
      findings.filter { $0.id == id && $0.subject["model"] == model }
        .reduce(0) { $0 + ($1.value ?? 0) }
    }
    let result = try await SampleResult.result()
    #expect(findings[0].id == "attribution.journeys" && findings[0].subject.isEmpty)
    #expect(findings[1].id == "attribution.conversions" && findings[1].value == 147)
    #expect(findings[2].id == "attribution.value" && findings[2].subject.isEmpty)
    let value = try #require(findings[2].value)
    #expect(isClose(value, 4703.000_003, 1e-12))
    for model in ["linear", "markov-1"] {
      #expect(isClose(sum("attribution.credit", model), 147, 1e-9))
    }
    #expect(isClose(sum("attribution.value", "linear"), value, 1e-9))
    let shares = result.models[0].credit.conversions?.indices.compactMap {
      result.models[0].credit.share($0)
    }
    #expect(isClose(shares?.reduce(0, +) ?? 0, 1, 1e-12))
    #expect(Set(findings.map(\.key)).count == findings.count)
    #expect(findings.allSatisfy { !$0.text.isEmpty })
  }

  @Test("a credit has exactly channel and model, a unit, an interval, and no causal grade")
  func credit() async throws {
    let findings = try await SampleResult.result().findings(language: .en)
    let credit = try #require(
      findings.first {
        $0.id == "attribution.credit" && $0.subject == ["channel": "search", "model": "linear"]
      })
    // 60 + 40/2 + 3/2 + 14 · 2/3
    #expect(isClose(credit.value ?? 0, 60 + 20 + 1.5 + 28.0 / 3, 1e-12))
    #expect(credit.unit == Unit("conversions"))
    #expect(credit.grade == .descriptive && credit.status == .ok)
    #expect(credit.period == Period(from: "2025-05-01", to: "2025-06-30"))
    let interval = try #require(credit.interval)
    #expect(interval.level == 0.9 && interval.kind == .confidence)
    #expect(interval.lower < 90.8 && interval.upper > 90.8)
    #expect(
      credit.text.hasPrefix("search is credited with 90.83 conversions by linear (90% interval "))
    for finding in findings where !finding.id.contains("calibrat") {
      #expect(finding.grade == .descriptive)
    }
  }

  @Test("any number of threads gives the same findings") func threads() async throws {
    let one = try await SampleResult.result(threads: 1).findings(language: .en)
    let two = try await SampleResult.result(threads: 2).findings(language: .en)
    let many = try await SampleResult.result(threads: 7).findings(language: .en)
    #expect(one == two)
    #expect(one == many)
  }

  @Test("no text says that a channel brought about what it is credited with")
  func noCausalWords() async throws {
    let result = try await SampleResult.result(refusing: true)
    let words = [
      "caus", "due to", "because of", "thanks to", "drove", "driven", "generat", " led to",
      "leads to", "result of", "resulted", "brought", "impact", "incremental", "verursach",
      "bewirk", "brachte", "bringt", "führte zu", "führt zu", "dank ", "wegen", "durch ",
      "erzeug", "aufgrund", "inkrement", "auslös",
    ]
    for language in Language.allCases {
      for text in Texts.all(of: result, language) {
        let lower = text.lowercased()
        for word in words { #expect(!lower.contains(word), "\(word): \(text)") }
      }
    }
  }

  @Test("both languages say something, and not the same") func languages() async throws {
    let result = try await SampleResult.result(refusing: true)
    let (en, de) = (result.findings(language: .en), result.findings(language: .de))
    #expect(en.map(\.key) == de.map(\.key))
    #expect(en.map(\.value) == de.map(\.value))
    #expect(zip(en, de).allSatisfy { $0.text != $1.text })
    let credit = de.first { $0.id == "attribution.credit" }
    #expect(credit?.text.contains("gutgeschrieben (90-%-Intervall") == true)
  }

  @Test("a model without valid shares is withheld with reason and remedy, and the gate says so")
  func refusals() async throws {
    let result = try await SampleResult.result(refusing: true)
    let withheld = result.findings(language: .en).filter { $0.subject["model"] == "shapley-rate" }
    #expect(!withheld.isEmpty)
    for finding in withheld {
      #expect(finding.status == .withheld && finding.value == nil && finding.interval == nil)
      #expect(finding.reason == "signs mix" && finding.remedy == "Choose another game.")
    }
    #expect(result.gateReasons.map(\.en) == ["shapley-rate: signs mix. Choose another game."])
    #expect(
      result.findings(language: .en).contains { $0.id == "attribution.credit" && $0.value != nil })
    let without = try await SampleResult.result()
    #expect(without.gateReasons.isEmpty)
  }

  @Test("forced numbers are shown and marked, where there are any") func forced() async throws {
    let data = SampleResult.data()
    var options = AttributionOptions()
    options.bootstrap = 20
    let result = try await AttributionResult.run(
      data: data,
      models: [(.shapleyRate, Refuses(conversions: [10, -2, 3])), (.casv, Refuses())],
      options: options)
    let forced = result.findings(language: .en, isForced: true)
    let shown = forced.filter {
      $0.id == "attribution.credit" && $0.subject["model"] == "shapley-rate"
    }
    #expect(shown.map(\.value) == [10, -2, 3])
    #expect(shown.allSatisfy { $0.status == .forced && $0.reason == "signs mix" })
    let absent = forced.filter { $0.subject["model"] == "casv" }
    #expect(!absent.isEmpty && absent.allSatisfy { $0.status == .withheld && $0.value == nil })
  }

  @Test("the share of a rare channel is withheld, its credit is not") func rareChannel()
    async throws
  {
    let findings = try await SampleResult.result().findings(language: .en)
    let subject = ["channel": "radio", "model": "linear"]
    let share = try #require(
      findings.first { $0.id == "attribution.share" && $0.subject == subject })
    #expect(share.status == .withheld && share.value == nil)
    #expect(share.reason?.contains("fewer than five conversions") == true)
    let credit = findings.first { $0.id == "attribution.credit" && $0.subject == subject }
    #expect(credit?.value == 1.5 && credit?.status == .ok && credit?.interval != nil)
  }

  @Test("a share that one user decides is withheld") func wideShare()
    async throws
  {
    var log = UserLog()
    log.add(.init(path: ["a"], conversions: 1), users: 40)
    // Many conversions, but of one user.
    log.add(.init(path: ["b"], conversions: 30))
    let data = log.data()
    let result = try await AttributionResult.run(
      data: data, models: [(.linear, EvenSplit(paths: data.paths))], options: AttributionOptions())
    let share = result.findings(language: .en).first {
      $0.id == "attribution.share" && $0.subject["channel"] == "b"
    }
    #expect(share?.status == .withheld)
    #expect(share?.reason?.contains("down to a tenth") == true)
  }

  @Test("without conversions every credit is withheld") func noConversions() async throws {
    var log = UserLog()
    log.add(.init(path: ["a", "b"]), users: 5)
    let data = log.data()
    let result = try await AttributionResult.run(
      data: data, models: [(.linear, EvenSplit(paths: data.paths))], options: AttributionOptions(),
      spend: ["a": 3])
    let findings = result.findings(language: .en)
    #expect(findings.first { $0.id == "attribution.conversions" }?.value == 0)
    let credits = findings.filter { $0.id == "attribution.credit" }
    #expect(credits.count == 2 && credits.allSatisfy { $0.status == .withheld })
    #expect(result.gateReasons.count == 1)
    #expect(result.headline.count == 1)
    try Texts.checkReferences(result)
  }

  @Test("ranks and order are told with their probabilities") func ranks() async throws {
    var log = UserLog()
    log.add(.init(path: ["a"], conversions: 1), users: 500)
    log.add(.init(path: ["b"], conversions: 1), users: 52)
    log.add(.init(path: ["c"], conversions: 1), users: 50)
    let data = log.data()
    let result = try await AttributionResult.run(
      data: data, models: [(.linear, EvenSplit(paths: data.paths))], options: AttributionOptions())
    #expect(result.models[0].unclear == [[1, 2]])
    let findings = result.findings(language: .en)
    func rank(_ channel: String, _ metric: String) -> Finding? {
      findings.first {
        $0.id == "attribution.rank"
          && $0.subject == ["channel": channel, "model": "linear", "metric": metric]
      }
    }
    #expect(rank("a", "probability_first")?.value == 1)
    #expect(rank("b", "probability_first") == nil)
    #expect(rank("a", "probability_above_next")?.value == 1)
    let close = try #require(rank("b", "probability_above_next"))
    #expect((0.4...0.75).contains(close.value ?? 0))
    #expect(close.text.contains("not distinguishable"))
    #expect(result.headline[1].label.en == "Most credit by linear: a")
  }

  @Test("channels at the top that are not distinguishable head the report together")
  func tiedHeadline() async throws {
    var log = UserLog()
    log.add(.init(path: ["b"], conversions: 1), users: 51)
    log.add(.init(path: ["c"], conversions: 1), users: 50)
    let data = log.data()
    let result = try await AttributionResult.run(
      data: data, models: [(.linear, EvenSplit(paths: data.paths))], options: AttributionOptions())
    #expect(result.headline[1].label.en.contains("not distinguishable"))
    #expect(result.headline[1].entries.map(\.label.en) == ["b", "c"])
  }

  @Test("the Monte Carlo error of a sampled game widens the interval") func sampledGame()
    async throws
  {
    let data = SampleResult.data()
    func width(_ errors: [Double]?) async throws -> Double {
      let result = try await AttributionResult.run(
        data: data,
        models: [(.shapleyRate, PresenceSplit(paths: data.paths, errors: errors))],
        options: AttributionOptions())
      let interval = result.models[0].interval(.worth, channel: 1)
      return (interval?.upper ?? 0) - (interval?.lower ?? 0)
    }
    let (exact, sampled) = (try await width(nil), try await width([1, 10, 1]))
    #expect(sampled > (exact * exact + 32 * 32).squareRoot())
  }

  @Test("without a bootstrap there are credits and no intervals") func noBootstrap() async throws {
    let result = try await SampleResult.result(replicates: 0)
    let findings = result.findings(language: .en)
    let credits = findings.filter { $0.id == "attribution.credit" }
    #expect(!credits.isEmpty && credits.allSatisfy { $0.interval == nil && $0.value != nil })
    #expect(!findings.contains { $0.id == "attribution.rank" })
    try Texts.checkReferences(result)
  }

  @Test("no channel and one channel are reported") func fewChannels() async throws {
    let empty = UserLog().data()
    let none = try await AttributionResult.run(
      data: empty, models: [(.linear, EvenSplit(paths: empty.paths))],
      options: AttributionOptions())
    #expect(none.findings(language: .en).count == 3)
    try Texts.checkReferences(none)
    var log = UserLog()
    log.add(.init(path: ["a"], conversions: 1, value: 1_000_000), users: 12)
    let data = log.data()
    let one = try await AttributionResult.run(
      data: data, models: [(.linear, EvenSplit(paths: data.paths))], options: AttributionOptions())
    let share = one.findings(language: .en).first { $0.id == "attribution.share" }
    #expect(share?.value == 1)
    #expect(share?.interval?.lower == 1 && share?.interval?.upper == 1)
    try Texts.checkReferences(one)
  }

  @Test("what was left out is told") func checks() async throws {
    let findings = try await SampleResult.result().findings(language: .en)
    let check = findings.first { $0.subject == ["metric": "duplicates"] }
    #expect(check?.id == "attribution.check" && check?.value == 4)
    #expect(check?.text == "Rows left out as repeats of another: 4.")
    #expect(!findings.contains { $0.subject == ["metric": "denied"] })
  }
}
