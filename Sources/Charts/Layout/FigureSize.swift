import Findings

/// The width a figure is laid out for; texts keep their size, so each width has its own lay-out.
public enum FigureSize: String, Sendable, CaseIterable {
  /// The full width of a page.
  case wide
  /// Half a page.
  case half
  /// A third of a page, or a phone.
  case narrow

  /// The width in pixels.
  var width: Double {
    switch self {
    case .wide: 860
    case .half: 470
    case .narrow: 310
    }
  }

  /// The height of the plotting area, axis texts excluded.
  func plotHeight(_ kind: Figure.Kind) -> Double {
    switch self {
    case .wide: kind == .area || kind == .waterfall ? 280 : 250
    case .half: 230
    case .narrow: 180
    }
  }
}
