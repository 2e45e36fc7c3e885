public import Findings

extension AttributionResult {
  /// The numbers that head a report on how models differ: conversions, then the channels on which they
  /// differ most.
  public var comparisonHeadline: [(label: Phrase, entries: [(label: Phrase, finding: FindingKey)])]
  {
    let spread = channels.indices.compactMap { channel in
      disagreement(channel).map { (channel: channel, range: $0.high.share - $0.low.share) }
    }
    let widest = spread.sorted { ($0.range, $1.channel) > ($1.range, $0.channel) }.prefix(3)
    let label = Phrase(
      en: "Where the models' shares differ most", de: "Wo die Anteile am stärksten abweichen")
    let entries = widest.map { entry in
      let name = channels[entry.channel]
      return (
        label: Phrase(name),
        finding: key("attribution.disagreement", ["channel": name, "metric": "share_range"])
      )
    }
    return Array(headline.prefix(1)) + (entries.isEmpty ? [] : [(label, entries)])
  }

  /// The numbers that head a report, in groups: conversions, then the channel with the largest credit
  /// by the first model that has credits, or those at the top that are not distinguishable.
  public var headline: [(label: Phrase, entries: [(label: Phrase, finding: FindingKey)])] {
    let total = Phrase(en: "Conversions credited", de: "Gutgeschriebene Conversions")
    var groups: [(label: Phrase, entries: [(label: Phrase, finding: FindingKey)])] = [
      (total, [(total, key("attribution.conversions"))])
    ]
    guard let estimate = models.first(where: { objection($0) == nil }),
      let top = estimate.order.first
    else { return groups }
    let model = estimate.model.rawValue
    func entry(_ channel: Int, _ label: Phrase) -> (label: Phrase, finding: FindingKey) {
      (label, key("attribution.credit", ["channel": channels[channel], "model": model]))
    }
    guard let tied = estimate.unclear.first, tied.contains(top) else {
      let label = Phrase(
        en: "Most credit by \(model): \(channels[top])",
        de: "Größte Gutschrift nach \(model): \(channels[top])")
      groups.append((label, [entry(top, label)]))
      return groups
    }
    let label = Phrase(
      en: "Most credit by \(model): not distinguishable",
      de: "Größte Gutschrift nach \(model): nicht unterscheidbar")
    groups.append((label, tied.prefix(5).map { entry($0, Phrase(channels[$0])) }))
    return groups
  }
}
