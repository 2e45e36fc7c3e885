public import Findings
import Resampling

extension GeoAnalysis {
  /// The facts, by estimator in the order asked for.
  ///
  /// - `geo.investment` {}: what the test changed about spending; `geo.spend` {metric: treated, usual, elsewhere}.
  /// - For each {model} `geo.incremental`, `geo.att` (mean effect on a treated geo in a treated
  ///   period), `geo.lift`, with money `geo.iroas`, or `geo.cost_per_outcome`, to which {model, metric:
  ///   least} is a lower bound where there is no upper one; `geo.jackknife`, the mean effect again with
  ///   the interval of jackknife+.
  /// - `geo.p_value` {model, metric: the law} with `geo.smallest_p`, `geo.placebo` {model, metric: p,
  ///   p_ratio, standard_error}.
  /// - `geo.needed` {metric: periods, geos}: how many would do for a p of 0.05, where there are fewer.
  /// - `geo.pre_fit` {model, metric: l2, scaled_l2}, and `geo.weight` {geo, model} of donors above a
  ///   thousandth.
  /// - Of `bsts` {model} `geo.tail_probability`, `geo.inclusion` {geo, model} of donors that count with a
  ///   probability of a twentieth or more, `geo.diagnostic` {model, metric: rhat_max, ess_bulk_min,
  ///   ess_tail_min, innovations_p}; its intervals are credible.
  /// - Of `adh` {model, rank} `geo.optimum` {metric: mspe, att, searches}, `geo.predictor_weight`
  ///   {predictor} and `geo.optimum_weight` {geo} of donors above a thousandth; the best optimum has
  ///   rank 1. The mean squared error before the test (mspe) is written without a unit.
  /// - `geo.sensitivity` {model, metric: the choice, scenario: how it was made}.
  ///
  /// In a test of several cells each subject has the cell's name under `arm`. Of geos that are held
  /// out, effects are what the campaign would have brought them; of a go-dark they are what the pause
  /// changed, so that they are negative where the campaign works.
  public func findings(language: Language) -> [Finding] {
    let writer = GeoWriter(self, language)
    return writer.investment() + parts.flatMap { writer.effects($0) + writer.tests($0) }
      + writer.needed() + parts.flatMap { writer.fit($0) }
      + parts.flatMap { writer.structural($0) } + parts.flatMap { writer.optima($0) }
      + writer.sensitivity()
  }
}

extension GeoWriter {
  func effects(_ part: GeoAnalysis.Part) -> [Finding] {
    let name = part.estimator.rawValue
    let subject = ["model": name]
    let numbers = analysis.numbers(part)
    let words = GeoWords(analysis)
    let reason = part.problems.first
    func number(
      _ id: String, _ number: GeoNumber?, _ unit: Unit, reason: Phrase?,
      _ text: (String, Bool) -> Phrase
    ) -> Finding {
      // A loss is told as a number of its own, without a sign.
      let isLoss = (number?.value ?? 0) < 0
      return finding(
        id, subject, value: number?.value, interval: number?.interval, unit,
        isTurned: isLoss, reason: reason
      ) { text($0, isLoss) }
    }
    let findings = [
      number("geo.incremental", numbers?.incremental, outcome, reason: reason) {
        words.incremental(name, $0, isLoss: $1)
      },
      number("geo.att", numbers?.att, outcome, reason: reason) {
        words.att(name, $0, isLoss: $1)
      },
      number(
        "geo.lift", numbers?.lift, .one,
        reason: reason
          ?? Phrase(
            en: "what would have been is not positive", de: "der Vergleichswert ist nicht positiv")
      ) { words.lift(name, $0, isLoss: $1) },
    ]
    return findings + returns(part, numbers) + jackknife(part)
  }

  func jackknife(_ part: GeoAnalysis.Part) -> [Finding] {
    guard let jackknife = part.jackknife, let estimate = part.estimate else { return [] }
    let direction = analysis.options.kind.direction
    let number = GeoNumber(value: estimate.att, interval: jackknife.effect).scaled(by: direction)
    guard let interval = number.interval, interval.lower <= number.value,
      number.value <= interval.upper
    else { return [] }
    let name = part.estimator.rawValue
    return [
      finding(
        "geo.jackknife", ["model": name], value: number.value, interval: interval, outcome
      ) {
        Phrase(
          en: "By \(name) with periods left out in turn, the effect on a geo was \($0) a period",
          de: "Nach \(name) mit reihum ausgelassenen Perioden betrug der Effekt je Gebiet und "
            + "Periode \($0)")
      }
    ]
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
              en:
                "residuals before the test do not look independent, so that their order may matter",
              de:
                "die Residuen vor dem Test sehen nicht unabhängig aus, ihre Reihenfolge kann also zählen"
            ),
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
