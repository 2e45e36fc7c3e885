import Findings
import Tables

/// Builds attribution's findings with their sentences, which never go beyond what credit is: a rule's
/// or a model's division of conversions.
struct AttributionWriter {
  let result: AttributionResult
  let language: Language
  let isForced: Bool
  let style: NumberStyle
  let units: AttributionUnits

  init(_ result: AttributionResult, language: Language, isForced: Bool) {
    self.result = result
    self.language = language
    self.isForced = isForced
    style = NumberStyle(language)
    units = AttributionUnits(currency: result.currency)
  }

  var channels: [String] { result.channels }

  /// The days of the data; nil where they have no times.
  var period: Period? { result.period }

  /// A finding, withheld or forced if there is an objection.
  ///
  /// - Parameter text: the sentence without its full stop, from the written number.
  func finding(
    _ id: String, _ subject: [String: String] = [:], value: Double?,
    interval: Interval? = nil, _ unit: Unit, grade: EvidenceGrade = .descriptive,
    objection: AttributionResult.Objection? = nil, text: (String) -> Phrase
  ) -> Finding {
    let name = "\(id) \(subject["metric"] ?? "")"
    let value = value.flatMap { $0.isFinite ? $0 : nil }
    let sentence = value.map {
      text(number($0, unit, name))[language] + range(interval, unit, name) + "."
    }
    let finding = Finding(
      id: id, subject: subject, period: period, value: value, interval: interval, unit: unit,
      grade: grade, text: sentence ?? "")
    guard let objection else { return finding }
    let (reason, remedy) = (objection.reason[language], objection.remedy[language])
    if isForced && value != nil { return finding.forced(reason: reason, remedy: remedy) }
    return finding.withheld(
      reason: reason, remedy: remedy,
      text: Phrase(
        en: "This number is withheld: \(reason).", de: "Diese Zahl wird zurückgehalten: \(reason)."
      )[language])
  }

  /// A number with what it counts.
  func number(_ value: Double, _ unit: Unit, _ name: String) -> String {
    if unit == units.returns { return money(value, decimals: 2) }
    let form = NumberForm(unit, name: name)
    let text = style.quantity(value, as: form)
    guard form == .plain, let heading = style.heading(of: unit) else { return text }
    return "\(text) \(heading)"
  }

  /// An amount of money.
  func money(_ value: Double, decimals: Int? = nil) -> String {
    let form = NumberForm(units.money, name: "")
    return decimals.map { style.quantity(value, as: form, decimals: $0) }
      ?? style.quantity(value, as: form)
  }

  private func range(_ interval: Interval?, _ unit: Unit, _ name: String) -> String {
    guard let interval else { return "" }
    func text(_ value: Double) -> String {
      if unit == units.returns { return money(value, decimals: 2) }
      return style.quantity(value, as: NumberForm(unit, name: name))
    }
    let to = Phrase(en: "to", de: "bis")[language]
    let level = style.intervalName(interval.level)
    return " (\(level) \(text(interval.lower)) \(to) \(text(interval.upper)))"
  }
}

extension AttributionResult {
  /// The days of the data; nil where they have no times.
  var period: Period? {
    intake.span.map { span in
      func day(_ time: Int) -> String {
        let days = (Double(time) / 86_400e6).rounded(.down)
        return CivilDate(dayNumber: Int(days)).description
      }
      return Period(from: day(span.lowerBound), to: day(span.upperBound))
    }
  }

  func key(_ id: String, _ subject: [String: String] = [:]) -> FindingKey {
    FindingKey(id: id, subject: subject, period: period)
  }
}
