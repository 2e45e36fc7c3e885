/// Every slot comes back exactly once and nothing looks like a slot that is none; slots of one sentence
/// keep their order, since the verifier cannot tell which of two names a verb belongs to.
enum SlotCheck: RewriteCheck {
  static let name = "slots"

  static func problem(_ proposal: RewriteProposal) -> String? {
    let found = SlottedText.slots(of: proposal.text)
    let wanted = Set(proposal.original.values.keys)
    if let stray = Set(found).subtracting(wanted).sorted().first { return "\(stray) is no slot" }
    if let lost = wanted.subtracting(found).sorted().first { return "\(lost) was left out" }
    if found.count != wanted.count { return "a slot was repeated" }
    for part in proposal.original.parts where found.filter(part.slots.contains) != part.slots {
      return "slots of a sentence changed their order"
    }
    let bare = SlottedText.bare(proposal.text)
    return bare.contains { $0 == "{" || $0 == "}" } ? "a brace that belongs to no slot" : nil
  }
}

/// No number outside the slots, in digits or in words, and no unit.
enum BareNumberCheck: RewriteCheck {
  static let name = "bare_numbers"

  static func problem(_ proposal: RewriteProposal) -> String? {
    let bare = SlottedText.bare(proposal.text)
    if bare.contains(where: \.isNumber) { return "a digit outside the slots" }
    if bare.contains(where: { "%‰€$£¥₹₩".contains($0) }) { return "a unit outside the slots" }
    let own = Set(words(proposal.original.parts.map(\.text).joined(separator: " ")))
    let new = words(proposal.text).filter { !own.contains($0) }
    let isCounting = new.contains { isNumber($0, proposal.words.counting) }
    return isCounting ? "a number in words outside the slots" : nil
  }

  private static func words(_ text: String) -> [String] {
    SlottedText.bare(text).lowercased().split { !$0.isLetter }.map(String.init)
  }

  /// Whether a word is a number or, as in `dreiundzwanzig`, is made of them.
  private static func isNumber(_ word: String, _ counting: Set<String>) -> Bool {
    if counting.contains(word) { return true }
    return counting.contains { part in
      part.count >= 4 && (word.hasPrefix(part) || word.hasSuffix(part))
    }
  }
}
