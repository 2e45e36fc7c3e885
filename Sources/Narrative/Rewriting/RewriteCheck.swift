/// A check that a reworded paragraph must pass before its slots are filled: it sees words and slots only.
protocol RewriteCheck {
  /// The name of the check in records and metrics.
  static var name: String { get }

  /// What is wrong; nil if nothing is. Nothing of the reworded text is repeated.
  static func problem(_ proposal: RewriteProposal) -> String?
}

/// A paragraph and how a model would put it.
struct RewriteProposal {
  /// Sentences of both that share slots; those without any are a group of their own.
  struct Group {
    var original: [SlottedText.Part] = []
    var sentences: [String] = []
  }

  let original: SlottedText
  /// The sentences that the model wrote, with slots.
  let sentences: [String]
  let words: RewriteWords
  let style: RewriteStyle
  /// A word that only the instructions hold.
  let canary: String

  /// The text that the model wrote.
  var text: String { sentences.joined(separator: " ") }

  /// The words of a text without its slots, as stems.
  static func stems(_ text: String) -> [String] {
    WordRange.all(Array(SlottedText.bare(text))).map(\.stem)
  }

  /// Sentences that speak of the same slots, on both sides.
  var groups: [Group] {
    var root: [String: String] = [:]
    func find(_ slot: String) -> String {
      var slot = slot
      while let next = root[slot], next != slot { slot = next }
      return slot
    }
    for slots in original.parts.map(\.slots) + sentences.map(SlottedText.slots) {
      guard let first = slots.first else { continue }
      for slot in slots { root[find(slot)] = find(first) }
    }
    var groups: [String: Group] = [:]
    for part in original.parts {
      groups[part.slots.first.map(find) ?? "", default: Group()].original.append(part)
    }
    for sentence in sentences {
      let slots = SlottedText.slots(of: sentence)
      groups[slots.first.map(find) ?? "", default: Group()].sentences.append(sentence)
    }
    return groups.keys.sorted().compactMap { groups[$0] }
  }
}
