public import Findings

/// A small picture of several numbers with their intervals, one strip a number, all on one scale;
/// for lists in which the numbers themselves stand beside it.
public struct IntervalStrip: Sendable {
  private let lower: Double
  private let upper: Double
  private let palette: Palette

  /// A common scale for some numbers; it begins at zero unless a number is negative.
  public init(spanning numbers: [Double], palette: Palette) {
    let finite = numbers.filter(\.isFinite)
    lower = min(finite.min() ?? 0, 0)
    let highest = max(finite.max() ?? 1, 0)
    upper = highest > lower ? highest : lower + 1
    self.palette = palette
  }

  /// A strip with a dot at the number and a bar over its interval; hidden from screen readers.
  public func svg(value: Double, interval: Interval?, role: Figure.Mark.Role) -> String {
    let ink = palette.ink(role)
    var writer = SVGWriter()
    writer.open(
      "svg", ["class": "lw strip", "width": "100%", "height": "14", "aria-hidden": "true"])
    writer.element("rect", ["class": "track", "y": "6.5", "width": "100%", "height": "1"])
    if let interval {
      let low = x(interval.lower)
      writer.element(
        "rect",
        [
          "class": "f-\(ink.token)", "fill-opacity": "0.35", "x": "\(coordinate(low))%", "y": "4.5",
          "width": "\(coordinate(max(x(interval.upper) - low, 1)))%", "height": "5", "rx": "2.5",
        ])
    }
    writer.element(
      "circle",
      ["class": "pt f-\(ink.token)", "cx": "\(coordinate(x(value)))%", "cy": "7", "r": "4"])
    writer.close("svg")
    return writer.text
  }

  /// How far along the strip a number lies, in percent; strips take whatever width there is.
  private func x(_ number: Double) -> Double {
    2 + 96 * min(max((number - lower) / (upper - lower), 0), 1)
  }
}
