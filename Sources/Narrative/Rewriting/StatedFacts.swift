import Findings

/// What a paragraph speaks of, and which findings its numbers are bound to.
struct StatedFacts {
  private var keys: [String: [Set<FindingKey>]] = [:]
  private var measures: Set<String> = []

  init(_ paragraph: String, _ language: Language, _ base: FactBase) {
    var earlier: SentenceReading?
    for text in SentenceSplitter.sentences(paragraph) {
      let reading = SentenceReading(text, language, base, after: earlier)
      measures.formUnion(reading.measures.map { "\($0.id) \($0.metric ?? "")" })
      for bound in NumberBinding(reading, base).bound {
        keys[bound.number.text, default: []].append(Set(bound.findings.map(\.key)))
      }
      earlier = reading
    }
  }

  /// Whether the same is spoken of there, and each number is still bound to what it is bound to here.
  func keep(_ other: StatedFacts) -> Bool {
    guard measures == other.measures else { return false }
    return keys.allSatisfy { number, sets in
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
