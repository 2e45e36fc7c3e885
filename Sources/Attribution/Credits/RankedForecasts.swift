/// Forecasts of whether journeys convert, with how many did and did not.
struct RankedForecasts {
  private var groups: [(score: Double, conversions: Double, nulls: Double)] = []

  /// Adds journeys that share a forecast; only the order of forecasts counts.
  mutating func add(_ score: Double, conversions: Double, nulls: Double) {
    groups.append((score, conversions, nulls))
  }

  /// The area under the ROC curve: the chance that a converting journey has the higher forecast than
  /// one that did not convert, where ties count half; nil without journeys of both kinds.
  ///
  /// - Complexity: O(*n* log *n*), where *n* is the number of groups.
  var area: Double? {
    let sorted = groups.sorted { $0.score < $1.score }
    var (below, wins, conversions) = (0.0, 0.0, 0.0)
    var index = 0
    while index < sorted.count {
      var (tiedConversions, tiedNulls) = (0.0, 0.0)
      let score = sorted[index].score
      while index < sorted.count, sorted[index].score == score {
        tiedConversions += sorted[index].conversions
        tiedNulls += sorted[index].nulls
        index += 1
      }
      wins += tiedConversions * (below + tiedNulls / 2)
      below += tiedNulls
      conversions += tiedConversions
    }
    return below == 0 || conversions == 0 ? nil : wins / (below * conversions)
  }
}
