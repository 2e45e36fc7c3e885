import Findings

/// Above, below or within an interval: holds of the number that the sentence states without one.
enum PositionCheck: StatementCheck {
  static let name = "position"

  private enum Place { case above, below, within }

  private static let words: [String: Place] = [
    "above": .above, "below": .below, "within": .within, "inside": .within, "über": .above,
    "oberhalb": .above, "unter": .below, "unterhalb": .below, "innerhalb": .within,
  ]

  static func problem(
    _ sentence: SentenceReading, _ binding: NumberBinding, _ base: FactBase
  ) -> String? {
    guard let said = said(sentence) else { return nil }
    let owners = binding.bound.filter { $0.part == "lower" }.flatMap(\.findings)
    let keys = Set(owners.map(\.key))
    guard owners.count == 1, let interval = owners.first?.interval,
      let other = binding.bound.last(where: {
        $0.part == "value" && !$0.findings.contains { keys.contains($0.key) }
      })?.findings.first, let value = other.value
    else { return nil }
    let holds =
      switch said {
      case .above: value > interval.upper
      case .below: value < interval.lower
      case .within: value >= interval.lower && value <= interval.upper
      }
    return holds ? nil : "\(other.id) does not lie there"
  }

  /// The word of place before the word interval, outside of brackets.
  private static func said(_ sentence: SentenceReading) -> Place? {
    let spoken = sentence.words.filter {
      sentence.intervalBracket(at: $0.range.lowerBound) == nil
    }
    guard let noun = spoken.lastIndex(where: { $0.text.lowercased().hasPrefix("interval") }) else {
      return nil
    }
    return spoken[..<noun].suffix(3).lazy.compactMap { words[$0.text.lowercased()] }.first
  }
}
