public import Findings
import Resampling

extension GeoAnalysis {
  /// The facts, by estimator in the order asked for: `geo.investment` {}, then for each {model}
  /// `geo.incremental`, `geo.att` (mean effect on a treated geo in a treated period), `geo.lift`,
  /// `geo.iroas` or `geo.cost_per_outcome` with spend, `geo.p_value` {model, metric: the law} with
  /// `geo.smallest_p`, `geo.placebo` {model, metric: p, p_ratio, standard_error}, `geo.pre_fit`
  /// {model, metric: l2, scaled_l2}, and `geo.weight` {geo, model} of donors above a thousandth. Nested
  /// weights add their optima: see `GeoWriter.optima`.
  public func findings(language: Language) -> [Finding] {
    let writer = GeoWriter(self, language)
    return writer.investment() + parts.flatMap { writer.effects($0) + writer.tests($0) }
      + parts.flatMap { writer.fit($0) } + parts.flatMap { writer.optima($0) }
  }
}

extension GeoWriter {
  func investment() -> [Finding] {
    guard let spend = analysis.spend else { return [] }
    return [
      finding("geo.investment", [:], value: spend, money) {
        Phrase(en: "The test cost \($0)", de: "Der Test kostete \($0)")
      }
    ]
  }

  func effects(_ part: GeoAnalysis.Part) -> [Finding] {
    let name = part.estimator.rawValue
    let subject = ["model": name]
    let estimate = part.estimate
    let periods = Double(analysis.experiment.window.count)
    let units = Double(analysis.experiment.treated.count) * periods
    let reason = part.problems.first.map { Phrase($0) }
    func scaled(_ factor: Double?) -> Interval? {
      guard let factor, factor > 0, let interval = part.interval else { return nil }
      return Interval(
        lower: interval.lower * factor, upper: interval.upper * factor, level: interval.level,
        kind: interval.kind)
    }
    // The effect over what would have been, so that the interval scales with it.
    let perLift = estimate.flatMap { estimate in
      estimate.lift.flatMap { estimate.att != 0 ? $0 / estimate.att : nil }
    }
    var findings = [
      finding(
        "geo.incremental", subject, value: estimate?.incremental, interval: scaled(units), outcome,
        reason: reason
      ) {
        Phrase(
          en: "By \(name), the test brought \($0) more than there would have been",
          de: "Nach \(name) brachte der Test \($0) mehr, als es sonst gewesen wäre")
      },
      finding(
        "geo.att", subject, value: estimate?.att, interval: scaled(1), outcome, reason: reason
      ) {
        Phrase(
          en: "By \(name), the effect on a treated geo was \($0) a period",
          de: "Nach \(name) betrug der Effekt je behandeltem Gebiet und Periode \($0)")
      },
      finding(
        "geo.lift", subject, value: estimate?.lift, interval: scaled(perLift), .one,
        reason: reason
          ?? Phrase(
            en: "what would have been is not positive", de: "der Vergleichswert ist nicht positiv")
      ) {
        Phrase(en: "By \(name), the lift was \($0)", de: "Nach \(name) betrug der Lift \($0)")
      },
    ]
    if let spend = analysis.spend, spend > 0, let estimate {
      if analysis.options.isMoney {
        findings.append(
          finding(
            "geo.iroas", subject, value: estimate.incremental / spend,
            interval: scaled(units / spend), outcome / money
          ) {
            Phrase(
              en: "By \(name), each unit of money spent brought back \($0)",
              de: "Nach \(name) brachte jede ausgegebene Geldeinheit \($0) zurück")
          })
      } else if estimate.incremental > 0 {
        findings.append(
          finding(
            "geo.cost_per_outcome", subject, value: spend / estimate.incremental, money
          ) {
            Phrase(
              en: "By \(name), each further unit of the KPI cost \($0)",
              de: "Nach \(name) kostete jede zusätzliche Einheit der Kennzahl \($0)")
          })
      }
    }
    return findings
  }

  func tests(_ part: GeoAnalysis.Part) -> [Finding] {
    let name = part.estimator.rawValue
    var findings: [Finding] = []
    if let conformal = part.conformal {
      for verdict in [conformal.mirror, conformal.block, conformal.iid] {
        let law = verdict.law.rawValue
        let subject = ["model": name, "metric": law]
        findings.append(
          finding(
            "geo.p_value", subject, value: verdict.isValid ? verdict.p : nil, .one,
            reason: Phrase(
              en: "residuals before the test depend on each other, so that their order matters",
              de: "die Residuen vor dem Test hängen voneinander ab, ihre Reihenfolge zählt also"),
            remedy: Phrase(
              en: "Read the p of mirror permutation.",
              de: "Lesen Sie das p der Spiegel-Permutation.")
          ) {
            Phrase(
              en: "By \(name) and \(law) permutation, p is \($0)",
              de: "Nach \(name) und \(law)-Permutation ist p \($0)")
          })
        findings.append(
          finding("geo.smallest_p", subject, value: verdict.smallestP, .one) {
            Phrase(
              en: "The smallest p that \(law) permutation can give here is \($0)",
              de: "Das kleinste p, das \(law)-Permutation hier ergeben kann, ist \($0)")
          })
      }
    }
    if let placebo = part.placebo, placebo.placebos.count >= GeoAnalysis.fewestPlacebos {
      for (metric, value) in [
        ("p", placebo.p), ("p_ratio", placebo.pRatio), ("standard_error", placebo.standardError),
      ] {
        findings.append(
          finding(
            "geo.placebo", ["model": name, "metric": metric], value: value,
            metric == "standard_error" ? outcome : .one
          ) {
            Phrase(
              en: "Among placebos in other geos by \(name), \(metric) is \($0)",
              de: "Unter Placebos in anderen Gebieten nach \(name) ist \(metric) \($0)")
          })
      }
    }
    return findings
  }

  func fit(_ part: GeoAnalysis.Part) -> [Finding] {
    guard let estimate = part.estimate else { return [] }
    let name = part.estimator.rawValue
    var findings = [
      finding(
        "geo.pre_fit", ["model": name, "metric": "l2"], value: estimate.imbalance, outcome
      ) {
        Phrase(
          en: "By \(name), the fit misses the time before the test by \($0) in all (L2)",
          de: "Nach \(name) verfehlt die Anpassung die Zeit vor dem Test um insgesamt \($0) (L2)")
      }
    ]
    if let scaled = estimate.scaledImbalance {
      findings.append(
        finding("geo.pre_fit", ["model": name, "metric": "scaled_l2"], value: scaled, .one) {
          Phrase(
            en: "That is \($0) of what equal weights miss by \(name)",
            de: "Das sind \($0) dessen, was gleiche Gewichte nach \(name) verfehlen")
        })
    }
    for (geo, weight) in estimate.weights where abs(weight) > 0.001 {
      findings.append(
        finding("geo.weight", ["geo": geo, "model": name], value: weight, .one) {
          Phrase(
            en: "\(geo) has the weight \($0) in \(name)",
            de: "\(geo) hat in \(name) das Gewicht \($0)")
        })
    }
    return findings
  }
}
