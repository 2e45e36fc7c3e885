import Findings

/// Builds the findings of an evaluation with their sentences.
struct OffPolicyWriter {
  let evaluation: OffPolicyEvaluation
  let language: Language
  private let style: NumberStyle

  init(_ evaluation: OffPolicyEvaluation, _ language: Language) {
    self.evaluation = evaluation
    self.language = language
    style = NumberStyle(language)
  }

  static let rows = Unit("rows")

  /// A finding with its sentence; withheld where there is no number.
  func finding(
    _ id: String, _ subject: [String: String] = [:], value: Double?, interval: Interval? = nil,
    unit: Unit, grade: EvidenceGrade = .model, problem: (reason: Phrase, remedy: Phrase)? = nil,
    text: (String) -> Phrase
  ) -> Finding {
    let form = NumberForm(unit, name: "\(id) \(subject["metric"] ?? "")")
    var sentence = ""
    if let value {
      sentence = text(style.quantity(value, as: form))[language]
      if let interval {
        let to = Phrase(en: "to", de: "bis")[language]
        sentence +=
          " (\(style.intervalName(interval.level)) \(style.quantity(interval.lower, as: form)) \(to) "
          + "\(style.quantity(interval.upper, as: form)))"
      }
      sentence += "."
    }
    let finding = Finding(
      id: id, subject: subject, value: value, interval: interval, unit: unit, grade: grade,
      text: sentence)
    guard value == nil else { return finding }
    let reason =
      problem?.reason ?? Phrase(en: "there is no such number", de: "es gibt keine solche Zahl")
    let remedy = problem?.remedy ?? Phrase(en: "Log longer.", de: "Protokollieren Sie länger.")
    return finding.withheld(
      reason: reason[language], remedy: remedy[language],
      text: Phrase(
        en: "This number is withheld: \(reason.en).",
        de: "Diese Zahl wird zurückgehalten: \(reason.de)."
      )[language])
  }
}

extension OffPolicyEvaluation {
  /// The unit of a reward.
  var rewardUnit: Unit { options.isMoney ? .money(currency) : .one }
}
