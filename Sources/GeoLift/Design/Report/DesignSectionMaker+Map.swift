import Findings

extension DesignSectionMaker {
  /// The role of every geo in the best design.
  func map() -> Section? {
    guard let best = design.plans.first else { return nil }
    let treated = Set(best.geos)
    let donors = Set(best.donors)
    let weights = Dictionary(
      uniqueKeysWithValues: (design.course?.weights ?? []).map { ($0.geo, $0.weight) })
    let excluded = Set(design.space.options.exclude)
    let rows = design.space.panel.geos.enumerated().map { row, geo -> [Grid.Cell] in
      let role: Phrase =
        treated.contains(geo)
        ? Phrase(en: "treated", de: "behandelt")
        : donors.contains(geo)
          ? excluded.contains(geo)
            ? Phrase(en: "donor, never treated", de: "Spender, nie behandelt")
            : Phrase(en: "donor", de: "Spender")
          : Phrase(en: "set aside (neighbour)", de: "beiseite (Nachbar)")
      let weight = weights[geo] ?? 0
      return [
        .text(Phrase(geo)), .text(role),
        abs(weight) > 0.001
          ? .value(key("geo.weight", ["scenario": best.scenario, "geo": geo])) : Self.absent,
        .number(design.space.shares[row], .one),
      ]
    }
    return Section(
      id: "geo-map",
      title: Phrase(
        en: "Which part does each geo play?", de: "Welche Rolle spielt jedes Gebiet?"),
      blocks: [
        .table(
          Grid(
            id: "geo.map", title: Phrase(en: "Design map", de: "Plan der Gebiete"),
            columns: [
              Phrase(en: "Geo", de: "Gebiet"), Phrase(en: "Part", de: "Rolle"),
              Phrase(en: "Weight", de: "Gewicht"),
              Phrase(en: "Share of the KPI", de: "Anteil an der Kennzahl"),
            ], rows: rows))
      ])
  }

  /// How often designs find what is not there.
  func audits() -> Section? {
    let plans = design.told.filter { $0.audit?.rate != nil }
    guard !plans.isEmpty else { return nil }
    let rows = plans.map { plan -> [Grid.Cell] in
      [
        geos(plan), .text(Phrase(String(plan.duration))),
        value("geo.audit", plan, "false_positive_share"),
        value("geo.audit", plan, "error_share"), value("geo.audit", plan, "windows"),
        value("geo.audit", plan, "disjoint"), value("geo.audit", plan, "smallest_p"),
        .text(verdict(plan)),
      ]
    }
    let grid = Grid(
      id: "geo.audit", title: Phrase(en: "A/A audit", de: "A/A-Prüfung"),
      columns: [
        Phrase(en: "Geos to treat", de: "Zu behandelnde Gebiete"),
        Phrase(en: "Periods", de: "Perioden"),
        Phrase(en: "False positives", de: "Falsch-positive"),
        Phrase(en: "Monte Carlo error", de: "Monte-Carlo-Fehler"),
        Phrase(en: "Windows", de: "Fenster"), Phrase(en: "Side by side", de: "Nebeneinander"),
        Phrase(en: "Smallest p", de: "Kleinstes p"), Phrase(en: "Verdict", de: "Urteil"),
      ], rows: rows)
    let alpha = design.space.options.alpha
    let few = DesignAudit.fewestDisjoint
    let note = Phrase(
      en: "The test of each design was made on windows of the time before, in which nothing was "
        + "done. It should find an effect in \(alpha) of them at most; a design fails where the share "
        + "lies more than three Monte Carlo errors above. The error counts windows that fit side by "
        + "side, as those that overlap repeat each other; with fewer than \(few) nothing can be told.",
      de: "Der Test jedes Entwurfs wurde in Fenstern der Zeit davor gemacht, in denen nichts getan "
        + "wurde. Er sollte höchstens in \(alpha) davon einen Effekt finden; ein Entwurf besteht "
        + "nicht, wo der Anteil mehr als drei Monte-Carlo-Fehler darüber liegt. Der Fehler zählt "
        + "Fenster, die nebeneinander passen, da sich überlappende wiederholen; bei weniger als "
        + "\(few) lässt sich nichts sagen.")
    return Section(
      id: "geo-audit",
      title: Phrase(
        en: "Does the test find what is not there?", de: "Findet der Test, was nicht da ist?"),
      blocks: [.table(grid), .note(.init(.information, note))])
  }
}
