import Findings

/// Builds an experiment's findings with their sentences.
struct ExperimentWriter {
  let analysis: ExperimentAnalysis
  let language: Language
  let isForced: Bool
  let style: NumberStyle

  init(_ analysis: ExperimentAnalysis, language: Language, isForced: Bool) {
    self.analysis = analysis
    self.language = language
    self.isForced = isForced
    style = NumberStyle(language)
  }

  var result: ExperimentResult { analysis.result }

  /// A p-value with its sign: `= 0.034`, or `< 0.0001` where digits would say nothing.
  static func shownP(_ p: Double, _ style: NumberStyle) -> String {
    p < 0.0001
      ? "< \(style.number(0.0001, decimals: 4))" : "= \(style.number(p, significant: 2))"
  }

  /// Why effects are withheld after a mismatch, and what to do.
  static func objection(_ ratio: SampleRatio) -> (reason: Phrase, remedy: Phrase) {
    func p(_ language: Language) -> String { shownP(ratio.pValue, NumberStyle(language)) }
    return (
      Phrase(
        en:
          "the arms do not have the numbers of units they should (p \(p(.en))), so they differ in "
          + "more than the treatment",
        de: "die Gruppen haben nicht die Einheiten, die sie haben sollten (p \(p(.de))); sie "
          + "unterscheiden sich also nicht nur durch die Behandlung"),
      Phrase(
        en: "find out where units were lost or assigned twice, or state the split that was planned",
        de: "klären, wo Einheiten verloren gingen oder doppelt zugeteilt wurden, oder die geplante "
          + "Aufteilung angeben")
    )
  }

  /// A finding about an outcome: withheld or forced if there is an objection.
  func finding(
    _ id: String, _ subject: [String: String], _ value: Double?, _ unit: Unit,
    _ interval: Interval? = nil, text: (String) -> Phrase
  ) -> Finding {
    let form = NumberForm(unit, name: id)
    func shown(_ x: Double) -> String { style.quantity(x, as: form) }
    let to = Phrase(en: "to", de: "bis")[language]
    let range = interval.map {
      " (\(style.intervalName($0.level)) \(shown($0.lower)) \(to) \(shown($0.upper)))"
    }
    let finding = Finding(
      id: id, subject: subject, value: value, interval: interval, unit: unit, grade: .experiment,
      text: value.map { text(shown($0))[language] + (range ?? "") + "." } ?? "")
    guard result.sampleRatio.isMismatch else { return finding }
    let objection = Self.objection(result.sampleRatio)
    let (reason, remedy) = (objection.reason[language], objection.remedy[language])
    if isForced { return finding.forced(reason: reason, remedy: remedy) }
    return finding.withheld(
      reason: reason, remedy: remedy,
      text: Phrase(
        en: "This number is withheld: \(reason).", de: "Diese Zahl wird zurückgehalten: \(reason)."
      )[language])
  }

  /// How many units there are.
  func units() -> [Finding] {
    func count(_ subject: [String: String], _ units: Int, _ text: (String) -> Phrase) -> Finding {
      let shown = style.number(Double(units), decimals: 0)
      return Finding(
        id: "experiment.units", subject: subject, value: Double(units), unit: Unit("units"),
        grade: .descriptive, text: text(shown)[language])
    }
    let total = count([:], result.counts.reduce(0, +)) {
      Phrase(
        en: "\($0) units were assigned to \(result.arms.count) arms.",
        de: "\($0) Einheiten wurden auf \(result.arms.count) Gruppen verteilt.")
    }
    return [total]
      + zip(result.arms, result.counts).map { arm, units in
        count(["arm": arm], units) {
          Phrase(en: "\(arm) has \($0) units.", de: "\(arm) hat \($0) Einheiten.")
        }
      }
  }

  /// The sample-ratio test and what was left out.
  func checks() -> [Finding] {
    let ratio = result.sampleRatio
    let p = Self.shownP(ratio.pValue, style)
    let verdict =
      ratio.isMismatch
      ? Phrase(
        en: "The arms do not have the numbers of units they should (p \(p)).",
        de: "Die Gruppen haben nicht die Einheiten, die sie haben sollten (p \(p)).")
      : Phrase(
        en: "The numbers of units agree with the planned split (p \(p)).",
        de: "Die Zahlen der Einheiten passen zur geplanten Aufteilung (p \(p)).")
    let test = Finding(
      id: "experiment.srm", value: ratio.pValue, unit: .one, grade: .descriptive,
      text: verdict[language])
    let intake = result.intake
    return [test]
      + check("repeated_units", intake.repeatedUnits) {
        Phrase(
          en: "\($0) units had several rows, which were added up.",
          de: "\($0) Einheiten hatten mehrere Zeilen, die addiert wurden.")
      }
      + check("crossed_units", intake.crossedUnits) {
        Phrase(
          en: "\($0) units were seen in several arms and left out.",
          de: "\($0) Einheiten kamen in mehreren Gruppen vor und wurden ausgelassen.")
      }
  }

  private func check(_ metric: String, _ count: Int, _ text: (String) -> Phrase) -> [Finding] {
    guard count > 0 else { return [] }
    let shown = style.number(Double(count), decimals: 0)
    return [
      Finding(
        id: "experiment.check", subject: ["metric": metric], value: Double(count),
        unit: Unit("units"), grade: .descriptive, text: text(shown)[language])
    ]
  }
}
