import Foundation
package import Tables

/// Something that moved the outcome at known times, with one coefficient for all of them.
package struct BaselineEvent: Sendable {
  /// The name in findings and draws.
  package var name: String
  /// The dates or labels of its occurrences; those later than the data matter in forecasts.
  package var occurrences: [String]
  /// How far the effect reaches, in periods.
  package var width: Double
  package var shape: MediaMixOptions.Event.Shape
  /// The number of periods of the data.
  package var knownCount: Int

  /// States an event.
  package init(
    name: String, occurrences: [String], width: Double, shape: MediaMixOptions.Event.Shape,
    knownCount: Int
  ) {
    self.name = name
    self.occurrences = occurrences
    self.width = width
    self.shape = shape
    self.knownCount = knownCount
  }

  /// The event's strength in each period, between 0 and 1; where occurrences overlap, the larger.
  ///
  /// An occurrence later than the data leaves no trace in them, so that a column over a longer axis
  /// agrees with the one that was fitted.
  package func column(_ times: TimeAxis) -> [Double] {
    var column = [Double](repeating: 0, count: times.count)
    for centre in occurrences.compactMap({ times.index(ofLabel: $0) }) {
      let first = centre >= knownCount ? knownCount : 0
      for t in first..<times.count { column[t] = max(column[t], strength(Double(t - centre))) }
    }
    return column
  }

  /// The strength so many periods after an occurrence.
  private func strength(_ distance: Double) -> Double {
    if distance == 0 { return 1 }
    switch shape {
    case .box: return abs(distance) <= width ? 1 : 0
    case .gaussian:
      return width > 0 ? exp(-distance * distance / (2 * width * width)) : 0
    case .decay: return width > 0 && distance > 0 ? exp(-distance / width) : 0
    }
  }
}
