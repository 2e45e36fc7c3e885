import Findings
import Resampling

extension AttributionWriter {
  /// How sure the order of channels is.
  func ranks(_ estimate: ModelEstimate) -> [Finding] {
    let ranks = estimate.replicates.ranks
    let model = estimate.model.rawValue
    let objection = result.objection(estimate)
    let first = ranks.first
    let leaders = first.indices.filter { first[$0] > 0 }.map { channel in
      finding(
        "attribution.rank", rankSubject(estimate, channel, "probability_first"),
        value: first[channel], .one, objection: objection
      ) {
        Phrase(
          en: "\(channels[channel]) has the largest credit by \(model) with a probability of \($0)",
          de: "\(channels[channel]) hat nach \(model) mit einer Wahrscheinlichkeit von \($0) die"
            + " größte Gutschrift")
      }
    }
    let order = estimate.order.filter { (estimate.credit.conversions?[$0] ?? 0) != 0 }
    return leaders
      + zip(order, order.dropFirst()).compactMap { upper, lower in
        ranks.above(upper, lower).map { pair(estimate, upper, lower, $0, objection) }
      }
  }

  func rankSubject(
    _ estimate: ModelEstimate, _ channel: Int, _ metric: String
  ) -> [String: String] {
    subject(estimate, channel).merging(["metric": metric]) { $1 }
  }

  private func pair(
    _ estimate: ModelEstimate, _ upper: Int, _ lower: Int, _ probability: Double,
    _ objection: AttributionResult.Objection?
  ) -> Finding {
    let model = estimate.model.rawValue
    let verdict =
      probability >= estimate.level
      ? Phrase(en: "", de: "")
      : Phrase(en: "; the two are not distinguishable", de: "; beide sind nicht unterscheidbar")
    return finding(
      "attribution.rank", rankSubject(estimate, upper, "probability_above_next"),
      value: probability, .one, objection: objection
    ) {
      Phrase(
        en: "\(channels[upper]) has more credit by \(model) than \(channels[lower]) with a"
          + " probability of \($0)\(verdict.en)",
        de: "\(channels[upper]) hat nach \(model) mit einer Wahrscheinlichkeit von \($0) mehr"
          + " Gutschriften als \(channels[lower])\(verdict.de)")
    }
  }
}
