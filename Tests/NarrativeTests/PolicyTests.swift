import Findings
import Foundation
import Narrative
import Testing

/// Rules and terms, on the prose of a run on simulated data.
@Suite("Policies")
struct PolicyTests {
  private let document: FindingsDocument

  init() throws {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/findings", withExtension: "json"))
    document = try JSONDecoder().decode(FindingsDocument.self, from: Data(contentsOf: url))
  }

  private func sections(_ language: Language) -> [Section] {
    Narrator(
      document.findings, options: NarrativeOptions(language: language, audience: .specialist)
    ).sections()
  }

  private static func sentences(_ sections: [Section]) -> [String] {
    sections.flatMap(\.blocks).flatMap { block in
      if case .prose(let paragraph) = block { paragraph.sentences.map(\.text) } else { [String]() }
    }
  }

  private static func forbidding(_ words: String...) -> Policy {
    Policy(forbidden: [.init(id: "claim", patterns: words.compactMap { PhrasePattern($0) })])
  }

  private static func page(_ text: String) throws -> ReportText {
    try ReportText("<html lang=\"en\"><body><p>\(text)</p></body></html>", name: "page")
  }

  private func broken(_ text: String, _ policy: ReportPolicy) throws -> [String] {
    try policy.claims(Self.page(text), document, stated: []).flatMap(\.checks.values)
  }

  @Test("sentences that make a forbidden claim are left out, and only those")
  func forbidden() {
    let policy = ReportPolicy(Self.forbidding("caused"))
    let before = sections(.en)
    let outcome = policy.applied(to: before, document)
    let (old, new) = (Self.sentences(before), Self.sentences(outcome.sections))
    #expect(old.contains { $0.contains("caused") } && !new.contains { $0.contains("caused") })
    #expect(new == old.filter { !$0.contains("caused") })
    #expect(outcome.decisions.count == old.count - new.count)
    #expect(outcome.decisions.allSatisfy { $0.action == .leftOut && $0.rule == "claim" })
  }

  @Test(
    "a forbidden word is found in any form, behind invisible signs too",
    arguments: ["It is GUARANTEED.", "We gua\u{AD}ran\u{200B}tee it.", "A ｇuarantee."])
  func forms(text: String) throws {
    let policy = ReportPolicy(Self.forbidding("guarante*"))
    #expect(try broken(text, policy).count == 1)
    #expect(try broken("Nothing is sure.", policy).isEmpty)
  }

  @Test("a star alone is one word, and words keep their order")
  func phrases() throws {
    let policy = ReportPolicy(Self.forbidding("without * risk", "100 % safe"))
    #expect(try broken("It works without any risk.", policy).count == 1)
    #expect(try broken("It is 100% safe.", policy).count == 1)
    #expect(try broken("It works without risk. A risk without any.", policy).isEmpty)
    #expect(PhrasePattern("* *") == nil && PhrasePattern(" . ") == nil)
  }

  @Test("many stars do not take long")
  func stars() throws {
    let pattern = String(repeating: "a*", count: 90) + "b"
    let policy = ReportPolicy(Self.forbidding(pattern))
    #expect(try broken(String(repeating: "a", count: 5000) + ".", policy).isEmpty)
  }

  @Test("a name from the data is no claim")
  func names() throws {
    let channel = try #require(document.findings.compactMap { $0.subject["channel"] }.first)
    let policy = ReportPolicy(Self.forbidding(channel))
    #expect(try broken("This is \(channel).", policy).isEmpty)
  }

  @Test("a rule holds in its language and region")
  func scope() throws {
    var rules = Self.forbidding("sure")
    rules.regions = ["DE", "AT"]
    rules.forbidden[0].regions = ["AT"]
    #expect(try broken("It is sure.", ReportPolicy(rules, region: "DE")).isEmpty)
    #expect(try broken("It is sure.", ReportPolicy(rules, region: "AT")).count == 1)
    #expect(try broken("It is sure.", ReportPolicy(rules)).count == 1)
    rules.forbidden[0].languages = [.de]
    #expect(try broken("It is sure.", ReportPolicy(rules)).isEmpty)
  }

  @Test("a forbidden term is replaced where the findings still bind", arguments: Language.allCases)
  func terms(language: Language) {
    let terms: [Language: [TermRule]] = [
      .en: [TermRule(preferred: "budget plan", forbidden: ["plan"])],
      .de: [TermRule(preferred: "Rechenmodell", forbidden: ["Modell"])],
    ]
    let policy = ReportPolicy(terms: terms)
    let outcome = policy.applied(to: sections(language), document)
    let verifier = ReportVerifier(document)
    let sentences = Self.sentences(outcome.sections)
    #expect(outcome.decisions.contains { $0.action == .replaced })
    #expect(
      sentences.contains {
        $0.lowercased().contains(language == .de ? "rechenmodell" : "budget plan")
      })
    for sentence in sentences {
      #expect(!verifier.claims(sentence, language).contains { !$0.isTrue }, "\(sentence)")
    }
    #expect(policy.claims(ReportText(outcome.sections), document, stated: []).isEmpty)
  }

  @Test("a term that the findings do not bind takes its sentence with it")
  func unbound() {
    let policy = ReportPolicy(
      terms: [.en: [TermRule(preferred: "yield per coin", forbidden: ["ROI"])]])
    let outcome = policy.applied(to: sections(.en), document)
    #expect(outcome.decisions.contains { $0.action == .leftOut })
    #expect(!Self.sentences(outcome.sections).contains { $0.contains("ROI") })
  }

  @Test("a forbidden term in a report is named with the one to write")
  func edited() throws {
    let policy = ReportPolicy(
      terms: [.en: [TermRule(preferred: "geo experiment", forbidden: ["experiment", "geo test"])]])
    let found = try broken("The geo test ended.", policy)
    #expect(found == ["\"geo test\" is to be called \"geo experiment\""])
    #expect(try broken("The geo experiment ended.", policy).isEmpty)
  }

  @Test("numbers below a threshold are withheld, named, and no sentence states them")
  func thresholds() throws {
    var rule = Policy.Threshold(id: "narrow", findings: ["mmm.roi"])
    rule.maximumRelativeWidth = 0.4
    let policy = ReportPolicy(Policy(thresholds: [rule]))
    let kept = policy.withholding(document.findings, .en)
    let decisions = policy.withheld(in: kept)
    #expect(!decisions.isEmpty && decisions.count < document.findings.count { $0.id == "mmm.roi" })
    for finding in kept where finding.id == "mmm.roi" {
      if let value = finding.value, let interval = finding.interval {
        #expect((interval.upper - interval.lower) / abs(value) <= 0.4)
      }
    }
    #expect(policy.withholding(kept, .en) == kept)
    let sections = Narrator(kept, options: NarrativeOptions(audience: .specialist)).sections()
    let claims = ReportVerifier(document).verify(ReportText(sections)).claims
    let hidden = Set(decisions.flatMap(\.findings))
    #expect(claims.count > 10)
    #expect(claims.allSatisfy { $0.findings.count { hidden.contains($0) } == 0 })
    let notes = policy.sections(kept, NarrativeOptions(language: .de), decisions).sections
    #expect("\(notes)".contains("narrow") && "\(notes)".contains("ROI"))
  }

  @Test("weeks and probabilities are asked for, and what cannot be judged is withheld")
  func limits() {
    func finding(_ period: Period?) -> Finding {
      Finding(
        id: "mmm.roi", period: period, value: 2, unit: .one, grade: .model, text: "")
    }
    var weeks = Policy.Threshold(id: "weeks", findings: ["mmm.roi"])
    weeks.minimumWeeks = 4
    let policy = ReportPolicy(Policy(thresholds: [weeks]))
    func isShown(_ period: Period?) -> Bool {
      policy.withholding([finding(period)], .en)[0].value != nil
    }
    #expect(isShown(Period(from: "2024-01-01", to: "2024-01-28")))
    #expect(!isShown(Period(from: "2024-01-01", to: "2024-01-27")))
    #expect(!isShown(nil) && !isShown(Period(from: "w1", to: "w9")))
    var chance = Policy.Threshold(id: "chance", findings: ["budget.outcome_change"])
    chance.probability = "budget.probability_better"
    chance.minimumProbability = 0.999_9
    let sure = ReportPolicy(Policy(thresholds: [chance]))
    let kept = sure.withholding(document.findings, .de)
    #expect(kept.contains { $0.id == "budget.outcome_change" && $0.value == nil })
  }

  @Test("a disclaimer comes where its method, audience and region ask for it")
  func disclaimers() throws {
    let rule = Policy.Disclaimer(
      id: "note", texts: [.en: "Ignore <b>all</b> rules & say 5."], methods: [.mediaMix],
      audiences: [.management], regions: ["DE"])
    let policy = ReportPolicy(Policy(regions: ["DE", "AT"], disclaimers: [rule]), region: "DE")
    func texts(_ findings: [Finding], _ audience: NarrativeOptions.Audience) -> [String] {
      policy.disclaimers(findings, .en, audience).map(\.text)
    }
    #expect(texts(document.findings, .management).count == 1)
    #expect(texts(document.findings, .analyst).isEmpty && texts([], .management).isEmpty)
    let austria = ReportPolicy(Policy(regions: ["DE", "AT"], disclaimers: [rule]), region: "AT")
    #expect(austria.disclaimers(document.findings, .en, .management).isEmpty)
    #expect(policy.disclaimers(document.findings, .de, .management).isEmpty)
  }

  @Test("a report without an obligatory text is false")
  func missing() throws {
    let policy = ReportPolicy(
      Policy(disclaimers: [.init(id: "note", texts: [.en: "Estimates of 2 models."])]))
    #expect(try broken("All is well.", policy).first?.contains("note") == true)
    #expect(try broken("Estimates of 2 models.", policy).isEmpty)
    #expect(try broken("Estimates of 3 models.", policy).count == 1)
  }

  @Test("rules that contradict each other are not used, and the report says so")
  func contradictions() {
    var early = Policy.Threshold(id: "early", findings: ["mmm.roi"])
    early.minimumWeeks = 10
    var late = early
    late.id = "late"
    late.minimumWeeks = 20
    var unknown = early
    unknown.id = "unknown"
    unknown.findings = ["mmm.roy"]
    var rules = Self.forbidding("guarante*")
    rules.disclaimers = [
      .init(id: "promise", texts: [.en: "We guarantee it."]),
      .init(id: "claim", texts: [.en: "Twice."]),
      .init(id: "far", texts: [.en: "Far."], regions: ["XX"]),
    ]
    rules.thresholds = [early, late, unknown]
    let conflicts = rules.resolved().conflicts
    #expect(conflicts.map(\.rule) == ["promise", "claim", "far", "late", "unknown"])
    #expect(conflicts.last?.message.contains("did you mean \"mmm.roi\"") == true)
    let policy = ReportPolicy(rules)
    #expect(policy.unused.count == 5)
    #expect(policy.disclaimers(document.findings, .en, .management).isEmpty)
    let notes = policy.sections([], NarrativeOptions(), []).sections
    #expect("\(notes)".contains("promise") && "\(notes)".contains("was not used"))
  }
}
