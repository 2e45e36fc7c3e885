import Findings

extension DesignSectionMaker {
  /// What was searched, how designs were ranked, and what the test is.
  func notes() -> [Section.Block] {
    var notes = [searchNote, rankNote, testNote].map { Section.Note(.information, $0) }
    if let note = meanNote { notes.insert(.init(.information, note), at: 0) }
    if design.tooExpensive > 0 {
      notes.append(
        .init(
          .information,
          Phrase(
            en: "Designs left out because they cost more than there is: \(design.tooExpensive).",
            de: "Entwürfe, die mehr kosten, als da ist, und daher fehlen: \(design.tooExpensive)."))
      )
    }
    let lacking = design.space.panel.negativeCount
    if lacking > 0 {
      notes.append(
        .init(
          .warning,
          Phrase(
            en:
              "The KPI is negative in \(lacking) cells of the panel; an effect as a share of them "
              + "has the wrong sign.",
            de: "Die Kennzahl ist in \(lacking) Zellen des Panels negativ; ein Effekt als Anteil "
              + "davon hat das falsche Vorzeichen.")))
    }
    if let warning = thinNote { notes.append(.init(.warning, warning)) }
    return notes.map { .note($0) }
  }

  private var searchNote: Phrase {
    let parts = design.search.sizes.map { size -> Phrase in
      let of =
        size.feasible.map { Phrase("\($0)") }
        ?? Phrase(
          en: size.atMost > CandidateSearch.listed ? "more than \(CandidateSearch.listed)" : "?",
          de: size.atMost > CandidateSearch.listed ? "mehr als \(CandidateSearch.listed)" : "?")
      let limit = min(design.space.options.candidates, size.looked)
      return switch size.way {
      case .all:
        Phrase(
          en: "of \(size.count) geos, all \(size.looked) feasible sets",
          de: "aus \(size.count) Gebieten alle \(size.looked) möglichen Mengen")
      case .fitted:
        Phrase(
          en:
            "of \(size.count) geos, all \(size.looked) feasible sets were fitted, and the power of "
            + "the \(limit) with the best fit was computed",
          de:
            "aus \(size.count) Gebieten wurden alle \(size.looked) möglichen Mengen angepasst und "
            + "die Power der \(limit) am besten angepassten berechnet")
      case .searched:
        Phrase(
          en:
            "of \(size.count) geos, \(size.looked) of \(of.en) feasible sets were fitted (lists of "
            + "geos that correlate most, and exchanges of single geos as long as the fit improves), "
            + "and the power of the \(limit) with the best fit was computed",
          de: "aus \(size.count) Gebieten wurden \(size.looked) von \(of.de) möglichen Mengen "
            + "angepasst (Listen am stärksten korrelierter Gebiete, einzelne Gebiete getauscht, "
            + "solange die Anpassung besser wird) und die Power der \(limit) am besten angepassten "
            + "berechnet")
      }
    }
    return Phrase(
      en: "Sets looked at: " + parts.map(\.en).joined(separator: "; ") + ".",
      de: "Betrachtete Mengen: " + parts.map(\.de).joined(separator: "; ") + ".")
  }

  private var rankNote: Phrase {
    Phrase(
      en:
        "The rank is the mean of four dense ranks: of the smallest effect found, the power at it, "
        + "the misfit before the test, and the error of the lift. Designs whose A/A audit fails stand "
        + "behind the others.",
      de: "Der Rang ist das Mittel von vier dichten Rängen: des kleinsten gefundenen Effekts, der "
        + "Power bei ihm, des Fehlers vor dem Test und des Fehlers des Lifts. Entwürfe, deren "
        + "A/A-Prüfung nicht bestanden ist, stehen hinter den anderen.")
  }

  private var testNote: Phrase {
    let options = design.space.options
    let statistic =
      options.sides == .oneSided
      ? Phrase(
        en: "the sum of residuals, on one side", de: "die Summe der Residuen, einseitig")
      : options.statistic == .magnitude
        ? Phrase(
          en: "the sum of absolute residuals, on both sides",
          de: "die Summe der Beträge der Residuen, zweiseitig")
        : Phrase(
          en: "the size of the sum of residuals, on both sides",
          de: "der Betrag der Summe der Residuen, zweiseitig")
    return Phrase(
      en: "An effect counts as found where p is at most \(options.alpha). p comes from the law of "
        + "permutation that residuals before the window allow, as in an analysis; the statistic is "
        + "\(statistic.en). Each effect was put into the last periods at \(options.lookback) end(s) of "
        + "the panel, and the fit under the null repeated. The file design.yaml fixes this test for "
        + "the analysis.",
      de: "Ein Effekt gilt als gefunden, wo p höchstens \(options.alpha) ist. p stammt aus dem "
        + "Permutationsgesetz, das die Residuen vor dem Fenster erlauben, wie in einer Auswertung; "
        + "die Statistik ist \(statistic.de). Jeder Effekt wurde an \(options.lookback) Ende(n) des "
        + "Panels in die letzten Perioden eingesetzt und die Anpassung unter der Nullhypothese "
        + "wiederholt. Die Datei design.yaml legt diesen Test für die Auswertung fest.")
  }

  /// That the other test would find less, where it would.
  private var meanNote: Phrase? {
    guard let best = design.plans.first, let mean = best.meanMDE,
      best.mde.map({ abs(mean) < abs($0) }) ?? true
    else { return nil }
    return Phrase(
      en:
        "If the effect can be expected to last, the test of the mean effect (statistic: mean) finds "
        + "a smaller one with the best design, and so costs less.",
      de:
        "Ist ein anhaltender Effekt zu erwarten, findet der Test des mittleren Effekts (statistic: "
        + "mean) mit dem besten Entwurf einen kleineren und kostet so weniger.")
  }

  /// That few tries say little about power.
  private var thinNote: Phrase? {
    let lookback = design.space.options.lookback
    guard lookback < 5 else { return nil }
    return Phrase(
      en:
        "Power comes from few tries (lookback \(lookback)), so it is known only in coarse steps; look "
        + "back further before you rely on it.",
      de:
        "Die Power stammt aus wenigen Versuchen (lookback \(lookback)) und ist daher nur in groben "
        + "Stufen bekannt; blicken Sie weiter zurück, bevor Sie sich auf sie verlassen.")
  }
}
