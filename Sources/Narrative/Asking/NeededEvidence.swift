import Findings

/// What would be needed to answer a question that findings and documents do not.
struct NeededEvidence {
  private let question: Question
  private let evidence: Evidence
  private let base: FactBase
  private let words: Wording

  init(_ question: Question, _ evidence: Evidence, _ base: FactBase, _ language: Language) {
    self.question = question
    self.evidence = evidence
    self.base = base
    words = Wording(language)
  }

  /// What is missing, the most telling first.
  var texts: [String] {
    if !question.hints.isEmpty {
      return [
        words.pick(
          "A name of the data. Did you mean \(words.list(question.hints.prefix(3).map(quoted)))?",
          "Ein Name aus den Daten. Meinten Sie \(words.list(question.hints.prefix(3).map(quoted)))?"
        )
      ]
    }
    if question.hasUnknownName || !question.isUnderstood && question.names.isEmpty {
      return [names, form].compactMap { $0 }
    }
    let absent = question.measures.filter { measure in
      !base.facts.contains { $0.measure == measure }
    }
    if !question.measures.isEmpty, absent.count == question.measures.count {
      let families = Set(absent.map { String($0.id.prefix { $0 != "." }) }).sorted()
      return families.compactMap(Self.method).map { method in
        words.pick(
          "Findings that measure this: \(method).", "Ergebnisse, die das messen: \(method).")
      }
    }
    if question.intents.contains(.change) {
      return [
        words.pick(
          "A second run of the same method, or findings for two periods, in which this is measured.",
          "Ein zweiter Lauf derselben Methode oder Ergebnisse zweier Zeiträume, in denen das gemessen wird."
        )
      ]
    }
    if !question.names.isEmpty {
      return [
        words.pick(
          "Findings of this measure for the names in the question.",
          "Ergebnisse dieser Kennzahl zu den Namen in der Frage.")
      ]
    }
    return [form]
  }

  private var names: String? {
    let known = base.names.filter { $0.key == "channel" || $0.key == "arm" }.map(\.value)
    var seen: Set<String> = []
    let some = known.sorted().filter { seen.insert($0).inserted }.prefix(12)
    guard !some.isEmpty else { return nil }
    let list = words.list(some.map(quoted))
    return words.pick(
      "A name of the data: the findings know \(list).",
      "Ein Name aus den Daten: Die Ergebnisse kennen \(list).")
  }

  private var form: String {
    words.pick(
      "A question in English or German about a measure or a name of the findings, such as: why did the ROI of "
        + "tv change?",
      "Eine Frage auf Deutsch oder Englisch nach einer Kennzahl oder einem Namen der Ergebnisse, etwa: Warum hat "
        + "sich der ROI von tv verändert?")
  }

  private func quoted(_ name: String) -> String {
    words.pick("“\(name.prefix(60))”", "„\(name.prefix(60))“")
  }

  /// The command that finds out.
  private static func method(_ family: String) -> String? {
    switch family {
    case "mmm": "liftwerk mmm fit"
    case "attribution": "liftwerk attribution run"
    case "geo": "liftwerk geo analyze"
    case "experiment": "liftwerk experiment analyze"
    case "uplift": "liftwerk experiment uplift"
    case "budget": "liftwerk budget optimize"
    case "bandit": "liftwerk bandit simulate"
    default: nil
    }
  }
}
