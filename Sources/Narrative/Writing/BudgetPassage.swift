import Findings

/// What the budget should be.
struct BudgetPassage: Passage {
  static let heading = (id: "prose-budget", title: Phrase(en: "Budget", de: "Budget"))

  private let table: FindingTable
  private let words: Wording

  init(_ table: FindingTable, _ words: Wording) {
    self.table = table
    self.words = words
  }

  func messages() -> [Message] {
    [advice()].compactMap { $0 } + moves() + [gap()].compactMap { $0 }
  }

  private func advice() -> Message? {
    guard let change = table.shown("budget.outcome_change"),
      let chance = table.shown("budget.probability_better")
    else { return nil }
    return Message(
      .result, isKey: true,
      words.sentence(
        "By the model, the recommended plan changes the outcome by \(words.withInterval(change)), and the "
          + "probability of beating the present plan is \(words.value(chance)).",
        "Nach dem Modell ist die Veränderung des Ergebnisses durch den empfohlenen Plan "
          + "\(words.withInterval(change)), und die Wahrscheinlichkeit, den jetzigen Plan zu übertreffen, ist "
          + "\(words.value(chance)).",
        [change, chance]))
  }

  /// Where money should go, the largest moves first.
  private func moves() -> [Message] {
    let pairs = table.all("budget.recommended", ["channel"]).compactMap {
      plan -> (today: Finding, plan: Finding)? in
      guard let name = plan.subject["channel"], plan.value != nil else { return nil }
      return table.shown("budget.current", ["channel": name]).map { ($0, plan) }
    }
    func move(_ pair: (today: Finding, plan: Finding)) -> Double {
      (pair.plan.value ?? 0) - (pair.today.value ?? 0)
    }
    let order = pairs.enumerated().sorted {
      let (a, b) = (abs(move($0.element)), abs(move($1.element)))
      return a != b ? a > b : $0.offset < $1.offset
    }.map(\.element).filter { abs(move($0)) > 0.005 * abs($0.today.value ?? 0) }
    return order.enumerated().map { place, pair in
      let name = pair.plan.subject["channel"] ?? ""
      let (from, to) = (words.value(pair.today), words.value(pair.plan))
      let isUp = move(pair) > 0
      return Message(
        .action, for: place < 3 ? .management : .analyst, isKey: place < 2,
        words.sentence(
          "\(isUp ? "Raise" : "Lower") the spend on \(name) from \(from) to \(to).",
          "\(isUp ? "Erhöhen" : "Senken") Sie die Ausgaben für \(name) von \(from) auf \(to).",
          [pair.today, pair.plan]))
    }
  }

  private func gap() -> Message? {
    guard let gap = table.shown("budget.optimality_gap") else { return nil }
    return Message(
      .method, for: .specialist,
      words.sentence(
        "The optimality gap of the plan is at most \(words.value(gap)).",
        "Die Optimalitätslücke des Plans ist höchstens \(words.value(gap)).", [gap]))
  }
}
