import Findings

extension ExperimentAnalysis {
  /// What follows for each arm, in a sentence or two of plain words.
  func decisions() -> [Phrase] {
    let control = result.arms[0]
    return result.arms.dropFirst().map { arm in
      let mine = comparisons.filter { $0.arm == arm }
      let goals = mine.filter { $0.guardrail == nil }
      let shown = goals.filter { $0.verdict != .open }
      let open = goals.filter { $0.verdict == .open }.map(\.metric)
      func words(_ language: Language) -> String {
        let sentences =
          shown.map { effect($0, control, language) }
          + (open.isEmpty ? [] : [unclear(arm, open, control, language)])
          + mine.compactMap { guardrail($0, language) }
        return sentences.joined(separator: " ")
      }
      return Phrase(en: words(.en), de: words(.de))
    }
  }

  private func effect(
    _ found: ExperimentComparison, _ control: String, _ language: Language
  ) -> String {
    let style = NumberStyle(language)
    let scale = found.isShare ? 100.0 : 1
    // A lowered metric is told by its size, and so are its limits.
    let sign = found.verdict == .less ? -scale : scale
    let ends = [found.limits.lower * sign, found.limits.upper * sign].sorted()
    let decimals = NumberStyle.decimals(intervalWidth: ends[1] - ends[0])
    func number(_ x: Double) -> String { style.number(x, decimals: decimals) }
    let size = number(found.difference * sign)
    let range = style.interval(number(ends[0]), number(ends[1]))
    let unit =
      found.isShare ? Phrase(en: " percentage points", de: " Prozentpunkte")[language] : ""
    let verb =
      found.verdict == .more
      ? Phrase(en: "raises", de: "erhöht") : Phrase(en: "lowers", de: "senkt")
    return Phrase(
      en: "\(found.arm) \(verb.en) \(found.metric) by \(size)\(unit) \(range) against \(control).",
      de: "\(found.arm) \(verb.de) \(found.metric) um \(size)\(unit) \(range) gegenüber \(control)."
    )[language]
  }

  private func unclear(
    _ arm: String, _ metrics: [String], _ control: String, _ language: Language
  ) -> String {
    let names = metrics.joined(separator: ", ")
    return Phrase(
      en: "Whether \(arm) differs from \(control) in \(names) cannot be told.",
      de: "Ob sich \(arm) bei \(names) von \(control) unterscheidet, ist offen.")[language]
  }

  private func guardrail(_ found: ExperimentComparison, _ language: Language) -> String? {
    found.guardrail.map { test in
      switch test.verdict {
      case .kept:
        Phrase(
          en: "The guardrail \(found.metric) is kept.",
          de: "Die Leitplanke \(found.metric) ist eingehalten.")
      case .broken:
        Phrase(
          en: "The guardrail \(found.metric) is broken.",
          de: "Die Leitplanke \(found.metric) ist verletzt.")
      case .unclear:
        Phrase(
          en: "Whether the guardrail \(found.metric) is kept cannot be told.",
          de: "Ob die Leitplanke \(found.metric) eingehalten ist, ist offen.")
      }
    }?[language]
  }
}
