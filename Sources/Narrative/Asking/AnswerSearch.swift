import Findings

/// A search under way: what the tools gave so far.
struct AnswerSearch {
  /// Sentences by the part of the answer they belong to: the order of steps does not change the answer.
  private enum Part: Int { case facts, changes, around }

  private let question: Question
  private let evidence: Evidence
  private let selection: FindingSelection
  private let words: AnswerWords
  private let gate: AnswerGate
  private let source: (any PassageSource)?
  private let base: FactBase
  private let language: Language

  private(set) var steps: [Answer.Step] = []
  /// Why a language model's choice was not followed.
  var refused: String?
  private var parts: [Part: [Answer.Statement]] = [:]
  private var quotes: [Answer.Quote] = []
  private var notices: [String] = []
  private var hasAnswer = false
  private var rejected = 0

  init(
    _ question: Question, _ evidence: Evidence, _ base: FactBase, _ language: Language,
    _ source: (any PassageSource)?
  ) {
    self.question = question
    self.evidence = evidence
    self.base = base
    self.language = language
    self.source = source
    selection = FindingSelection(question, evidence, base)
    words = AnswerWords(language)
    gate = AnswerGate(evidence, language)
  }

  /// The tools that the question needs, in their order.
  var plan: [AskTool] {
    asksForChange ? [.findings, .comparison, .passages] : [.findings, .passages]
  }

  private var asksForChange: Bool { question.intents.contains(.change) }

  /// Whether findings can be looked for: something is asked that they are about.
  private var isAboutFindings: Bool {
    guard question.isUnderstood, !question.hasUnknownName else { return false }
    if !question.measures.isEmpty || !question.names.isEmpty { return true }
    if question.intents.contains(.recommendation) { return true }
    return question.key != nil && question.intents != [.value]
  }

  /// Uses a tool once.
  mutating func use(_ tool: AskTool, by choice: Answer.Step.Choice) {
    let before = count
    switch tool {
    case .findings: if isAboutFindings { listFindings() }
    case .comparison: if isAboutFindings { compare() }
    case .passages: retrieve()
    }
    steps.append(Answer.Step(tool: tool, by: choice, found: count - before))
  }

  private var count: Int { parts.values.reduce(quotes.count) { $0 + $1.count } }

  // MARK: Findings

  private mutating func listFindings() {
    if question.intents.contains(.recommendation) { recommend() }
    let key =
      question.key
      ?? ["channel", "arm", "geo"].first { key in
        selection.measures.contains { !selection.breakdown($0, by: key).isEmpty }
      }
    if question.intents.contains(.ranking), let key, named(by: key).count != 1 {
      for measure in selection.measures.prefix(question.measures.isEmpty ? 1 : 3) {
        rank(measure, key)
      }
      if hasAnswer { return }
    }
    var answering = 0
    for measure in selection.measures where answering < 6 {
      let found = selection.findings(measure)
      answering += found.isEmpty ? 0 : 1
      for finding in found.prefix(6) { state(finding) }
      if found.isEmpty, question.names.isEmpty, let key { rank(measure, key) }
      if question.intents.contains(.comparison) { relate(found) }
    }
    if question.intents.contains(.uncertainty) { doubts() }
  }

  private func named(by key: String) -> [Question.Name] { question.names.filter { $0.key == key } }

  /// Says a finding.
  private mutating func state(_ finding: Finding) {
    guard let text = words.statement(finding) else { return }
    let isNumber = finding.value != nil
    if add(text, [finding], to: .facts, mustBind: isNumber), isNumber, !asksForChange {
      hasAnswer = true
    }
    if !isNumber, let remedy = finding.remedy, !notices.contains(remedy) { notices.append(remedy) }
  }

  private mutating func rank(_ measure: Measure, _ key: String) {
    var ranked = selection.breakdown(measure, by: key).falling
    if question.asksForLeast { ranked.reverse() }
    guard ranked.count > 1, let first = ranked.first, let name = first.subject[key],
      let text = words.order(Array(ranked.prefix(8)), key, rising: question.asksForLeast)
    else { return }
    guard add(text, Array(ranked.prefix(8)), to: .facts, mustBind: true) else { return }
    hasAnswer = true
    let isClear =
      first.interval == nil
      ? nil : ranked.dropFirst().allSatisfy { !$0.overlaps(first) && $0.interval != nil }
    add(words.lead(name, isClear: isClear), [first], to: .facts, mustBind: false)
    if measure.id == "mmm.roi",
      let chance = base.facts.first(where: { fact in
        fact.measure.metric == "best_probability" && fact.finding.subject["channel"] == name
      })?.finding, !question.asksForLeast
    {
      state(chance)
    }
  }

  /// How the first two findings of a measure stand to each other.
  private mutating func relate(_ found: [Finding]) {
    guard found.count == 2,
      let key = ["channel", "arm", "geo", "segment"].first(where: { key in
        found[0].subject[key] != found[1].subject[key]
      }), let text = words.comparison(found[0], found[1], key)
    else { return }
    add(text, found, to: .facts, mustBind: false)
  }

  /// What the passages of the methods say is to be done.
  private mutating func recommend() {
    tell([.action, .result], of: [BudgetPassage.self])
    tell([.action], of: [MediaMixPassage.self, BanditPassage.self, ExperimentPassage.self])
  }

  private mutating func doubts() {
    tell([.doubt], of: Narrator.passages)
  }

  private mutating func tell(_ purposes: Set<Message.Purpose>, of passages: [any Passage.Type]) {
    let table = FindingTable(evidence.findings)
    let values = Set(question.names.map(\.value))
    for passage in passages {
      for message in passage.init(table, words.words).messages()
      where purposes.contains(message.purpose) && message.audience <= .analyst {
        let found = evidence.findings.filter { message.sentence.findings.contains($0.key) }
        let isAbout =
          values.isEmpty || found.contains { !values.isDisjoint(with: $0.subject.values) }
        guard isAbout else { continue }
        if add(message.sentence.text, found, to: .facts, mustBind: false) { hasAnswer = true }
      }
    }
  }

  // MARK: Changes

  private mutating func compare() {
    let search = ChangeSearch(evidence: evidence, base: base)
    var told: Set<FindingKey> = []
    for measure in selection.measures.prefix(question.measures.isEmpty ? 3 : 4) {
      for finding in selection.findings(measure).prefix(4) where finding.value != nil {
        guard let pair = search.pair(finding) else { continue }
        told.insert(pair.later.key)
        tell(pair, .changes)
        contradict(pair)
        hasAnswer = hasAnswer || asksForChange
      }
    }
    guard asksForChange, !told.isEmpty else { return }
    for id in QuestionWords.related {
      for measure in Lexicon.measures where measure.id == id {
        for finding in selection.findings(measure).prefix(2) {
          guard let pair = search.pair(finding), told.insert(pair.later.key).inserted else {
            continue
          }
          tell(pair, .around)
        }
      }
    }
    explain()
  }

  private mutating func tell(_ pair: ChangeSearch.Pair, _ part: Part) {
    guard let way = words.move(pair.later, from: pair.earlier, inRuns: pair.source != nil) else {
      return
    }
    add(way, [pair.later], to: part, mustBind: false)
    let run = evidence.source(of: pair.later.key)?.run ?? ""
    if let source = pair.source {
      add(words.statement(pair.later, .later), [pair.later], run: run, to: part)
      add(words.statement(pair.earlier, .earlier), [pair.earlier], run: source.run, to: part)
    } else if let now = pair.later.period, let before = pair.earlier.period {
      add(words.statement(pair.later, .period(now)), [pair.later], run: run, to: part)
      add(words.statement(pair.earlier, .period(before)), [pair.earlier], run: run, to: part)
    }
  }

  /// Says so if the question takes for granted what the findings do not show.
  private mutating func contradict(_ pair: ChangeSearch.Pair) {
    guard let saysUp = question.saysUp, let new = pair.later.value, let old = pair.earlier.value,
      new == old || (new > old) != saysUp
    else { return }
    let text = pick(
      "The question takes a change for granted that these findings do not show.",
      "Die Frage setzt eine Änderung voraus, die diese Ergebnisse nicht zeigen.")
    if !notices.contains(text) { notices.append(text) }
  }

  /// How far the findings reach for a why.
  private mutating func explain() {
    let channels = named(by: "channel").map(\.value)
    let tested = channels.filter(evidence.testedChannels.contains)
    let text =
      tested.isEmpty
      ? pick(
        "What changed along with it is no cause: no experiment on this is among the findings.",
        "Was sich zugleich änderte, ist keine Ursache: Zu dieser Frage liegt kein Experiment vor.")
      : pick(
        "What changed along with it is no cause: the experiment says what the spend did in its own time, and "
          + "not why a later estimate differs.",
        "Was sich zugleich änderte, ist keine Ursache: Das Experiment sagt, was die Ausgaben in seiner Zeit "
          + "bewirkten, und nicht, warum eine spätere Schätzung abweicht.")
    notices.append(text)
  }

  // MARK: Passages

  private mutating func retrieve() {
    guard let source else { return }
    let found = Quoting(question: question, language: language).quotes(
      from: source, also: question.names.map(\.value))
    quotes = found.quotes
    notices += found.notices
  }

  // MARK: The answer

  /// Adds a sentence that the verifier lets pass.
  @discardableResult
  private mutating func add(
    _ text: String?, _ findings: [Finding], run: String? = nil, to part: Part, mustBind: Bool = true
  ) -> Bool {
    guard let text, count < Asker.maximumStatements + Quoting.limit else { return false }
    let run = run ?? findings.first.flatMap { evidence.source(of: $0.key)?.run } ?? ""
    if parts.values.joined().contains(where: { $0.text == text }) { return false }
    guard let checks = gate.checks(text, findings, run: run, mustBind: mustBind) else {
      rejected += 1
      return false
    }
    parts[part, default: []].append(
      Answer.Statement(text: text, run: run, findings: findings.map(\.key), checks: checks))
    return true
  }

  /// The answer as far as the search has come.
  func answer() -> Answer {
    let statements = [Part.facts, .changes, .around].flatMap { parts[$0] ?? [] }
    let isAnswered = hasAnswer || !quotes.isEmpty
    var notices = notices
    if let refused {
      notices.append(
        pick(
          "The language model chose no step (\(refused)).",
          "Das Sprachmodell wählte keinen Schritt (\(refused))."))
    }
    return Answer(
      isAnswered: isAnswered, language: language, intents: question.intents,
      names: question.names, measures: question.measures.map(\.id).unique,
      statements: statements, passages: quotes, needed: isAnswered ? [] : needed, notices: notices,
      steps: steps, rejected: rejected)
  }

  private func pick(_ english: String, _ german: String) -> String {
    words.words.pick(english, german)
  }
}

extension AnswerSearch {
  /// What an answer would need.
  private var needed: [String] { NeededEvidence(question, evidence, base, language).texts }
}

extension [String] {
  /// Each once, in order.
  fileprivate var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
