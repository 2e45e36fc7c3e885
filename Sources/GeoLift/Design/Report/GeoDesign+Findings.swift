public import Findings

extension GeoDesign {
  /// How many designs have their power curves told and drawn.
  static let drawn = 5

  /// The designs that are told of, the best first.
  var told: ArraySlice<DesignPlan> { plans.prefix(Self.shown) }

  /// The facts, the best design first.
  ///
  /// For each {scenario}, which is `geo+geo/periods`: `geo.mde` (smallest effect found in four of five
  /// tries; {scenario, metric: mean} by the test of the mean effect), `geo.power` (at that effect),
  /// `geo.investment` (cost per outcome x effect x KPI of the treated geos over the test, or their usual
  /// spend), `geo.design` {scenario, metric: att, scaled_l2, lift_error, correlation, holdout_share,
  /// smallest_p}, `geo.audit` {scenario, metric: false_positive_share, error_share, smallest_p, windows,
  /// disjoint}. Then `geo.power` {scenario, metric: the effect} of the best five, and `geo.weight`
  /// {scenario, geo} of the best one's donors.
  public func findings(language: Language) -> [Finding] {
    let writer = DesignWriter(self, language)
    return told.flatMap { writer.main($0) + writer.details($0) + writer.audit($0) }
      + plans.prefix(Self.drawn).flatMap { writer.curve($0) } + writer.weights()
  }
}

extension DesignWriter {
  func main(_ plan: DesignPlan) -> [Finding] {
    let name = name(plan)
    let subject = ["scenario": plan.scenario]
    let (reason, remedy) = unfound(plan)
    var findings = [
      finding("geo.mde", subject, value: plan.mde, .one, reason: reason, remedy: remedy) {
        Phrase(
          en: "Treating \(name.en), the smallest effect that is found is \($0)",
          de: "Der kleinste Effekt, der mit \(name.de) gefunden wird, ist \($0)")
      },
      finding("geo.power", subject, value: plan.power, .one, reason: reason, remedy: remedy) {
        Phrase(
          en: "Treating \(name.en), that effect is found with a probability of \($0)",
          de: "Mit \(name.de) wird dieser Effekt mit einer Wahrscheinlichkeit von \($0) gefunden")
      },
    ]
    if design.space.options.costPerOutcome != nil || design.space.usualSpend != nil {
      let isStopped = design.space.usualSpend != nil
      findings.append(
        finding(
          "geo.investment", subject, value: plan.investment, money, reason: reason, remedy: remedy
        ) {
          isStopped
            ? Phrase(
              en: "Treating \(name.en) stops \($0) of usual spend",
              de: "Mit \(name.de) werden \($0) der üblichen Ausgaben ausgesetzt")
            : Phrase(
              en: "Treating \(name.en) costs \($0) for that effect",
              de: "\(name.de) zu behandeln kostet für diesen Effekt \($0)")
        })
    }
    return findings
  }

  func details(_ plan: DesignPlan) -> [Finding] {
    let name = name(plan)
    func detail(
      _ metric: String, _ value: Double?, _ unit: Unit = .one, _ text: (String) -> Phrase
    ) -> Finding? {
      value.map { value in
        finding(
          "geo.design", ["scenario": plan.scenario, "metric": metric], value: value, unit,
          text: text)
      }
    }
    var mean: Finding?
    if let meanMDE = plan.meanMDE {
      mean = finding(
        "geo.mde", ["scenario": plan.scenario, "metric": "mean"], value: meanMDE, .one
      ) {
        Phrase(
          en: "Treating \(name.en), the test of the mean effect finds \($0)",
          de: "Mit \(name.de) findet der Test des mittleren Effekts \($0)")
      }
    }
    return [
      mean,
      detail("att", plan.att, outcome) {
        Phrase(
          en: "At its smallest effect, \(name.en) brings \($0) a geo and period",
          de: "Beim kleinsten Effekt bringt \(name.de) \($0) je Gebiet und Periode")
      },
      detail("scaled_l2", plan.curve.imbalance) {
        Phrase(
          en: "Before the test, the donors of \(name.en) miss \($0) of what equal weights miss",
          de:
            "Vor dem Test verfehlen die Spender von \(name.de) \($0) dessen, was gleiche Gewichte "
            + "verfehlen")
      },
      detail("lift_error", plan.recoveryError) {
        Phrase(
          en: "The lift that is seen of \(name.en) lies \($0) from the one put in",
          de: "Der gesehene Lift von \(name.de) liegt \($0) neben dem eingesetzten")
      },
      detail("correlation", plan.correlation) {
        Phrase(
          en: "\(name.en) correlates with its donors by \($0)",
          de: "\(name.de) korreliert mit seinen Spendern zu \($0)")
      },
      detail("holdout_share", plan.holdout) {
        Phrase(
          en: "With \(name.en), \($0) of the KPI is not treated",
          de: "Mit \(name.de) bleiben \($0) der Kennzahl unbehandelt")
      },
      detail("smallest_p", plan.curve.smallestP) {
        Phrase(
          en: "The smallest p that the test of \(name.en) can have is \($0)",
          de: "Das kleinste p, das der Test von \(name.de) haben kann, ist \($0)")
      },
    ].compactMap { $0 }
  }

  func audit(_ plan: DesignPlan) -> [Finding] {
    guard let audit = plan.audit, let rate = audit.rate else { return [] }
    let name = name(plan)
    func part(_ metric: String, _ value: Double?, _ text: (String) -> Phrase) -> Finding {
      finding(
        "geo.audit", ["scenario": plan.scenario, "metric": metric], value: value, .one, text: text)
    }
    return [
      part("false_positive_share", rate) {
        Phrase(
          en: "Where nothing happened, the test of \(name.en) finds an effect in \($0) of windows",
          de: "Wo nichts geschah, findet der Test von \(name.de) in \($0) der Fenster einen Effekt")
      },
      part("error_share", audit.error) {
        Phrase(
          en: "The Monte Carlo error of that share for \(name.en) is \($0)",
          de: "Der Monte-Carlo-Fehler dieses Anteils ist für \(name.de) \($0)")
      },
      part("smallest_p", audit.smallestP) {
        Phrase(
          en: "The smallest p in those windows of \(name.en) is \($0)",
          de: "Das kleinste p in diesen Fenstern von \(name.de) ist \($0)")
      },
      part("windows", Double(audit.windows)) {
        Phrase(
          en: "The audit of \(name.en) tried \($0) windows",
          de: "Die Prüfung von \(name.de) versuchte \($0) Fenster")
      },
      part("disjoint", Double(audit.disjoint)) {
        Phrase(
          en: "Of the windows of \(name.en), \($0) fit side by side",
          de: "Von den Fenstern von \(name.de) passen \($0) nebeneinander")
      },
    ]
  }

  func curve(_ plan: DesignPlan) -> [Finding] {
    let name = name(plan)
    return plan.curve.effects.indices.map { place in
      let effect = plan.curve.effects[place]
      let shown = style.quantity(effect, as: .share)
      return finding(
        "geo.power", ["scenario": plan.scenario, "metric": GeoDesign.metric(effect)],
        value: plan.curve.power[place], .one
      ) {
        Phrase(
          en: "Treating \(name.en), an effect of \(shown) is found with a probability of \($0)",
          de: "Mit \(name.de) wird ein Effekt von \(shown) mit einer Wahrscheinlichkeit von \($0) "
            + "gefunden")
      }
    }
  }

  func weights() -> [Finding] {
    guard let best = design.plans.first, let course = design.course else { return [] }
    return course.weights.filter { abs($0.weight) > 0.001 }.map { geo, weight in
      finding("geo.weight", ["scenario": best.scenario, "geo": geo], value: weight, .one) {
        Phrase(
          en: "\(geo) has the weight \($0) in the comparison with the best design",
          de: "\(geo) hat im Vergleich mit dem besten Entwurf das Gewicht \($0)")
      }
    }
  }
}

extension GeoDesign {
  /// An effect as a metric: its number as written.
  static func metric(_ effect: Double) -> String { "\(effect)" }
}
