import Findings
import Resampling
import Tables

/// Builds the findings of a geo test with their sentences.
struct GeoWriter {
  let analysis: GeoAnalysis
  let language: Language
  let style: NumberStyle

  init(_ analysis: GeoAnalysis, _ language: Language) {
    self.analysis = analysis
    self.language = language
    style = NumberStyle(language)
  }

  /// The unit of the KPI.
  var outcome: Unit { analysis.options.isMoney ? .money(analysis.currency) : .one }
  var money: Unit { .money(analysis.currency) }

  /// The cell's name, where the test has several.
  private var cell: String? { analysis.arm }

  /// A subject that names the cell too.
  func arm(_ subject: [String: String]) -> [String: String] {
    guard let cell else { return subject }
    return subject.merging(["arm": cell]) { $1 }
  }

  /// The days of the test.
  var period: Period {
    let axis = analysis.experiment.panel.axis
    let window = analysis.experiment.window
    return Period(from: axis.labels[window.lowerBound], to: axis.lastDays[window.upperBound - 1])
  }

  /// A finding with its sentence; withheld where there is no number.
  ///
  /// - Parameter isTurned: whether the sentence tells the number with the opposite sign, as a loss.
  func finding(
    _ id: String, _ subject: [String: String], value: Double?, interval: Interval? = nil,
    _ unit: Unit, isTurned: Bool = false, reason: Phrase? = nil,
    remedy: Phrase? = nil, text: (String) -> Phrase
  ) -> Finding {
    let finite = value.flatMap { $0.isFinite ? $0 : nil }
    let name = "\(id) \(subject["metric"] ?? "")"
    var sentence = ""
    let subject = arm(subject)
    if let finite {
      let sign = isTurned ? -1.0 : 1
      let told = GeoNumber(value: finite, interval: interval).scaled(by: sign)
      sentence =
        (cell.map { "\($0): " } ?? "")
        + text(style.quantity(told.value, as: NumberForm(unit, name: name)))[language]
      if let interval = told.interval {
        let to = Phrase(en: "to", de: "bis")[language]
        let form = NumberForm(unit, name: name)
        sentence +=
          " (\(style.intervalName(interval.level)) \(style.quantity(interval.lower, as: form)) \(to) "
          + "\(style.quantity(interval.upper, as: form)))"
      }
      sentence += "."
    }
    let finding = Finding(
      id: id, subject: subject, period: period, value: finite, interval: interval, unit: unit,
      grade: .experiment, text: sentence)
    guard finite == nil else { return finding }
    let reason = reason ?? Phrase(en: "there is no such number", de: "es gibt keine solche Zahl")
    let remedy =
      remedy
      ?? Phrase(
        en: "Leave more geos untreated, or export a longer history.",
        de: "Lassen Sie mehr Gebiete unbehandelt, oder exportieren Sie eine längere Vorgeschichte.")
    return finding.withheld(
      reason: reason[language], remedy: remedy[language],
      text: Phrase(
        en: "This number is withheld: \(reason.en).",
        de: "Diese Zahl wird zurückgehalten: \(reason.de)."
      )[language])
  }
}
