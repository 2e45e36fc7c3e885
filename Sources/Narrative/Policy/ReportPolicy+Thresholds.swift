public import Findings
import Foundation

// What numbers must have in order to be stated.
extension ReportPolicy {
  /// Findings without the numbers that a threshold forbids, and what was decided.
  ///
  /// A number of which the rule cannot be judged, because it has no period, interval or probability, is
  /// withheld too.
  public func withholding(
    _ findings: [Finding]
  ) -> (findings: [Finding], decisions: [PolicyDecision]) {
    var decisions: [PolicyDecision] = []
    let rules = policy.thresholds.filter { holds($0.regions) }
    guard !rules.isEmpty else { return (findings, []) }
    let result = findings.map { finding -> Finding in
      guard finding.value != nil else { return finding }
      for rule in rules where rule.findings.contains(finding.id) {
        guard let problem = Self.problem(finding, rule, findings) else { continue }
        let text = Phrase(
          en: "The rule \(rule.id) withholds the number: \(problem.en)",
          de: "Die Regel \(rule.id) hält die Zahl zurück: \(problem.de)")
        decisions.append(
          PolicyDecision(rule.id, .withheld, findings: [finding.key], problem))
        return finding.withheld(
          reason: problem.en, remedy: "More data, or another rule \(rule.id).", text: text.en)
      }
      return finding
    }
    return (result, decisions)
  }

  private static func problem(
    _ finding: Finding, _ rule: Policy.Threshold, _ all: [Finding]
  ) -> Phrase? {
    if let least = rule.minimumWeeks {
      guard let weeks = weeks(finding.period), weeks >= least else {
        return Phrase(
          en: "fewer weeks than the rule asks for", de: "weniger Wochen, als die Regel verlangt")
      }
    }
    if let least = rule.minimumProbability, let id = rule.probability {
      // The probability of the same thing, or of everything.
      let chances = all.filter { other in
        other.id == id
          && other.subject.allSatisfy { $0.key == "metric" || finding.subject[$0.key] == $0.value }
      }.sorted { $0.subject.count > $1.subject.count }
      guard let chance = chances.first?.value, chance >= least else {
        return Phrase(
          en: "a lower probability than the rule asks for",
          de: "eine geringere Wahrscheinlichkeit, als die Regel verlangt")
      }
    }
    if rule.maximumWidth != nil || rule.maximumRelativeWidth != nil {
      let width = finding.interval.map { $0.upper - $0.lower } ?? .infinity
      let relative = width / abs(finding.value ?? 0)
      if width > rule.maximumWidth ?? .infinity
        || !(relative <= rule.maximumRelativeWidth ?? .infinity)
        || finding.interval == nil
      {
        return Phrase(
          en: "a wider interval than the rule allows",
          de: "ein breiteres Intervall, als die Regel erlaubt")
      }
    }
    return nil
  }

  /// The weeks of a period of dates, both ends included.
  private static func weeks(_ period: Period?) -> Double? {
    guard let period, let from = day(period.from), let to = day(period.to), to >= from else {
      return nil
    }
    return Double(to - from + 1) / 7
  }

  private static func day(_ text: String) -> Int? {
    guard let date = try? Date(text, strategy: .iso8601.year().month().day()) else { return nil }
    return Int((date.timeIntervalSince1970 / 86_400).rounded(.down))
  }
}
