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
    [best()].compactMap { $0 } + values()
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
