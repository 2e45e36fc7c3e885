import Findings

/// A movement of the baseline that has coefficients of its own, and what it added to the outcome.
struct BaselinePart {
  /// `trend`, `holiday.easter`, `event.sale`.
  let name: String
  let title: Phrase
  /// The outcome it added over the window, one number a draw.
  let draws: [Double]
}

extension MediaMixResult {
  /// What trend, holidays and events added over the window.
  ///
  /// A holiday or event is held against its absence, the trend against its level in the window's
  /// first period.
  var baselineParts: [BaselinePart] {
    let columns = model.design.block.columns
    let moving = columns.indices.filter {
      [.trend, .holiday, .event].contains(columns[$0].group)
    }
    let weights = moving.map { outcomeWeight(columns[$0]) }
    var parts: [BaselinePart] = []
    for (p, weight) in zip(moving, weights) {
      let column = columns[p]
      let draws = draws(ofParameter: column.name).map { $0 * weight }
      if column.group == .trend, let last = parts.last, last.name == column.group.rawValue {
        let sum = zip(last.draws, draws).map { $0 + $1 }
        parts[parts.count - 1] = BaselinePart(name: last.name, title: last.title, draws: sum)
      } else {
        let name = column.group == .trend ? column.group.rawValue : column.name
        parts.append(BaselinePart(name: name, title: column.title, draws: draws))
      }
    }
    return parts
  }

  /// The outcome in the window for a coefficient of 1.
  private func outcomeWeight(_ column: BaselineColumn) -> Double {
    let design = model.design
    let origin = column.group == .trend ? column.values[window.first] : 0
    var sum = 0.0
    for g in 0..<design.geoCount {
      for t in window.periods {
        sum += (column.values[t] - origin) * design.outcomeWeight[g * design.stride + t]
      }
    }
    return sum
  }

  /// All draws of a model parameter, by its name in the exported draws.
  private func draws(ofParameter name: String) -> [Double] {
    let index = sampling.parameterIndex
    guard let place = index.entries.firstIndex(where: { $0.name == name }) else { return [] }
    return MediaMixSampling.column(sampling.parameters, place, of: index.count).flatMap { $0 }
  }
}
