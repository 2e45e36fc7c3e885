import Findings
import Probability

extension AttributionWriter {
  /// How well models predict journeys they were not made from.
  func scores() -> [Finding] {
    result.scores.flatMap { score -> [Finding] in
      let model = score.model.rawValue
      var findings: [Finding] = []
      if let value = score.logScore {
        let reach = score.standardError.map { $0 * normalQuantile((1 + result.options.level) / 2) }
        let interval = reach.map {
          Interval(
            lower: value - $0, upper: value + $0, level: result.options.level, kind: .confidence)
        }
        findings.append(
          finding(
            "attribution.score", ["model": model, "metric": "log_score"], value: value,
            interval: interval, .one
          ) {
            Phrase(
              en: "\(model) predicts held-out journeys with a log score of \($0) a journey",
              de: "\(model) sagt ungesehene Journeys mit einem Log-Score von \($0) je Journey"
                + " voraus")
          })
      }
      if let value = score.auc {
        findings.append(
          finding("attribution.score", ["model": model, "metric": "auc"], value: value, .one) {
            Phrase(
              en: "\(model) ranks held-out journeys with an AUC of \($0)",
              de: "\(model) ordnet ungesehene Journeys mit einer AUC von \($0)")
          })
      }
      return findings
    }
  }

  /// Over what range the models' shares of each channel go.
  func disagreements() -> [Finding] {
    channels.indices.compactMap { channel in
      result.disagreement(channel).map { disagreement in
        let (name, low, high) = (channels[channel], disagreement.low, disagreement.high)
        func share(_ value: Double) -> String { style.quantity(value, as: .share) }
        let verdict =
          disagreement.isFlagged == true
          ? Phrase(
            en: "; their intervals do not overlap: the choice of the model matters",
            de: "; ihre Intervalle überlappen nicht: Die Wahl des Modells zählt")
          : Phrase(en: "", de: "")
        return finding(
          "attribution.disagreement", ["channel": name, "metric": "share_range"],
          value: high.share - low.share, .one
        ) { _ in
          Phrase(
            en: "The models give \(name) between \(share(low.share)) (\(low.model.rawValue)) and"
              + " \(share(high.share)) (\(high.model.rawValue)) of the credit\(verdict.en)",
            de: "Die Modelle geben \(name) zwischen \(share(low.share)) (\(low.model.rawValue)) und"
              + " \(share(high.share)) (\(high.model.rawValue)) der Gutschriften\(verdict.de)")
        }
      }
    }
  }
}

/// How far models differ on a channel's share.
struct Disagreement: Sendable {
  /// The model with the smallest share.
  var low: (model: AttributionModel, share: Double)
  /// The model with the largest.
  var high: (model: AttributionModel, share: Double)
  /// Whether the intervals of two models do not overlap; nil without intervals.
  var isFlagged: Bool?
  /// The channel's ranks, from the best to the worst.
  var ranks: ClosedRange<Int>
}

extension AttributionResult {
  /// How far models differ on a channel's share; nil where fewer than two have shares of it.
  func disagreement(_ channel: Int) -> Disagreement? {
    let compared = models.filter { shareObjection($0, channel) == nil }
    let shares = compared.compactMap { estimate in
      estimate.credit.share(channel).map { (estimate.model, $0) }
    }
    guard shares.count > 1, let low = shares.min(by: { $0.1 < $1.1 }),
      let high = shares.max(by: { $0.1 < $1.1 })
    else { return nil }
    let intervals = compared.compactMap { $0.interval(.share, channel: channel) }
    let isFlagged: Bool? =
      if let highest = intervals.map(\.lower).max(), let lowest = intervals.map(\.upper).min() {
        highest > lowest
      } else { nil }
    let ranks = compared.compactMap { $0.order.firstIndex(of: channel).map { $0 + 1 } }
    guard let best = ranks.min(), let worst = ranks.max() else { return nil }
    return Disagreement(low: low, high: high, isFlagged: isFlagged, ranks: best...worst)
  }
}
