import Findings
import Tables

/// Builds the findings of a design with their sentences.
struct DesignWriter {
  let design: GeoDesign
  let language: Language
  let style: NumberStyle

  init(_ design: GeoDesign, _ language: Language) {
    self.design = design
    self.language = language
    style = NumberStyle(language)
  }

  /// The unit of the KPI.
  var outcome: Unit { design.space.options.isMoney ? .money(design.currency) : .one }
  var money: Unit { .money(design.currency) }

  /// The days of the panel that the design was computed from.
  static func period(_ design: GeoDesign) -> Period {
    let axis = design.space.panel.axis
    return Period(from: axis.labels[0], to: axis.lastDays[axis.count - 1])
  }

  /// A design in words: its geos and how long it lasts.
  func name(_ plan: DesignPlan) -> Phrase {
    let geos = plan.geos.joined(separator: " + ")
    return Phrase(
      en: "\(geos) over \(plan.duration) periods", de: "\(geos) über \(plan.duration) Perioden")
  }

  /// A finding with its sentence; withheld with a reason where there is no number.
  func finding(
    _ id: String, _ subject: [String: String], value: Double?, _ unit: Unit,
    reason: Phrase? = nil, remedy: Phrase? = nil, text: (String) -> Phrase
  ) -> Finding {
    let finite = value.flatMap { $0.isFinite ? $0 : nil }
    let form = NumberForm(unit, name: "\(id) \(subject["metric"] ?? "")")
    let finding = Finding(
      id: id, subject: subject, period: DesignWriter.period(design), value: finite, unit: unit,
      grade: .model,
      text: finite.map { text(style.quantity($0, as: form))[language] + "." } ?? "")
    guard finite == nil else { return finding }
    let reason = reason ?? Phrase(en: "there is no such number", de: "es gibt keine solche Zahl")
    let remedy = remedy ?? Self.moreHistory
    return finding.withheld(
      reason: reason[language], remedy: remedy[language],
      text: Phrase(
        en: "This number is withheld: \(reason.en).",
        de: "Diese Zahl wird zurückgehalten: \(reason.de)."
      )[language])
  }

  static let moreHistory = Phrase(
    en: "Export a longer history, or plan a shorter test.",
    de: "Exportieren Sie eine längere Vorgeschichte, oder planen Sie einen kürzeren Test.")

  /// Why a design finds no effect, and what to do.
  func unfound(_ plan: DesignPlan) -> (reason: Phrase, remedy: Phrase) {
    let alpha = style.quantity(design.space.options.alpha, as: .plain)
    if plan.curve.smallestP > design.space.options.alpha {
      return (
        Phrase(
          en: "no p-value can be as small as \(alpha): the test cannot tell",
          de: "kein p-Wert kann so klein wie \(alpha) werden: Der Test kann nichts entscheiden"),
        Self.moreHistory
      )
    }
    return (
      Phrase(
        en: "none of the effects tried is found often enough",
        de: "keiner der versuchten Effekte wird oft genug gefunden"),
      Phrase(
        en: "Try larger effects, treat more geos, or test longer.",
        de: "Versuchen Sie größere Effekte, behandeln Sie mehr Gebiete, oder testen Sie länger.")
    )
  }
}
