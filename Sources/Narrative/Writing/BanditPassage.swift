import Findings

/// What a bandit does.
struct BanditPassage: Passage {
  static let heading = (id: "prose-bandit", title: Phrase(en: "Bandit", de: "Bandit"))

  private let table: FindingTable
  private let words: Wording

  init(_ table: FindingTable, _ words: Wording) {
    self.table = table
    self.words = words
  }

  func messages() -> [Message] {
    [best()].compactMap { $0 } + guardrails() + values() + violations() + regrets()
  }

  /// Where each guarded metric is expected to end.
  private func guardrails() -> [Message] {
    table.all("bandit.guardrail", ["metric"]).filter { $0.value != nil }.compactMap { finding in
      guard let measure = Lexicon.measure(of: finding.key) else { return nil }
      let (english, german) = (measure.english.name, measure.german.name)
      let article = measure.gender == .feminine ? "die" : "der"
      return Message(
        .result, isKey: true,
        words.sentence(
          "By the model, the \(english) at the end of the campaign is \(words.withInterval(finding)).",
          "Nach dem Modell beträgt \(article) \(german) am Ende der Kampagne "
            + "\(words.withInterval(finding)).", [finding]))
    }
  }

  /// How often simulated campaigns miss each bound, with guardrails and without, and how often they may.
  private func violations() -> [Message] {
    table.all("bandit.violation_share", ["metric", "model"])
      .filter { $0.value != nil }.compactMap { finding in
        guard let measure = Lexicon.measure(of: finding.key) else { return nil }
        let isGuarded = finding.subject["model"] == "guardrails"
        let (english, german) = (measure.english.name, measure.german.name)
        let value = words.withInterval(finding)
        return Message(
          .result, isKey: isGuarded,
          isGuarded
            ? words.sentence(
              "In the simulation with guardrails, the \(english) is \(value).",
              "In der Simulation mit Guardrails beträgt der \(german) \(value).", [finding])
            : words.sentence(
              "With Thompson sampling alone, the \(english) is \(value).",
              "Allein mit Thompson-Sampling beträgt der \(german) \(value).", [finding]))
      }
      + table.all("bandit.permitted_violation_share", ["metric"]).compactMap { finding in
        guard let measure = Lexicon.measure(of: finding.key) else { return nil }
        return Message(
          .result, for: .analyst,
          words.sentence(
            "The \(measure.english.name) is \(words.value(finding)).",
            "Der \(measure.german.name) beträgt \(words.value(finding)).", [finding]))
      }
  }

  /// What guardrails cost in simulated campaigns.
  private func regrets() -> [Message] {
    var messages = table.all("bandit.regret", ["model"]).filter { $0.value != nil }.map { regret in
      let isGuarded = regret.subject["model"] == "guardrails"
      let value = words.withInterval(regret)
      return Message(
        .breakdown, for: .analyst,
        isGuarded
          ? words.sentence(
            "With guardrails, the regret a campaign is \(value).",
            "Mit Guardrails beträgt das Bedauern je Kampagne \(value).", [regret])
          : words.sentence(
            "With Thompson sampling alone, the regret a campaign is \(value).",
            "Allein mit Thompson-Sampling beträgt das Bedauern je Kampagne \(value).", [regret]))
    }
    if let ratio = table.shown("bandit.regret_ratio", ["model": "guardrails"]) {
      messages.append(
        Message(
          .breakdown,
          words.sentence(
            "Where bounds are slack, the ratio of regrets with guardrails is \(words.value(ratio)).",
            "Wo die Grenzen locker sind, beträgt das Verhältnis der Regrets mit Guardrails "
              + "\(words.value(ratio)).", [ratio])))
    }
    return messages
  }

  private func best() -> Message? {
    guard let first = table.all("bandit.probability_best", ["arm"]).falling.first,
      let name = first.subject["arm"]
    else { return nil }
    return Message(
      .result, isKey: true,
      words.sentence(
        "\(name) has a probability of \(words.value(first)) of being the best arm.",
        "\(name) ist mit einer Wahrscheinlichkeit von \(words.value(first)) der beste Arm.", [first]
      ))
  }

  private func values() -> [Message] {
    table.all("bandit.value", ["model"]).filter { $0.value != nil }.map { value in
      let model = value.subject["model"] ?? ""
      return Message(
        .result, for: .analyst,
        words.sentence(
          "By \(model), the policy value is \(words.withInterval(value)).",
          "Nach \(model) ist der Wert der Strategie \(words.withInterval(value)).", [value]))
    }
  }
}
