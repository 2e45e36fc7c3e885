public import Findings

extension MediaMixReadiness {
  static let correlationFigure = "mmm.check.correlation"
  static let contractionFigure = "mmm.check.contraction"

  /// What to draw: correlations of exposures as a heat map, what data are expected to teach, and
  /// what the priors expect of the outcome.
  ///
  /// - Parameter language: the language of names on category axes; other texts come in all languages.
  public func figures(language: Language) -> [Figure] {
    channelFigures + [priors.figure]
  }

  /// Those about single channels.
  var channelFigures: [Figure] { [correlations, contractions].compactMap { $0 } }

  private var channelAxis: Figure.Axis {
    .init(label: Phrase(en: "Channel", de: "Kanal"), scale: .category)
  }

  /// The correlation of each pair; nil for a single channel.
  var correlations: Figure? {
    let channels = view.data.terms
    let pairs = items.filter { $0.metric == "correlation" }
    guard channels.count > 1, !pairs.isEmpty else { return nil }
    var values: [[String]: Double] = [:]
    for pair in pairs {
      guard let a = pair.channel, let b = pair.other else { continue }
      values[[a, b]] = pair.value
      values[[b, a]] = pair.value
    }
    let cells = channels.flatMap { row in channels.map { (row, $0) } }
    return Figure(
      id: Self.correlationFigure, kind: .heatMap,
      title: Phrase(en: "Which channels move together", de: "Welche Kanäle gemeinsam laufen"),
      caption: Phrase(
        en: "Correlation of exposures without the level of each region, as they are or without "
          + "baseline and seasons, whichever is stronger.",
        de: "Korrelation der Kontakte ohne das Niveau jeder Region, wie sie sind oder ohne "
          + "Grundniveau und Saison, je nachdem, was stärker ist."),
      description: Phrase(
        en: "Table of shaded cells, one for each pair of channels.",
        de: "Tabelle schattierter Felder, eines je Paar von Kanälen."),
      x: channelAxis,
      y: .init(label: Phrase(en: "Correlation", de: "Korrelation"), scale: .category),
      columns: [
        .init("across", texts: cells.map(\.1)), .init("down", texts: cells.map(\.0)),
        .init("r", numbers: cells.map { $0.0 == $0.1 ? 1 : values[[$0.0, $0.1]] }),
      ], marks: [.init(.point, role: .model, x: "across", y: "down", y2: "r")],
      findings: pairs.map(\.key))
  }

  private var contractions: Figure? {
    let found = items.filter { $0.metric == "expected_contraction" }
    guard !found.isEmpty else { return nil }
    return Figure(
      id: Self.contractionFigure, kind: .bars,
      title: Phrase(
        en: "What the data are expected to teach", de: "Was die Daten voraussichtlich lehren"),
      caption: Phrase(
        en:
          "The part of the prior variance of each channel's strength that the data should remove; "
          + "near zero, the answer will be the prior.",
        de:
          "Der Teil der Prior-Varianz der Stärke jedes Kanals, den die Daten nehmen sollten; nahe "
          + "null ist die Antwort der Prior."),
      description: Phrase(
        en: "One bar for each channel, from zero to one.",
        de: "Ein Balken je Kanal, von null bis eins."),
      x: channelAxis,
      y: .init(label: Phrase(en: "Expected contraction", de: "Erwartete Kontraktion"), unit: .one),
      columns: [
        .init("channel", texts: found.compactMap(\.channel)),
        .init("contraction", numbers: found.map(\.value)),
      ], marks: [.init(.bar, role: .posterior, x: "channel", y: "contraction")],
      findings: found.map(\.key))
  }
}
