import Findings
import Resampling

extension GeoSectionMaker {
  func inference() -> Section? {
    let parts = analysis.parts.filter { $0.conformal != nil }
    let estimated = analysis.parts.filter { $0.estimate != nil }
    guard !estimated.isEmpty else { return nil }
    let rows = parts.flatMap { part in
      ["mirror", "block", "iid"].map { law -> [Grid.Cell] in
        let subject = ["model": part.estimator.rawValue, "metric": law]
        // A Bayesian interval comes from no law of permutation.
        let isChosen =
          part.conformal?.chosen.law.rawValue == law && part.estimate?.fit.structural == nil
          && part.interval != nil
        return [
          .text(Phrase(part.estimator.rawValue)), .text(Phrase(law)),
          .value(key("geo.p_value", subject)), .value(key("geo.smallest_p", subject)),
          .text(isChosen ? Phrase(en: "yes", de: "ja") : Phrase("–")),
        ]
      }
    }
    let grid = Grid(
      id: name("geo.inference"),
      title: titled(Phrase(en: "Permutation tests", de: "Permutationstests")),
      columns: [
        Phrase(en: "Estimator", de: "Schätzer"), Phrase(en: "Law", de: "Gesetz"), Phrase("p"),
        Phrase(en: "Smallest p there can be", de: "Kleinstmögliches p"),
        Phrase(en: "Used for intervals", de: "Für Intervalle verwendet"),
      ], rows: rows)
    let note = Phrase(
      en: "p-values and intervals come from the same permutations of residuals. Mirror turns the "
        + "series together with its mirror image, and errs on the side of caution; block turns the "
        + "series; iid shuffles it. The last two hold where residuals before the test do not depend "
        + "on each other, and are taken only where they look like it. A p near the smallest there can be says no more than that.",
      de:
        "p-Werte und Intervalle stammen aus denselben Permutationen der Residuen. Mirror dreht die "
        + "Reihe zusammen mit ihrem Spiegelbild und irrt zur vorsichtigen Seite; block dreht die "
        + "Reihe; iid mischt sie. Die letzten beiden gelten, wo die Residuen vor dem Test nicht "
        + "voneinander abhängen, und dienen nur, wo sie so aussehen. Ein p nahe dem kleinstmöglichen sagt nicht mehr als das."
    )
    return Section(
      id: anchor("geo-inference"),
      title: titled(Phrase(en: "Could it be chance?", de: "Könnte es Zufall sein?")),
      blocks: tooLittle() + (parts.isEmpty ? [] : [.table(grid)])
        + intervalNotes(parts.filter { $0.estimate?.fit.structural == nil }) + obstacles()
        + (parts.isEmpty ? [] : [.note(.init(.information, note))]) + intervals(estimated)
        + analysis.placeboFigures().map { .figure($0.id) })
  }

  /// Why estimators have no interval.
  private func intervalNotes(_ parts: [GeoAnalysis.Part]) -> [Section.Block] {
    func names(_ outcome: InvertedTest.Outcome) -> String {
      parts.filter { $0.conformal?.chosen.interval.outcome == outcome }
        .map(\.estimator.rawValue).joined(separator: ", ")
    }
    var blocks: [Section.Block] = []
    if !names(.empty).isEmpty {
      blocks.append(
        .note(
          .init(
            .information,
            Phrase(
              en:
                "\(names(.empty)): no constant effect agrees with the data at this level, so there is "
                + "no interval: the effect changed from period to period, see the figure.",
              de:
                "\(names(.empty)): Kein gleichbleibender Effekt passt auf diesem Niveau zu den Daten, "
                + "daher gibt es kein Intervall: Der Effekt änderte sich von Periode zu Periode, siehe "
                + "Abbildung."))))
    }
    let astray = parts.filter {
      $0.conformal?.chosen.interval.outcome == .interval && $0.interval == nil
    }.map(\.estimator.rawValue).joined(separator: ", ")
    if !astray.isEmpty {
      blocks.append(
        .note(
          .init(
            .information,
            Phrase(
              en:
                "\(astray): inverting the test gives no useful interval, so none is shown: what is "
                + "supposed of the effect is followed by the fit that the test is made of.",
              de:
                "\(astray): Die Umkehrung des Tests ergibt kein brauchbares Intervall, daher wird keines "
                + "gezeigt: Was als Effekt angenommen wird, dem folgt die Anpassung, auf der der Test "
                + "beruht."))))
    }
    if !names(.cannotTell).isEmpty {
      blocks.append(
        .note(
          .init(
            .warning,
            Phrase(
              en: "\(names(.cannotTell)): the test cannot tell at this level: there are too few "
                + "periods for a p as small. Export a longer history, or lower the level.",
              de:
                "\(names(.cannotTell)): Der Test kann auf diesem Niveau nichts entscheiden: Für ein so "
                + "kleines p gibt es zu wenige Perioden. Exportieren Sie eine längere Vorgeschichte, "
                + "oder senken Sie das Niveau."))))
    }
    return blocks
  }

  /// In one sentence, that the test is too small, and what would do.
  private func tooLittle() -> [Section.Block] {
    let size = GeoSize(analysis)
    let geos = analysis.experiment.panel.geos.count
    let periods = analysis.experiment.window.upperBound
    var blocks: [Section.Block] = []
    if let needed = size.periodsNeeded {
      blocks.append(
        .note(
          .init(
            .warning,
            Phrase(
              en:
                "With \(periods) periods this test cannot tell chance from an effect at a p of 0.05 "
                + "by permutation; \(needed) periods would do.",
              de: "Mit \(periods) Perioden kann dieser Test durch Permutation bei einem p von 0,05 "
                + "Zufall und Effekt nicht unterscheiden; \(needed) Perioden würden genügen."))))
    }
    if let needed = size.geosNeeded {
      blocks.append(
        .note(
          .init(
            .information,
            Phrase(
              en:
                "Placebos in other geos cannot tell at a p of 0.05 with \(geos) geos; \(needed) geos "
                + "would do.",
              de: "Placebos in anderen Gebieten können bei einem p von 0,05 mit \(geos) Gebieten "
                + "nichts entscheiden; \(needed) Gebiete würden genügen."))))
    }
    return blocks
  }

  /// The interval of permutation beside that of jackknife+, and what placebos say.
  private func intervals(_ parts: [GeoAnalysis.Part]) -> [Section.Block] {
    func isShown(_ part: GeoAnalysis.Part) -> Bool {
      GeoWriter(analysis, .en).jackknife(part).isEmpty == false
    }
    let hasPlacebos = parts.contains { hasPlacebo($0) }
    guard parts.contains(where: isShown) || hasPlacebos else { return [] }
    let rows = parts.map { part -> [Grid.Cell] in
      let subject = ["model": part.estimator.rawValue]
      func placebo(_ metric: String) -> Grid.Cell {
        hasPlacebo(part)
          ? .value(key("geo.placebo", subject.merging(["metric": metric]) { $1 })) : Self.absent
      }
      return [
        .text(Phrase(part.estimator.rawValue)),
        part.interval == nil ? Self.absent : .interval(key("geo.att", subject)),
        isShown(part) ? .interval(key("geo.jackknife", subject)) : Self.absent, placebo("p"),
        placebo("p_ratio"), placebo("standard_error"),
      ]
    }
    let note = Phrase(
      en:
        "Jackknife+ leaves periods before the test out one at a time and fits anew; its interval is "
        + "made for a single further period, so for the mean of the test it is wide rather than "
        + "narrow; where errors depend strongly on those of the period before it covers less often "
        + "than it says. Placebos let each set of donors play the treated geos: p is the share with an "
        + "effect as large, by ratio after division by the error before the test; it holds where "
        + "treatment was drawn by lot.",
      de:
        "Jackknife+ lässt Perioden vor dem Test reihum aus und passt neu an; sein Intervall ist für "
        + "eine einzelne weitere Periode gemacht, für das Mittel des Tests also eher zu breit als zu "
        + "schmal; hängen Fehler stark von denen der Vorperiode ab, deckt es seltener als angegeben. "
        + "Placebos lassen jede Gruppe von Spendern die behandelten Gebiete spielen: p ist der "
        + "Anteil mit einem so großen Effekt, beim Verhältnis geteilt durch den Fehler vor dem Test; "
        + "es gilt, wo die Behandlung gelost wurde.")
    return [
      .table(
        Grid(
          id: name("geo.intervals"),
          title: titled(
            Phrase(
              en: "Effect a geo and period: other ways to see its error",
              de: "Effekt je Gebiet und Periode: andere Sichten auf den Fehler")),
          columns: [
            Phrase(en: "Estimator", de: "Schätzer"), Phrase("Permutation"), Phrase("Jackknife+"),
            Phrase(en: "Placebo p", de: "Placebo-p"),
            Phrase(en: "p by ratio", de: "p nach Verhältnis"),
            Phrase(en: "Placebo error", de: "Placebo-Fehler"),
          ], rows: rows)), .note(.init(.information, note)),
    ]
  }

  private func hasPlacebo(_ part: GeoAnalysis.Part) -> Bool {
    (part.placebo?.placebos.count ?? 0) >= GeoAnalysis.fewestPlacebos
  }
}
