public import Findings

// What rules do to prose.
extension ReportPolicy {
  /// Prose after the rules: forbidden terms are replaced by preferred ones where the findings still bind,
  /// and sentences that break a rule are left out.
  public func applied(
    to sections: [Section], _ document: FindingsDocument
  ) -> (sections: [Section], decisions: [PolicyDecision]) {
    let verifier = ReportVerifier(document)
    let base = FactBase(document.findings)
    let names = Self.names(document.findings)
    var decisions: [PolicyDecision] = []
    let kept = sections.compactMap { section -> Section? in
      var section = section
      section.blocks = section.blocks.compactMap { block in
        guard case .prose(var paragraph) = block else { return block }
        paragraph.sentences = paragraph.sentences.compactMap { sentence in
          let outcome = Outcome(self, sentence, paragraph.language, names, verifier, base)
          decisions += outcome.decisions
          return outcome.sentence
        }
        return paragraph.sentences.isEmpty ? nil : .prose(paragraph)
      }
      return section.blocks.isEmpty ? nil : section
    }
    return (kept, decisions)
  }

  /// What became of a sentence.
  private struct Outcome {
    var sentence: Sentence?
    var decisions: [PolicyDecision] = []

    init(
      _ policy: ReportPolicy, _ sentence: Sentence, _ language: Language, _ names: [String],
      _ verifier: ReportVerifier, _ base: FactBase
    ) {
      self.sentence = sentence
      let breaches = policy.breaches(sentence.text, language, names: names)
      guard let first = breaches.first else { return }
      if let claim = breaches.first(where: { $0.preferred == nil }) {
        leaveOut(sentence, claim)
        return
      }
      let text = Self.replaced(sentence.text, breaches)
      let facts = StatedFacts(sentence.text, language, base)
      let holds =
        verifier.claims(text, language).allSatisfy(\.isTrue)
        && facts.keep(StatedFacts(text, language, base))
        && policy.breaches(text, language, names: names).isEmpty
      guard holds else {
        leaveOut(sentence, first)
        return
      }
      self.sentence?.text = text
      decisions = breaches.map { breach in
        PolicyDecision(
          breach.rule, .replaced, text: breach.words, findings: sentence.findings,
          Phrase(
            en: "\"\(breach.words)\" is called \"\(breach.rule)\".",
            de: "„\(breach.words)“ heißt „\(breach.rule)“."))
      }
    }

    private mutating func leaveOut(_ sentence: Sentence, _ breach: Breach) {
      self.sentence = nil
      let why = breach.reason.map { " \($0)" } ?? ""
      let reason =
        breach.preferred.map { term in
          Phrase(
            en:
              "\"\(breach.words)\" is to be called \"\(term)\", and with it the findings do not bind.",
            de: "„\(breach.words)“ soll „\(term)“ heißen, und damit binden die Ergebnisse nicht.")
        }
        ?? Phrase(
          en: "\"\(breach.words)\" may not be said.\(why)",
          de: "„\(breach.words)“ darf nicht gesagt werden.\(why)")
      decisions = [
        PolicyDecision(
          breach.rule, .leftOut, text: sentence.text, findings: sentence.findings, reason)
      ]
    }

    /// The text with preferred terms in the place of others.
    private static func replaced(_ text: String, _ breaches: [Breach]) -> String {
      let characters = Array(text)
      var result = ""
      var end = 0
      for breach in breaches where breach.range.lowerBound >= end {
        let term = breach.preferred ?? ""
        result += String(characters[end..<breach.range.lowerBound])
        result +=
          breach.range.lowerBound == 0 ? term.prefix(1).uppercased() + term.dropFirst() : term
        end = breach.range.upperBound
      }
      return result + String(characters[end...])
    }
  }

  /// The texts that a report has to carry.
  ///
  /// - Parameter audience: for whom it is; nil asks only for what everybody has to read.
  public func disclaimers(
    _ findings: [Finding], _ language: Language, _ audience: NarrativeOptions.Audience?
  ) -> [(id: String, text: String)] {
    policy.disclaimers.filter { rule in
      holds(rule.regions)
        && (rule.audiences.isEmpty || audience.map(rule.audiences.contains) ?? false)
        && (rule.methods.isEmpty
          || rule.methods.contains { method in
            findings.contains { $0.id.hasPrefix(method.prefix) }
          })
    }.compactMap { rule in
      rule.texts[language].map { (rule.id, PlainText.clean($0).trimmed) }
    }
  }

  /// The sections that carry the obligatory texts and say what rules did.
  public func sections(
    _ findings: [Finding], _ options: NarrativeOptions, _ decisions: [PolicyDecision]
  ) -> (sections: [Section], decisions: [PolicyDecision]) {
    let texts = disclaimers(findings, options.language, options.audience)
    let added = texts.map { text in
      PolicyDecision(
        text.id, .added, text: text.text,
        Phrase(en: "The report has to carry it.", de: "Der Bericht muss es enthalten."))
    }
    var sections: [Section] = []
    if !texts.isEmpty {
      sections.append(
        Section(
          id: Self.disclaimerSection, title: Phrase(en: "Notices", de: "Hinweise"),
          blocks: texts.map { .note(.init(.information, Phrase($0.text))) }))
    }
    let notes = Self.notes(unused + decisions)
    if !notes.isEmpty {
      sections.append(
        Section(
          id: "policy",
          title: Phrase(en: "What rules left out", de: "Was Regeln ausgelassen haben"),
          blocks: notes.map { .note($0) }))
    }
    return (sections, unused + decisions + added)
  }

  /// The id of the section that carries obligatory texts.
  public static let disclaimerSection = "disclaimers"

  /// A remark for each rule and what it did, in order.
  private static func notes(_ decisions: [PolicyDecision]) -> [Section.Note] {
    var notes: [Section.Note] = []
    for action in [PolicyDecision.Action.notUsed, .withheld, .leftOut] {
      let own = decisions.filter { $0.action == action }
      var seen: Set<String> = []
      for rule in own.map(\.rule) where seen.insert(rule).inserted {
        let group = own.filter { $0.rule == rule }
        var reasons: [Phrase] = []
        for decision in group where !reasons.contains(decision.reason) {
          reasons.append(decision.reason)
        }
        notes.append(note(rule, action, group, reasons))
      }
    }
    return notes
  }

  private static func note(
    _ rule: String, _ action: PolicyDecision.Action, _ group: [PolicyDecision], _ reasons: [Phrase]
  ) -> Section.Note {
    let why = Phrase(
      en: reasons.map(\.en).joined(separator: "; "), de: reasons.map(\.de).joined(separator: "; "))
    switch action {
    case .notUsed:
      return .init(
        .warning,
        Phrase(
          en: "The rule \"\(rule)\" was not used: \(why.en)",
          de: "Die Regel „\(rule)“ wurde nicht verwendet: \(why.de)"))
    case .leftOut:
      return .init(
        .information,
        Phrase(
          en: "By the rule \"\(rule)\", sentences were left out: \(why.en)",
          de: "Nach der Regel „\(rule)“ wurden Sätze ausgelassen: \(why.de)"))
    case .withheld, .added, .replaced:
      let what = Phrase(en: named(group, .en), de: named(group, .de))
      return .init(
        .withheld,
        Phrase(
          en: "By the rule \"\(rule)\", numbers are withheld (\(what.en)): \(why.en).",
          de: "Nach der Regel „\(rule)“ werden Zahlen zurückgehalten (\(what.de)): \(why.de)."))
    }
  }

  /// What was withheld: measures, and of what.
  private static func named(_ group: [PolicyDecision], _ language: Language) -> String {
    var names: [String] = []
    for key in group.flatMap(\.findings) {
      let measure = Lexicon.measure(of: key)?.words(language).name ?? key.id
      let what = key.subject.sorted { $0.key < $1.key }.map(\.value)
      let name = ([measure] + what).joined(separator: " ")
      if !names.contains(name) { names.append(name) }
    }
    let shown = names.prefix(12).joined(separator: ", ")
    return names.count > 12 ? shown + ", …" : shown
  }
}
