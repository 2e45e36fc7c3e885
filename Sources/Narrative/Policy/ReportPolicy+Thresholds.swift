public import Findings
import Foundation

// What numbers must have in order to be stated.
extension ReportPolicy {
  /// What a number lacks.
  private enum Lack: CaseIterable {
    case weeks, probability, precision

    var reason: Phrase {
      switch self {
      case .weeks:
        Phrase(
          en: "it rests on fewer weeks than the rule asks for",
          de: "sie ruht auf weniger Wochen, als die Regel verlangt")
      case .probability:
        Phrase(
          en: "its probability is lower than the rule asks for",
          de: "ihre Wahrscheinlichkeit ist geringer, als die Regel verlangt")
      case .precision:
        Phrase(
          en: "its interval is wider than the rule allows",
          de: "ihr Intervall ist breiter, als die Regel erlaubt")
      }
    }

    /// The text of a finding that a rule withholds for this.
    func text(_ rule: String) -> Phrase {
      Phrase(
        en: "The rule \(rule) withholds the number: \(reason.en).",
        de: "Die Regel \(rule) hält die Zahl zurück: \(reason.de).")
    }
  }

  private var thresholds: [Policy.Threshold] { policy.thresholds.filter { holds($0.regions) } }

  /// What the thresholds ask for, as one text that changes with them; nil if there are none.
  public var thresholdIdentity: String? {
    let rules = thresholds.map { rule in
      let limits = [
        rule.minimumWeeks, rule.minimumProbability, rule.maximumWidth, rule.maximumRelativeWidth,
      ].map { $0.map { "\($0)" } ?? "-" }
      return ([rule.id, rule.probability ?? "-"] + rule.findings + limits).joined(separator: " ")
    }
    return rules.isEmpty ? nil : rules.joined(separator: "\n")
  }

  /// Findings without the numbers that a threshold forbids; their texts say so.
  ///
  /// A number of which the rule cannot be judged, because it has no period, interval or probability, is
  /// withheld too.
  public func withholding(_ findings: [Finding], _ language: Language) -> [Finding] {
    let rules = thresholds
    guard !rules.isEmpty else { return findings }
    return findings.map { finding in
      guard finding.value != nil else { return finding }
      for rule in rules where rule.findings.contains(finding.id) {
        guard let lack = Self.lack(finding, rule, findings) else { continue }
        let remedy = Phrase(
          en: "Measure longer, or change the rule \(rule.id).",
          de: "Messen Sie länger, oder ändern Sie die Regel \(rule.id).")
        return finding.withheld(
          reason: lack.reason[language], remedy: remedy[language],
          text: lack.text(rule.id)[language])
      }
      return finding
    }
  }

  /// What thresholds withheld of findings, by their texts.
  public func withheld(in findings: [Finding]) -> [PolicyDecision] {
    let rules = thresholds
    guard !rules.isEmpty else { return [] }
    return findings.filter { $0.status == .withheld }.compactMap { finding in
      for rule in rules where rule.findings.contains(finding.id) {
        for lack in Lack.allCases {
          let text = lack.text(rule.id)
          if finding.text == text.en || finding.text == text.de {
            return PolicyDecision(rule.id, .withheld, findings: [finding.key], lack.reason)
          }
        }
      }
      return nil
    }
  }

  private static func lack(
    _ finding: Finding, _ rule: Policy.Threshold, _ all: [Finding]
  ) -> Lack? {
    if let least = rule.minimumWeeks {
      guard let weeks = weeks(finding.period), weeks >= least else { return .weeks }
    }
    if let least = rule.minimumProbability, let id = rule.probability {
      // The probability of the same thing, or of everything.
      let chances = all.filter { other in
        other.id == id
          && other.subject.allSatisfy { $0.key == "metric" || finding.subject[$0.key] == $0.value }
      }.sorted { $0.subject.count > $1.subject.count }
      guard let chance = chances.first?.value, chance >= least else { return .probability }
    }
    if rule.maximumWidth != nil || rule.maximumRelativeWidth != nil {
      let width = finding.interval.map { $0.upper - $0.lower } ?? .infinity
      let relative = width / abs(finding.value ?? 0)
      if width > rule.maximumWidth ?? .infinity
        || !(relative <= rule.maximumRelativeWidth ?? .infinity)
        || finding.interval == nil
      {
        return .precision
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
