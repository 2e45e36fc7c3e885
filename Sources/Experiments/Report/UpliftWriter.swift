import Findings

/// Builds the findings of uplift with their sentences.
struct UpliftWriter {
  let analysis: UpliftAnalysis
  let language: Language
  let isForced: Bool

  private var style: NumberStyle { NumberStyle(language) }
  private func number(_ x: Double) -> String { style.number(x, significant: 3) }

  private func interval(_ limits: ExperimentResult.Limits?) -> Interval? {
    limits.map {
      Interval(lower: $0.lower, upper: $0.upper, level: analysis.level, kind: .confidence)
    }
  }

  private func finding(
    _ name: String, _ subject: [String: String], _ value: Double,
    _ limits: ExperimentResult.Limits? = nil, unit: Unit = .one,
    grade: EvidenceGrade = .experiment, _ text: Phrase
  ) -> Finding {
    let finding = Finding(
      id: "uplift.\(name)", subject: subject, value: value, interval: interval(limits), unit: unit,
      grade: grade, text: text[language])
    guard analysis.sampleRatio.isMismatch, grade == .experiment else { return finding }
    let (reason, remedy) = ExperimentWriter.objection(analysis.sampleRatio)
    return isForced
      ? finding.forced(reason: reason[language], remedy: remedy[language])
      : withheld(finding, reason, remedy)
  }

  private func withheld(_ finding: Finding, _ reason: Phrase, _ remedy: Phrase) -> Finding {
    finding.withheld(
      reason: reason[language], remedy: remedy[language],
      text: Phrase(
        en: "This number is withheld: \(reason.en).",
        de: "Diese Zahl wird zurückgehalten: \(reason.de).")[language])
  }

  /// The units, the test of their split, and the effect on all.
  func checks() -> [Finding] {
    let count = style.number(Double(analysis.count), decimals: 0)
    let p = style.number(analysis.sampleRatio.pValue, significant: 2)
    let effect = number(analysis.averageEffect)
    return [
      finding(
        "units", [:], Double(analysis.count), unit: Unit("units"), grade: .descriptive,
        Phrase(
          en: "\(count) units of both arms were compared.",
          de: "\(count) Einheiten beider Gruppen wurden verglichen.")),
      finding(
        "srm", [:], analysis.sampleRatio.pValue, grade: .descriptive,
        Phrase(
          en: "The test of the split of units has p = \(p).",
          de: "Die Prüfung der Aufteilung hat p = \(p).")),
      finding(
        "effect", [:], analysis.averageEffect, analysis.whole.limits,
        Phrase(
          en: "The treatment changes the outcome by \(effect) on average.",
          de: "Die Behandlung verändert das Ergebnis im Mittel um \(effect).")),
    ]
  }

  /// What a learner knows.
  func learned(_ learned: UpliftAnalysis.Learned) -> [Finding] {
    let model = learned.learner.rawValue
    let areas = [
      ("qini", "Qini", learned.curve.qiniArea, learned.qiniLimits),
      ("auuc", "AUUC", learned.curve.upliftArea, learned.upliftLimits),
    ].map { name, title, value, limits in
      finding(
        name, ["model": model], value, limits,
        Phrase(
          en: "The \(title) area of learner \(model) is \(number(value)).",
          de: "Die \(title)-Fläche des Lerners \(model) ist \(number(value))."))
    }
    let groups = learned.segments.enumerated().flatMap { index, segment -> [Finding] in
      guard let observed = segment.observed else { return [] }
      let subject = ["model": model, "segment": "\(index + 1)"]
      return [
        finding(
          "segment", subject, observed, segment.limits,
          Phrase(
            en: "Group \(index + 1) of learner \(model) changed by \(number(observed)) "
              + "(\(segment.treated) treated, \(segment.control) control units).",
            de: "Gruppe \(index + 1) des Lerners \(model) änderte sich um \(number(observed)) "
              + "(\(segment.treated) behandelte, \(segment.control) Kontrolleinheiten).")),
        finding(
          "predicted", subject, segment.predicted, nil,
          Phrase(
            en: "For group \(index + 1) learner \(model) predicted \(number(segment.predicted)).",
            de: "Für Gruppe \(index + 1) sagte Lerner \(model) \(number(segment.predicted)) voraus."
          )),
      ]
    }
    return areas + groups
  }

  /// The units of one value in a column.
  func slice(_ slice: UpliftAnalysis.Slice) -> [Finding] {
    let name = "\(slice.column)=\(slice.value)"
    let subject = ["segment": name]
    let size = slice.units.treated + slice.units.control
    let effect = number(slice.units.observed ?? 0)
    var numbers = [
      finding(
        "effect", subject, slice.units.observed ?? 0, slice.units.limits,
        Phrase(
          en: "Among \(name) the treatment changes the outcome by \(effect).",
          de: "Unter \(name) verändert die Behandlung das Ergebnis um \(effect)."))
    ]
    if let targeted = slice.targeted {
      let share = style.quantity(targeted, as: .share)
      numbers.append(
        finding(
          "targeted_share", subject, targeted, nil,
          Phrase(
            en: "\(share) of \(name) would be targeted.",
            de: "\(share) von \(name) würden angesprochen.")))
    }
    let smallest = analysis.options.smallestSlice
    let reason = Phrase(
      en: "there are fewer than \(smallest) units, or fewer than two in an arm",
      de: "es sind weniger als \(smallest) Einheiten oder weniger als zwei in einer Gruppe")
    let remedy = Phrase(
      en: "join small groups, or lower the smallest size",
      de: "kleine Gruppen zusammenfassen oder die Mindestgröße senken")
    let count = style.number(Double(size), decimals: 0)
    return [
      finding(
        "units", subject, Double(size), unit: Unit("units"), grade: .descriptive,
        Phrase(en: "\(name) has \(count) units.", de: "\(name) hat \(count) Einheiten."))
    ] + (slice.isSmall ? numbers.map { withheld($0, reason, remedy) } : numbers)
  }
}
