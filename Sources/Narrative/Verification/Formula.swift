import Findings

/// A way to compute a number of findings that prose may state.
struct Formula: Sendable {
  /// What it is called in `claims.json`.
  let name: String
  /// The findings of which the formula makes the number; nil if it does not.
  let findings: @Sendable (NumberMention, SentenceReading, FactBase) -> [Finding]?

  /// All that are registered.
  static var all: [Formula] { [count, change, relativeChange, difference, ratio, complement] }

  /// How many channels, geos, arms or models there are.
  private static let count = Formula(name: "count") { number, sentence, base in
    guard case .plain = number.form, number.value == number.value.rounded() else { return nil }
    let words: [(String, Set<String>)] = [
      ("channel", ["channel", "kanal", "kanäl"]), ("geo", ["geo", "region", "gebiet", "cit"]),
      ("arm", ["arm"]), ("model", ["model", "modell", "estimator", "schätz", "schätzer"]),
    ]
    let fits = words.contains { key, stems in
      sentence.contains(anyOf: stems) && Double(base.count(of: key)) == number.value
    }
    return fits ? [] : nil
  }

  /// Recommended less current spend.
  private static let change = Formula(name: "change") { number, sentence, base in
    pairs(number, sentence, base).first { today, plan in
      let move = (plan.value ?? 0) - (today.value ?? 0)
      return number.agrees(with: plan) && (number.shows(move) || number.shows(abs(move)))
    }.map { [$0, $1] }
  }

  /// The same as a share of current spend.
  private static let relativeChange = Formula(name: "relative_change") { number, sentence, base in
    guard number.form == .percent else { return nil }
    return pairs(number, sentence, base).first { today, plan in
      guard let from = today.value, let to = plan.value, from != 0 else { return false }
      return number.shows(to / from - 1) || number.shows(abs(to / from - 1))
    }.map { [$0, $1] }
  }

  private static func pairs(
    _ number: NumberMention, _ sentence: SentenceReading, _ base: FactBase
  ) -> [(Finding, Finding)] {
    let place = number.range.lowerBound
    let plans = base.facts.filter {
      $0.finding.id == "budget.recommended"
        && sentence.isAbout($0.finding, $0.measure, base, at: place)
    }.map(\.finding)
    return plans.compactMap { plan in
      base.facts.first {
        $0.finding.id == "budget.current" && $0.finding.subject == plan.subject
      }.map { ($0.finding, plan) }
    }
  }

  /// The difference of two findings of one measure that the sentence names.
  private static let difference = Formula(name: "difference") { number, sentence, base in
    couple(sentence, base) { a, b in
      let gap = (a.value ?? 0) - (b.value ?? 0)
      let isRight =
        number.form == .points ? NumberForm(a.unit, name: a.id) == .share : number.agrees(with: a)
      return isRight && number.shows(abs(gap))
    }
  }

  /// How many times as large the one is as the other.
  private static let ratio = Formula(name: "ratio") { number, sentence, base in
    guard number.form == .plain, number.value > 1 else { return nil }
    let after = String(sentence.characters[number.range.upperBound...].prefix(8)).lowercased()
    let isMultiple =
      number.halfDigit == 0 || after.hasPrefix("x") || after.contains("times")
      || after.contains("fach") || after.contains("mal")
    guard isMultiple else { return nil }
    return couple(sentence, base) { a, b in
      guard let top = a.value, let bottom = b.value, bottom > 0 else { return false }
      let half = max(number.halfDigit, number.value * 0.05)
      return abs(top / bottom - number.value) <= half
    }
  }

  /// One less a share.
  private static let complement = Formula(name: "complement") { number, sentence, base in
    guard number.form == .percent else { return nil }
    return base.facts.first { fact in
      fact.finding.id.contains("share") && sentence.measures.contains(fact.measure)
        && sentence.isAbout(fact.finding, fact.measure, base, at: number.range.lowerBound)
        && fact.finding.value.map { number.shows(1 - $0) } ?? false
    }.map { [$0.finding] }
  }

  /// Two findings of one measure and of names in the sentence that stand in a relation.
  private static func couple(
    _ sentence: SentenceReading, _ base: FactBase, _ relation: (Finding, Finding) -> Bool
  ) -> [Finding]? {
    let named = base.facts.filter { fact in
      sentence.measures.contains(fact.measure) && fact.finding.value != nil
        && FactBase.keys.allSatisfy { key in
          guard let value = fact.finding.subject[key],
            !(key == "metric" && fact.measure.metric != nil)
          else { return true }
          return sentence.values(of: key).contains(value)
        }
    }
    guard named.count <= 64 else { return nil }
    for a in named {
      for b in named where b.measure == a.measure && b.finding.key != a.finding.key {
        if relation(a.finding, b.finding) { return [a.finding, b.finding] }
      }
    }
    return nil
  }
}
