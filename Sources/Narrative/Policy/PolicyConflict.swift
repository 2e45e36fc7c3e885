import Findings

/// A rule that cannot hold, and what became of it.
public struct PolicyConflict: Sendable, Equatable {
  /// The list of the rule file that the rule stands in.
  public enum List: String, Sendable { case forbidden, disclaimers, thresholds }

  /// The list.
  public let list: List
  /// The rule's place in it, from zero.
  public let place: Int
  /// The rule's name.
  public let rule: String
  /// What is wrong.
  public let message: String
}

extension Policy {
  /// The rules that can hold together, and those that were left out of them.
  ///
  /// A name counts once; regions and findings have to be known; a disclaimer may not say what is
  /// forbidden; of two thresholds that ask different things of one number neither is followed where the
  /// other is stricter: the stricter limit of each counts.
  public func resolved() -> (policy: Policy, conflicts: [PolicyConflict]) {
    var result = Policy(regions: regions)
    var conflicts: [PolicyConflict] = []
    var names: Set<String> = []
    func keeps(_ list: PolicyConflict.List, _ place: Int, _ id: String, _ problem: String?) -> Bool
    {
      let isRepeated = names.contains(id)
      guard let problem = isRepeated ? "the id \"\(id)\" is used twice." : problem else {
        names.insert(id)
        return true
      }
      conflicts.append(PolicyConflict(list: list, place: place, rule: id, message: problem))
      return false
    }
    for (place, rule) in forbidden.enumerated()
    where keeps(.forbidden, place, rule.id, unknown(rule.regions)) { result.forbidden.append(rule) }
    for (place, rule) in disclaimers.enumerated()
    where keeps(.disclaimers, place, rule.id, unknown(rule.regions) ?? forbiddenClaim(in: rule)) {
      result.disclaimers.append(rule)
    }
    for (place, rule) in thresholds.enumerated()
    where keeps(.thresholds, place, rule.id, unknown(rule.regions) ?? unknownFinding(rule)) {
      if let other = result.thresholds.firstIndex(where: { $0.contradicts(rule) }) {
        conflicts.append(
          PolicyConflict(
            list: .thresholds, place: place, rule: rule.id,
            message: "it contradicts the threshold \"\(result.thresholds[other].id)\", which asks "
              + "something else of the same number; the stricter limit counts."))
      }
      result.thresholds.append(rule)
    }
    return (result, conflicts)
  }

  private func unknown(_ names: [String]) -> String? {
    guard let name = names.first(where: { !regions.contains($0) }) else { return nil }
    let hint = nearestNames(to: name, among: regions).first.map { "; did you mean \"\($0)\"?" }
    return "the region \"\(name)\" is unknown\(hint ?? ".") Known are: "
      + "\(regions.isEmpty ? "none" : regions.joined(separator: ", "))."
  }

  private func unknownFinding(_ rule: Threshold) -> String? {
    let known = Set(Lexicon.measures.map(\.id)).sorted()
    for name in rule.findings + [rule.probability].compactMap({ $0 }) where !known.contains(name) {
      let hint = nearestNames(to: name, among: known).first.map { "; did you mean \"\($0)\"?" }
      return "the finding \"\(name)\" is unknown\(hint ?? ".")"
    }
    return nil
  }

  private func forbiddenClaim(in rule: Disclaimer) -> String? {
    for (language, text) in rule.texts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let words = PhraseWord.all(Array(text))
      for other in forbidden
      where (other.languages.isEmpty || other.languages.contains(language))
        && Self.overlap(other.regions, rule.regions)
      {
        if let found = other.patterns.first(where: { !$0.places(in: words).isEmpty }) {
          return "it says \"\(found.text)\", which \"\(other.id)\" forbids."
        }
      }
    }
    return nil
  }

  static func overlap(_ a: [String], _ b: [String]) -> Bool {
    a.isEmpty || b.isEmpty || !Set(a).isDisjoint(with: b)
  }
}

extension Policy.Threshold {
  /// Whether both ask something of one number, and not the same.
  fileprivate func contradicts(_ other: Self) -> Bool {
    func differ(_ a: Double?, _ b: Double?) -> Bool { a != nil && b != nil && a != b }
    return !Set(findings).isDisjoint(with: other.findings)
      && Policy.overlap(regions, other.regions)
      && (differ(minimumWeeks, other.minimumWeeks)
        || (probability == other.probability
          && differ(minimumProbability, other.minimumProbability))
        || differ(maximumWidth, other.maximumWidth)
        || differ(maximumRelativeWidth, other.maximumRelativeWidth))
  }
}
