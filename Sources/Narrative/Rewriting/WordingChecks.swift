import Findings

/// The language stays.
enum LanguageCheck: RewriteCheck {
  static let name = "language"

  static func problem(_ proposal: RewriteProposal) -> String? {
    let words = SlottedText.bare(proposal.text).lowercased().split { !$0.isLetter }.map(String.init)
    let own = words.count(where: proposal.words.common.contains)
    let other = words.count(where: proposal.words.foreign.contains)
    if other > own { return "it is in another language" }
    let isLatin = SlottedText.bare(proposal.text).allSatisfy {
      $0.isASCII || !$0.isLetter || $0 <= "ʯ"
    }
    return isLatin ? nil : "it is in another script"
  }
}

/// Hedges, evidence, direction, rank and negation stay where they are; no stronger word comes.
enum WordingCheck: RewriteCheck {
  static let name = "wording"

  static func problem(_ proposal: RewriteProposal) -> String? {
    for group in proposal.groups {
      let old = group.original.map(\.text).flatMap(RewriteProposal.stems)
      let new = group.sentences.flatMap(RewriteProposal.stems)
      for (name, stems) in proposal.words.bound {
        let (had, has) = (old.count(where: stems.contains), new.count(where: stems.contains))
        if had != has { return "a word of the kind \"\(name)\" \(has > had ? "came" : "went")" }
      }
      let (before, after) = (Set(old), Set(new))
      for (name, stems) in proposal.words.kept
      where !before.isDisjoint(with: stems) && after.isDisjoint(with: stems) {
        return "a word of the kind \"\(name)\" went"
      }
      for (name, stems) in proposal.words.claiming
      where !after.intersection(stems).isSubset(of: before) {
        return "a word of the kind \"\(name)\" came"
      }
    }
    return nil
  }
}

/// Sentences keep to what they are about: none without slots comes, and at most half of the longer words
/// are new.
enum DriftCheck: RewriteCheck {
  static let name = "drift"

  static func problem(_ proposal: RewriteProposal) -> String? {
    let silent = proposal.sentences.count { SlottedText.slots(of: $0).isEmpty }
    let allowed = proposal.original.parts.count { $0.slots.isEmpty }
    if silent > allowed { return "a sentence came that states nothing" }
    for group in proposal.groups {
      let known = longer(group.original.map(\.text) + proposal.style.words)
      let said = longer(group.sentences)
      let new = said.subtracting(known)
      if new.count * 2 > max(said.count, 4) { return "more than half of the words are new" }
    }
    return nil
  }

  private static func longer(_ texts: [String]) -> Set<String> {
    Set(texts.flatMap(RewriteProposal.stems).filter { $0.count >= 4 })
  }
}
