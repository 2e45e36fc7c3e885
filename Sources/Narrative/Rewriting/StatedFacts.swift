import Findings

/// Which findings a paragraph's numbers are bound to.
struct StatedFacts {
  private var keys: [String: [Set<FindingKey>]] = [:]

  init(_ paragraph: String, _ language: Language, _ base: FactBase) {
    var earlier: SentenceReading?
    for text in SentenceSplitter.sentences(paragraph) {
      let reading = SentenceReading(text, language, base, after: earlier)
      for bound in NumberBinding(reading, base).bound {
        keys[bound.number.text, default: []].append(Set(bound.findings.map(\.key)))
      }
      earlier = reading
    }
  }

  /// Whether each number here is still bound to what it was bound to there.
  func keep(_ other: StatedFacts) -> Bool {
    keys.allSatisfy { number, sets in
      var rest = other.keys[number] ?? []
      return sets.allSatisfy { set in
        guard
          let place = rest.firstIndex(where: {
            !$0.isDisjoint(with: set) || ($0.isEmpty && set.isEmpty)
          })
        else { return false }
        rest.remove(at: place)
        return true
      }
    }
  }
}
