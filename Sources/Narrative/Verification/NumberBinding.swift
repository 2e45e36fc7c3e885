import Findings

/// Binds each number of a sentence to what it states of which finding.
struct NumberBinding {
  /// A number that was bound.
  struct Bound {
    let number: NumberMention
    let findings: [Finding]
    /// Which part of the finding: `value`, `lower`, `upper`, `level`, `date`, or the formula's name.
    let part: String
  }

  private(set) var bound: [Bound] = []
  private(set) var problems: [String] = []

  private let sentence: SentenceReading
  private let base: FactBase

  init(_ sentence: SentenceReading, _ base: FactBase) {
    self.sentence = sentence
    self.base = base
    var place = 0
    while place < sentence.numbers.count { place += bind(place) }
  }

  /// The findings whose numbers the sentence states.
  var findings: [Finding] {
    var seen: Set<FindingKey> = []
    return bound.flatMap(\.findings).filter { seen.insert($0.key).inserted }
  }

  /// Binds the number at a place, or a pair that begins there; returns how many were bound.
  private mutating func bind(_ place: Int) -> Int {
    let number = sentence.numbers[place]
    if case .date(let text) = number.form {
      if base.hasDate(text) {
        bound.append(Bound(number: number, findings: [], part: "date"))
        return 1
      }
      if text.count != 4 {
        problems.append("\(text) bounds nothing that the findings cover")
        return 1
      }
    }
    if isLevel(number) {
      bindLevel(number)
      return 1
    }
    if place + 1 < sentence.numbers.count, bindPair(number, sentence.numbers[place + 1]) {
      return 2
    }
    let isInInterval = sentence.intervalBracket(at: number.range.lowerBound) != nil
    if !isInInterval, bindValue(number) || bindFormula(number) { return 1 }
    problems.append(unbound(number))
    return 1
  }

  // MARK: Levels and intervals

  private func isLevel(_ number: NumberMention) -> Bool {
    guard number.form == .percent else { return false }
    let after = sentence.characters[number.range.upperBound...].prefix(14)
    let next = String(after.drop { $0.isWhitespace || $0 == "-" || $0 == "‑" }).lowercased()
    if next.hasPrefix("interval") || next.hasPrefix("konfidenz") || next.hasPrefix("credible")
      || next.hasPrefix("confidence") || next.hasPrefix("kredibil")
    {
      return true
    }
    let before = String(sentence.characters[..<number.range.lowerBound].suffix(18)).lowercased()
    return before.contains("interval")
      && (before.hasSuffix("zu ") || before.hasSuffix("of ") || before.hasSuffix("at "))
  }

  private mutating func bindLevel(_ number: NumberMention) {
    let candidates = relevant(number).filter { fact in
      fact.interval.map { number.shows($0.level) } ?? false
    }
    guard let first = candidates.first else {
      problems.append("no interval here has the level \(number.text)")
      return
    }
    bound.append(Bound(number: number, findings: [first], part: "level"))
  }

  /// Binds two numbers as the ends of one finding's interval.
  private mutating func bindPair(_ lower: NumberMention, _ upper: NumberMention) -> Bool {
    let joint = sentence.between(lower.range.upperBound, upper.range.lowerBound)
    guard ["to", "bis", "and", "und", "–", "-", ",", ";"].contains(joint) else { return false }
    let bracket = sentence.intervalBracket(at: lower.range.lowerBound)
    var candidates = relevant(lower).filter { fact in
      guard let interval = fact.interval else { return false }
      return fits(lower, fact, interval.lower) && fits(upper, fact, interval.upper)
        || isTurned(fact, before: lower) && lower.agrees(with: fact) && upper.agrees(with: fact)
          && lower.shows(-interval.upper) && upper.shows(-interval.lower)
    }
    // The interval in a bracket belongs to the number before it.
    if let bracket,
      let before = bound.last(where: {
        $0.part == "value" && $0.number.range.upperBound <= bracket.lowerBound
      })
    {
      let keys = Set(before.findings.map(\.key))
      candidates = candidates.filter { keys.contains($0.key) }
    }
    guard let first = candidates.first else { return false }
    bound.append(Bound(number: lower, findings: [first], part: "lower"))
    bound.append(Bound(number: upper, findings: [first], part: "upper"))
    return true
  }

  // MARK: Values and formulas

  private mutating func bindValue(_ number: NumberMention) -> Bool {
    let found = relevant(number).filter { fact in
      [fact.value, fact.median].contains { $0.map { fits(number, fact, $0) } ?? false }
    }
    guard !found.isEmpty else { return false }
    bound.append(Bound(number: number, findings: found, part: "value"))
    return true
  }

  private mutating func bindFormula(_ number: NumberMention) -> Bool {
    for formula in Formula.all {
      guard let findings = formula.findings(number, sentence, base) else { continue }
      bound.append(Bound(number: number, findings: findings, part: formula.name))
      return true
    }
    return false
  }

  /// Whether a finding's number would be written like this, with this unit; a loss may be told without
  /// its sign, as in `fell by 3%`.
  private func fits(_ number: NumberMention, _ finding: Finding, _ value: Double) -> Bool {
    guard number.agrees(with: finding) else { return false }
    if number.shows(value) { return true }
    return value < 0 && number.shows(-value) && DirectionCheck.signed.contains(finding.id)
      && sentence.tellsLoss(before: number)
  }

  /// Whether the number before an interval told this finding's loss without its sign.
  private func isTurned(_ finding: Finding, before lower: NumberMention) -> Bool {
    guard let value = finding.value, value < 0,
      let last = bound.last(where: {
        $0.part == "value" && $0.number.range.upperBound <= lower.range.lowerBound
      })
    else { return false }
    return last.number.value > 0 && last.findings.contains { $0.key == finding.key }
  }

  /// The findings that the sentence can speak of at a number's place.
  private func relevant(_ number: NumberMention) -> [Finding] {
    base.facts.filter { fact in
      sentence.measures.contains(fact.measure)
        && sentence.isAbout(fact.finding, fact.measure, base, at: number.range.lowerBound)
    }.map(\.finding)
  }

  private func unbound(_ number: NumberMention) -> String {
    let wording = Wording(sentence.language)
    let near = relevant(number).filter { $0.value != nil }.min {
      abs(($0.value ?? 0) - number.value) < abs(($1.value ?? 0) - number.value)
    }
    guard !sentence.measures.isEmpty else {
      return "\(number.text): the sentence names nothing that a finding measures"
    }
    guard let near else { return "\(number.text): no finding of this name and measure has it" }
    return "\(number.text): no finding says so; the nearest is \(near.id) with "
      + wording.withInterval(near)
  }
}

extension NumberMention {
  /// Whether the unit is that of a finding.
  func agrees(with finding: Finding) -> Bool {
    let form = NumberForm(
      finding.unit, name: "\(finding.id) \(finding.subject["metric"] ?? "")")
    switch (self.form, form) {
    case (.percent, .share), (.plain, .plain): return true
    case (.points, .share): return finding.id.hasSuffix("disagreement")
    case (.date, .plain): return true
    case (.money(let code), .money(let currency)): return code == currency
    case (.plain, .money(nil)): return true
    // A share may be written as a pure number: 0.42.
    case (.plain, .share): return value <= 1 && text.contains { $0 == "." || $0 == "," }
    case (.money, .plain):
      // A ratio of money to something: `€8.84`.
      return finding.unit.symbol.contains("/") && !finding.unit.symbol.hasPrefix("1/")
        && Self.code(finding.unit) == self.currency
    default: return false
    }
  }

  private var currency: String? {
    if case .money(let code) = form { return code }
    return nil
  }

  private static func code(_ unit: Unit) -> String? {
    unit.symbol.split(separator: "/").first.map(String.init)
  }
}

extension SentenceReading {
  /// Whether a number is how far something fell: `fell by 3%`, `a loss of 3%`.
  func tellsLoss(before number: NumberMention) -> Bool {
    let language = ReportLanguage.of(language)
    guard contains(anyOf: language.down), !contains(anyOf: language.up) else { return false }
    let before = words.last { $0.range.upperBound <= number.range.lowerBound }
    return ["by", "of", "um", "von"].contains(before?.text.lowercased() ?? "")
  }

  /// Whether a place in the sentence can be about a finding: all its names are mentioned, and it is no
  /// total where only a part is spoken of.
  func isAbout(
    _ finding: Finding, _ measure: Measure, _ base: FactBase, at place: Int
  ) -> Bool {
    for key in FactBase.keys {
      if let value = finding.subject[key] {
        if key == "metric" && measure.metric != nil { continue }
        guard values(of: key, at: place).contains(value) else { return false }
      } else if base.isBrokenDown(finding.id, by: key), key != "metric",
        !names.filter({ $0.name.key == key }).isEmpty,
        !contains(anyOf: ReportLanguage.of(language).all)
      {
        return false
      }
    }
    return true
  }
}
