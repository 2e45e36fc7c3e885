import Findings
import Inference

extension GeoSectionMaker {
  /// What a Bayesian estimator is made of, which donors count in it, and whether to believe its chains.
  func structural() -> Section? {
    guard
      let part = analysis.parts.first(where: { $0.estimate?.fit.structural != nil }),
      let estimate = part.estimate, let posterior = estimate.fit.structural
    else { return nil }
    let name = part.estimator.rawValue
    let inclusion = Grid(
      id: self.name("geo.inclusion"),
      title: titled(Phrase(en: "Donors that count", de: "Spender, die zählen")),
      columns: [
        Phrase(en: "Geo", de: "Gebiet"),
        Phrase(en: "Probability to count", de: "Wahrscheinlichkeit zu zählen"),
      ],
      rows: posterior.counted(estimate).map { geo, _ in
        [.text(Phrase(geo)), .value(key("geo.inclusion", ["geo": geo, "model": name]))]
      })
    let diagnostics = Grid(
      id: self.name("geo.diagnostic"), title: titled(Phrase(en: "Chains", de: "Ketten")),
      columns: [
        Phrase(en: "Tail-area probability", de: "Wahrscheinlichkeit des Gegenteils"),
        Phrase(en: "R-hat, largest", de: "R-Dach, größtes"),
        Phrase(en: "Bulk ESS, smallest", de: "ESS der Mitte, kleinste"),
        Phrase(en: "Tail ESS, smallest", de: "ESS der Ränder, kleinste"),
        Phrase(en: "p of independent errors", de: "p unabhängiger Fehler"),
      ],
      rows: [
        [.value(key("geo.tail_probability", ["model": name]))]
          + ["rhat_max", "ess_bulk_min", "ess_tail_min", "innovations_p"].map {
            .value(key("geo.diagnostic", ["model": name, "metric": $0]))
          }
      ])
    var blocks: [Section.Block] = [.note(.init(.information, made(name, posterior)))]
    if let problem = posterior.problem {
      blocks.append(
        .note(
          .init(
            .withheld,
            Phrase(
              en: "Its interval is withheld: \(problem.reason.en). \(problem.remedy.en)",
              de: "Sein Intervall wird zurückgehalten: \(problem.reason.de). \(problem.remedy.de)"))
        ))
    }
    if !inclusion.rows.isEmpty { blocks.append(.table(inclusion)) }
    return Section(
      id: anchor("geo-structural"),
      title: titled(
        Phrase(
          en: "What does the time-series model say?", de: "Was sagt das Zeitreihenmodell?")),
      blocks: blocks + [.table(diagnostics)])
  }

  private func made(_ name: String, _ posterior: StructuralPosterior) -> Phrase {
    let isLevel = posterior.trend == .level
    let level = Phrase(
      en: isLevel ? "a level that wanders" : "a level and a slope that wander",
      de: isLevel ? "einem wandernden Niveau" : "einem wandernden Niveau mit Steigung")
    let hasSeason = posterior.season > 1
    let season = Phrase(
      en: hasSeason
        ? "a pattern of \(posterior.season) periods that repeats" : "no pattern of seasons",
      de: hasSeason
        ? "einem Muster, das sich alle \(posterior.season) Perioden wiederholt"
        : "keinem saisonalen Muster")
    return Phrase(
      en: "\(name) is made of \(level.en), \(season.en), and a regression on few donors that the "
        + "data choose. Its interval is credible: it holds if this model does. Where errors depend on "
        + "each other it is too narrow, and not every such case is seen before the test: decide by the "
        + "permutations, which keep their level.",
      de:
        "\(name) besteht aus \(level.de), \(season.de) und einer Regression auf wenige Spender, die "
        + "die Daten auswählen. Sein Intervall ist ein Glaubwürdigkeitsintervall: Es gilt, wenn dieses "
        + "Modell gilt. Wo Fehler voneinander abhängen, ist es zu eng, und nicht jeder solche Fall "
        + "zeigt sich vor dem Test: Entscheiden Sie nach den Permutationen, die ihr Niveau halten.")
  }
}
