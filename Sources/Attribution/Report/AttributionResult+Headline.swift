public import Findings

extension AttributionResult {
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
