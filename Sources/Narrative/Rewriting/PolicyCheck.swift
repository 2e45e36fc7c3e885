/// No rule of the project is broken, and no forbidden term comes.
enum PolicyCheck: RewriteCheck {
  static let name = "policy"

  static func problem(_ proposal: RewriteProposal) -> String? {
    guard let policy = proposal.style.policy else { return nil }
    let names = proposal.original.values.values.sorted()
    let text = proposal.original.filled(proposal.text)
    let found = policy.breaches(text, proposal.style.language, names: names)
    return found.first.map { "the rule or term \"\($0.rule)\" forbids a word" }
  }
}
