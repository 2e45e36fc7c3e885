public import Findings

extension UpliftAnalysis {
  /// What is known of who is moved by the treatment.
  ///
  /// - `uplift.effect` {}: the effect on all units, on average.
  /// - `uplift.qini`, `uplift.auuc` {model}: the areas that `UpliftCurve.definition` defines, the
  ///   model being the learner's name.
  /// - `uplift.segment` {model, segment}: the effect seen in a segment, `1` having the highest scores;
  ///   its sizes are in the text.
  ///
  /// - Parameter language: the language of the texts.
  public func findings(language: Language) -> [Finding] {
    let style = NumberStyle(language)
    func number(_ x: Double) -> String { style.number(x, significant: 3) }
    func interval(_ limits: ExperimentResult.Limits) -> Interval {
      Interval(lower: limits.lower, upper: limits.upper, level: level, kind: .confidence)
    }
    func finding(
      _ name: String, _ subject: [String: String], _ value: Double,
      _ limits: ExperimentResult.Limits?, _ text: Phrase
    ) -> Finding {
      Finding(
        id: "uplift.\(name)", subject: subject, value: value, interval: limits.map { interval($0) },
        unit: .one, grade: .experiment, text: text[language])
    }
    let effect = number(averageEffect)
    let average = finding(
      "effect", [:], averageEffect, nil,
      Phrase(
        en: "The treatment changes the outcome by \(effect) on average.",
        de: "Die Behandlung verändert das Ergebnis im Mittel um \(effect)."))
    let rows = learned.flatMap { learned -> [Finding] in
      let model = learned.learner.rawValue
      let (qini, auuc) = (learned.curve.qiniArea, learned.curve.upliftArea)
      let areas = [
        ("qini", "Qini", qini, learned.qiniLimits), ("auuc", "AUUC", auuc, learned.upliftLimits),
      ].map { name, title, value, limits in
        finding(
          name, ["model": model], value, limits,
          Phrase(
            en: "The \(title) area of learner \(model) is \(number(value)).",
            de: "Die \(title)-Fläche des Lerners \(model) ist \(number(value))."))
      }
      let segments = learned.segments.enumerated().compactMap { index, segment in
        segment.observed.map { observed in
          finding(
            "segment", ["model": model, "segment": "\(index + 1)"], observed, segment.limits,
            Phrase(
              en: "Segment \(index + 1) of learner \(model) changed by \(number(observed)), where "
                + "\(number(segment.predicted)) was predicted (\(segment.treated) treated, "
                + "\(segment.control) control units).",
              de: "Segment \(index + 1) des Lerners \(model) änderte sich um \(number(observed)), "
                + "vorhergesagt waren \(number(segment.predicted)) (\(segment.treated) behandelte, "
                + "\(segment.control) Kontrolleinheiten)."))
        }
      }
      return areas + segments
    }
    return [average] + rows
  }
}
