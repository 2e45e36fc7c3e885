import Findings

/// The sentences of answers: as strong as the grade of the evidence allows, and no stronger.
struct AnswerWords {
  /// Of which run or time a sentence speaks.
  enum Lead {
    case none, later, earlier
    case period(Period)
  }

  let words: Wording
  private var language: Language { words.language }

  init(_ language: Language) { words = Wording(language) }

  /// What a finding says.
  func statement(_ finding: Finding, _ lead: Lead = .none) -> String? {
    guard let measure = Lexicon.measure(of: finding.key) else { return nil }
    let name = measure.words(language).name
    guard finding.value != nil else {
      let reason = finding.reason.map { ": \($0)" } ?? ""
      return words.pick(
        "The \(name)\(subject(finding, measure)) is withheld\(reason).",
        "Zurückgehalten wird \(subject(finding, measure)): \(name)\(reason).")
    }
    let value = words.withInterval(finding)
    return language == .de
      ? german(finding, measure, lead, name, value) : english(finding, measure, lead, name, value)
  }

  private func english(
    _ finding: Finding, _ measure: Measure, _ lead: Lead, _ name: String, _ value: String
  ) -> String {
    let rest = "the \(name)\(subject(finding, measure)) at \(value)."
    let begin =
      switch lead {
      case .none: ""
      case .later: "In the later run, "
      case .earlier: "In the earlier run, "
      case .period(let period): "From \(period.from) to \(period.to), "
      }
    let verb =
      switch finding.grade {
      case .experiment: "the experiment puts "
      case .model: "the model estimates "
      case .descriptive: "the data put "
      case .assumption: "the assumptions put "
      }
    let text = begin + verb + rest
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private func german(
    _ finding: Finding, _ measure: Measure, _ lead: Lead, _ name: String, _ value: String
  ) -> String {
    let (actor, verb) =
      switch finding.grade {
      case .experiment: ("das Experiment", "zeigt")
      case .model: ("das Modell", "schätzt")
      case .descriptive: ("die Daten", "zeigen")
      case .assumption: ("die Annahmen", "setzen")
      }
    let begin: String? =
      switch lead {
      case .none: nil
      case .later: "Im späteren Lauf"
      case .earlier: "Im früheren Lauf"
      case .period(let period): "Vom \(period.from) bis \(period.to)"
      }
    let head =
      begin.map { "\($0) \(verb) \(actor)" }
      ?? "\(actor.prefix(1).uppercased())\(actor.dropFirst()) \(verb)"
    let about = subject(finding, measure)
    return "\(head) \(about.isEmpty ? "insgesamt" : about): \(name) \(value)."
  }

  /// Whom a finding is about; in English with a space before.
  func subject(_ finding: Finding, _ measure: Measure) -> String {
    var parts: [String] = []
    func add(_ key: String, _ english: String, _ german: String) {
      guard let value = finding.subject[key] else { return }
      parts.append("\(words.pick(english, german)) \(value)")
    }
    add("channel", "for", "für")
    add("arm", "for", "für")
    add("segment", "for", "für")
    if measure.metric == nil { add("metric", "in", "in") }
    add("geo", "in", "in")
    add("scenario", "in the plan", "im Plan")
    add("model", "by", "nach")
    add("game", "in the game", "im Spiel")
    let text = parts.joined(separator: " ")
    return language == .de || text.isEmpty ? text : " " + text
  }

  /// Findings of several names in falling or rising order, without saying that one is first.
  func order(_ findings: [Finding], _ key: String, rising: Bool) -> String? {
    guard let first = findings.first, let measure = Lexicon.measure(of: first.key) else {
      return nil
    }
    let name = measure.words(language).name
    let list = words.list(findings.map { "\($0.subject[key] ?? "") (\(words.value($0)))" })
    var rest = first
    rest.subject[key] = nil
    let about = subject(rest, measure)
    let capital = name.prefix(1).uppercased() + name.dropFirst()
    return words.pick(
      "\(capital)\(about) in \(rising ? "rising" : "falling") order: \(list).",
      "\(capital)\(about.isEmpty ? "" : " " + about) in \(rising ? "steigender" : "fallender") Reihenfolge: "
        + "\(list).")
  }

  /// Whether the first of an order is sure to be first.
  func lead(_ first: String, isClear: Bool?) -> String {
    switch isClear {
    case nil:
      words.pick(
        "The findings have no intervals, so that they do not say how sure this order is.",
        "Die Ergebnisse haben keine Intervalle und sagen nicht, wie gewiss diese Reihenfolge ist.")
    case true?:
      words.pick(
        "The interval of \(first) does not overlap with any other.",
        "Das Intervall von \(first) überlappt sich mit keinem anderen.")
    default:
      words.pick(
        "The interval of \(first) overlaps with others, so that its place is not sure.",
        "Das Intervall von \(first) überlappt sich mit anderen, so dass sein Platz nicht sicher ist."
      )
    }
  }

  /// How two findings of a measure stand to each other.
  func comparison(_ a: Finding, _ b: Finding, _ key: String) -> String? {
    guard let measure = Lexicon.measure(of: a.key), let left = a.value, let right = b.value,
      let one = a.subject[key], let other = b.subject[key]
    else { return nil }
    let name = measure.words(language).name
    guard a.interval != nil, b.interval != nil, !a.overlaps(b), left != right else {
      return words.pick(
        "By \(name), the findings do not say which of \(one) and \(other) is ahead, as intervals overlap or "
          + "are missing.",
        "\(name): Die Ergebnisse sagen nicht, ob \(one) oder \(other) vorn liegt, denn Intervalle überlappen "
          + "sich oder fehlen.")
    }
    let isMore = left > right
    return words.pick(
      "The \(name) for \(one) is \(isMore ? "higher" : "lower") than that for \(other), and the intervals do "
        + "not overlap.",
      "\(name): für \(one) \(isMore ? "höher" : "niedriger") als für \(other), und die Intervalle überlappen "
        + "sich nicht.")
  }

  /// Which way a measure went.
  func move(_ later: Finding, from earlier: Finding, inRuns: Bool) -> String? {
    guard let measure = Lexicon.measure(of: later.key), let new = later.value,
      let old = earlier.value
    else { return nil }
    let name = measure.words(language).name
    let about = subject(later, measure)
    let place = inRuns ? words.pick("run", "Lauf") : words.pick("period", "Zeitraum")
    if new == old {
      return words.pick(
        "The \(name)\(about) is the same in the later \(place).",
        "\(name) \(about): im späteren \(place) gleich.")
    }
    let isUp = new > old
    let way = isUp ? words.pick("higher", "höher") : words.pick("lower", "niedriger")
    let doubt: String
    if later.interval == nil || earlier.interval == nil {
      doubt = words.pick(
        "; without intervals nothing says how sure that is",
        "; ohne Intervalle sagt nichts, wie sicher das ist")
    } else if later.overlaps(earlier) {
      doubt = words.pick(
        "; the intervals overlap, so that a change is not sure",
        "; die Intervalle überlappen sich, so dass eine Änderung nicht sicher ist")
    } else {
      doubt = words.pick("; the intervals do not overlap", "; die Intervalle überlappen sich nicht")
    }
    return words.pick(
      "The \(name)\(about) is \(way) in the later \(place)\(doubt).",
      "\(name) \(about): im späteren \(place) \(way)\(doubt).")
  }
}
