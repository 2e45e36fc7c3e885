import Findings
import Inference

extension FindingWriter {
  /// Model parameters, and how much the data narrowed those that shape a channel.
  func parameters() -> [Finding] {
    let entries = result.sampling.parameterIndex.entries
    let parameters = entries.enumerated().compactMap { index, entry -> Finding? in
      let summary = result.parameters[index]
      let isStrength = entry.parameter == "roi" || entry.parameter == "contribution"
      guard !isStrength, summary.deviation > 0 else { return nil }
      if entry.parameter == "nu" { return tails(summary) }
      var subject = ["parameter": name(of: entry)]
      subject["channel"] = entry.channel
      subject["geo"] = entry.geo
      let place = [entry.channel, entry.geo].compactMap { $0 }.joined(separator: ", ")
      let shown = place.isEmpty ? name(of: entry) : "\(name(of: entry)) (\(place))"
      return finding("mmm.parameter", subject, summary, .one) {
        Phrase(
          en: "The model estimates \(shown) at \($0)", de: "Das Modell schätzt \(shown) auf \($0)")
      }
    }
    return parameters + contractions()
  }

  /// The degrees of freedom of Student's t, and what they mean.
  private func tails(_ summary: Summary) -> Finding {
    let meaning = TailWeight(degreesOfFreedom: summary.median).words
    return finding("mmm.parameter", ["parameter": "nu"], summary, .one) {
      Phrase(
        en: "\(meaning.en): Student's t has \($0) degrees of freedom",
        de: "\(meaning.de): Students t hat \($0) Freiheitsgrade")
    }
  }

  private func name(of entry: ParameterIndex.Entry) -> String {
    if let control = entry.control { return "\(entry.parameter).\(control)" }
    return entry.channel == nil && entry.geo == nil ? entry.name : entry.parameter
  }

  /// 1 - posterior variance / prior variance of the strength and the shape of each term.
  private func contractions() -> [Finding] {
    data.terms.enumerated().flatMap { c, name in
      result.contractions(c).map { parameter, value in
        finding(
          "mmm.contraction", ["parameter": parameter, "channel": name], value: value, .one,
          grade: .model
        ) {
          Phrase(
            en: "The data narrowed \(parameter) of \(name) by \($0) of its prior variance",
            de: "Die Daten verengten \(parameter) von \(name) um \($0) der Prior-Varianz")
        }
      }
    }
  }

  /// Closeness of the fit, and of the forecast of held-out periods.
  func fit() -> [Finding] {
    let trainEnd = result.model.design.specification.trainCount - 1
    var findings = metrics("mmm.fit", result.training, period(0, trainEnd))
    if let geo = result.geoRSquared {
      findings.append(
        finding(
          "mmm.fit", ["metric": "r2_geo"], value: geo, .one, grade: .model,
          period: period(0, trainEnd)
        ) {
          Phrase(
            en: "Over single geos and periods, R² is \($0)",
            de: "Über einzelne Regionen und Perioden beträgt R² \($0)")
        })
    }
    if let holdout = result.holdout {
      findings += metrics("mmm.holdout", holdout, period(trainEnd + 1, data.timeCount - 1))
    }
    return findings
  }

  private func metrics(_ id: String, _ metrics: FitMetrics, _ period: Period) -> [Finding] {
    let named: [(String, Unit, Phrase)] = [
      ("r2", .one, Phrase(en: "R² is", de: "R² beträgt")),
      (
        "mape", .one,
        Phrase(
          en: "The mean absolute error, relative to each period's outcome, is",
          de: "Der mittlere absolute Fehler, relativ zum Ergebnis jeder Periode, beträgt")
      ),
      (
        "wmape", .one,
        Phrase(
          en: "The sum of absolute errors, relative to the sum of outcomes, is",
          de: "Die Summe der absoluten Fehler, relativ zur Summe der Ergebnisse, beträgt")
      ),
      (
        "crps", units.outcome,
        Phrase(
          en: "The continuous ranked probability score is",
          de: "Der Continuous Ranked Probability Score beträgt")
      ),
      (
        "coverage", .one,
        Phrase(
          en: "The share of outcomes in their \(NumberStyle(.en).intervalName(level)) is",
          de: "Der Anteil der Ergebnisse in ihrem \(NumberStyle(.de).intervalName(level)) beträgt")
      ),
    ]
    return named.compactMap { metric, unit, words in
      // There is no error relative to an outcome of zero, and no R² of a single period.
      guard let value = metrics.value(of: metric) else { return nil }
      return finding(
        id, ["metric": metric], value: value, unit, grade: .model, period: period
      ) { Phrase(en: "\(words.en) \($0)", de: "\(words.de) \($0)") }
    }
  }

  /// What the gate looked at, and what was assumed about the data; never withheld.
  func diagnostics() -> [Finding] {
    let verdict = result.verdict
    let draws = Unit("draws")
    func diagnostic(_ metric: String, _ value: Double, _ unit: Unit, _ words: Phrase) -> Finding {
      finding(
        "mmm.diagnostic", ["metric": metric], value: value.isFinite ? value : nil, unit,
        grade: .model
      ) { Phrase(en: "\(words.en) \($0)", de: "\(words.de) \($0)") }
    }
    var findings = [
      diagnostic(
        "rhat_max", verdict.rHatMax, .one,
        Phrase(en: "The largest R-hat is", de: "Das größte R-Dach ist")),
      diagnostic(
        "ess_bulk_min", verdict.essBulkMin, draws,
        Phrase(
          en: "The smallest bulk effective sample size is",
          de: "Der kleinste wirksame Stichprobenumfang im Kern ist")),
      diagnostic(
        "ess_tail_min", verdict.essTailMin, draws,
        Phrase(
          en: "The smallest tail effective sample size is",
          de: "Der kleinste wirksame Stichprobenumfang in den Enden ist")),
      diagnostic(
        "divergences", Double(verdict.divergences), draws,
        Phrase(en: "Divergent transitions:", de: "Divergente Übergänge:")),
      diagnostic(
        "ebfmi_min", verdict.energyFractionMin, .one,
        Phrase(en: "The smallest E-BFMI is", de: "Das kleinste E-BFMI ist")),
    ]
    if data.geoCount > 1 && data.population.allSatisfy({ $0 == 1 }) {
      findings.append(
        diagnostic(
          "population_default", Double(data.geoCount), Unit("geos"),
          Phrase(
            en: "No population was given, so these geos count alike:",
            de: "Ohne Einwohnerzahl zählen diese Regionen gleich:")))
    }
    return findings
  }
}
