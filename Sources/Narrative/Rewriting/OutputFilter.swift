/// Nothing that has no place in a report: marks of pages and code, addresses, personal data, insults, or the
/// word that only the instructions hold.
enum OutputFilter: RewriteCheck {
  static let name = "output_filter"

  static func problem(_ proposal: RewriteProposal) -> String? {
    let text = proposal.text
    let bare = SlottedText.bare(text)
    if text.lowercased().contains(proposal.canary.lowercased()) {
      return "a word of the instructions"
    }
    if bare.contains(where: { "<>`|\\[]*#_=~^".contains($0) }) {
      return "marks of a page or of code"
    }
    if bare.unicodeScalars.contains(where: isHidden) { return "signs that cannot be seen" }
    if bare.contains("@") { return "an address or a handle" }
    if bare.contains(/(?i)(https?:|www\.|[a-z]\.(com|net|org|de|io|eu)\b|\/\/)/) {
      return "an address of the web"
    }
    let stems = Set(RewriteProposal.stems(text))
    if !stems.isDisjoint(with: proposal.words.toxic) { return "an insult" }
    return nil
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator,
      .paragraphSeparator:
      true
    default: false
    }
  }
}
