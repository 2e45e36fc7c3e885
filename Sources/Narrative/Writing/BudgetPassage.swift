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
    [verdict(), advice()].compactMap { $0 } + (keepsPlan ? [] : moves())
      + [returns(), regret(), gap()].compactMap { $0 }
  }

  /// Whether the best plan found is not sure enough to be followed.
  private var keepsPlan: Bool {
    guard let chance = table.shown("budget.probability_better")?.value,
      let asked = table.shown("budget.probability_asked")?.value
    else { return false }
    return chance < asked
  }

  private func verdict() -> Message? {
    guard keepsPlan, let chance = table.shown("budget.probability_better"),
      let asked = table.shown("budget.probability_asked")
    else { return nil }
    return Message(
      .action, isKey: true,
      words.sentence(
        "Keep the present plan: the probability of beating the present plan is \(words.value(chance)), and "
          + "the probability asked for is \(words.value(asked)).",
        "Behalten Sie den jetzigen Plan bei: Die Wahrscheinlichkeit, den jetzigen Plan zu übertreffen, ist "
          + "\(words.value(chance)), und die verlangte Wahrscheinlichkeit ist \(words.value(asked)).",
        [chance, asked]))
  }

  /// What each unit of money brings by the plan found.
  private func returns() -> Message? {
    guard let plan = table.shown("budget.roi", ["scenario": "recommended"]) else { return nil }
    return Message(
      .result, for: .analyst,
      words.sentence(
        "The return of the plan is \(words.value(plan)).",
        "Die Rendite des Plans ist \(words.value(plan)).", [plan]))
  }

  private func regret() -> Message? {
    guard let regret = table.shown("budget.regret"), let worth = table.shown("budget.evpi") else {
      return nil
    }
    return Message(
      .method, for: .analyst,
      words.sentence(
        "The expected regret of the plan is \(words.value(regret)), and the value of perfect information "
          + "is \(words.value(worth)).",
        "Das erwartete Bedauern des Plans ist \(words.value(regret)), und der Wert vollständiger "
          + "Information ist \(words.value(worth)).",
        [regret, worth]))
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
