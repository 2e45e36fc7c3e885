import Findings

extension AttributionSectionMaker {
  /// Models side by side; nil of a single model without scores.
  func comparison() -> Section? {
    var blocks: [Section.Block] = []
    if result.models.count > 1 { blocks.append(.table(shares())) }
    blocks += flags()
    if !result.scores.isEmpty { blocks.append(.table(scores())) }
    guard !blocks.isEmpty else { return nil }
    return Section(
      id: "attribution-models",
      title: Phrase(en: "Do the models agree?", de: "Sind sich die Modelle einig?"),
      blocks: blocks)
  }

  private func shares() -> Grid {
    let order = result.models.first { $0.credit.conversions != nil }?.order
    let rows = (order ?? Array(channels.indices)).map { channel in
      [.text(Phrase(channels[channel]))] + verdict(channel)
        + result.models.map { .value(key("attribution.share", channel, $0)) }
    }
    return Grid(
      id: "attribution.models",
      title: Phrase(en: "Shares by model", de: "Anteile nach Modell"),
      columns: [
        Self.channel, Phrase(en: "Verdict", de: "Urteil"),
        Phrase(en: "Range of shares", de: "Spanne der Anteile"), Phrase(en: "Ranks", de: "Ränge"),
      ] + result.models.map { Phrase($0.model.rawValue) }, rows: rows)
  }

  /// Whether models disagree on a channel, over what range of shares, and its ranks.
  private func verdict(_ channel: Int) -> [Grid.Cell] {
    guard let disagreement = result.disagreement(channel) else {
      return [Self.absent, Self.absent, Self.absent]
    }
    let ranks = disagreement.ranks
    return [
      disagreement.isFlagged.map { isFlagged in
        .text(
          isFlagged ? Phrase(en: "disagree", de: "uneinig") : Phrase(en: "agree", de: "einig"))
      } ?? Self.absent,
      .value(
        result.key(
          "attribution.disagreement", ["channel": channels[channel], "metric": "share_range"])),
      .text(
        Phrase(
          ranks.count == 1 ? "\(ranks.lowerBound)" : "\(ranks.lowerBound)–\(ranks.upperBound)")),
    ]
  }

  private func flags() -> [Section.Block] {
    let flagged = channels.indices.filter { result.disagreement($0)?.isFlagged == true }
    guard !flagged.isEmpty else { return [] }
    let names = flagged.map { channels[$0] }.joined(separator: ", ")
    return [
      .note(
        .init(
          .warning,
          Phrase(
            en: "For these channels the models differ by more than their intervals: \(names). Which"
              + " model is meant decides; a lift test settles more than further data.",
            de: "Bei diesen Kanälen unterscheiden sich die Modelle um mehr als ihre Intervalle:"
              + " \(names). Das gewählte Modell entscheidet; ein Lift-Test klärt mehr als weitere"
              + " Daten.")))
    ]
  }

  private func scores() -> Grid {
    let rows = result.scores.map { score -> [Grid.Cell] in
      let model = score.model.rawValue
      func key(_ metric: String) -> FindingKey {
        result.key("attribution.score", ["model": model, "metric": metric])
      }
      return [
        .text(Phrase(model)), score.logScore == nil ? Self.absent : .value(key("log_score")),
        score.logScore == nil || score.standardError == nil
          ? Self.absent : .interval(key("log_score")),
        score.auc == nil ? Self.absent : .value(key("auc")),
        .number(Double(score.journeys), AttributionUnits.journeys),
      ]
    }
    return Grid(
      id: "attribution.scores",
      title: Phrase(
        en: "Prediction of held-out journeys", de: "Vorhersage ungesehener Journeys"),
      columns: [
        Phrase(en: "Model", de: "Modell"),
        Phrase(en: "Log score a journey", de: "Log-Score je Journey"), Self.interval,
        Phrase("AUC"), Phrase(en: "Held-out journeys", de: "Ungesehene Journeys"),
      ], rows: rows)
  }
}
