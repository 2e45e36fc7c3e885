import Findings

/// The axis of values: a span that shows every mark, ending on round ticks.
struct ValueAxis {
  let ticks: Ticks
  /// The value at the axis' start.
  let lower: Double
  /// The value at the axis' end.
  let upper: Double

  /// - Parameters:
  ///   - headroom: Share of the span left free beyond the outermost bar, for its label.
  ///   - intervals: About how many intervals between ticks fit.
  init(_ figure: Figure, _ data: FigureData, headroom: Double, intervals: Int) {
    var values = Self.stacked(figure, data)
    var startsAtZero = !values.isEmpty
    for mark in figure.marks where ![.area, .rule, .shade].contains(mark.shape) {
      values += data.numbers(mark.y).compactMap(\.self)
      values += data.numbers(mark.y2).compactMap(\.self)
      if mark.shape == .bar { startsAtZero = true }
    }
    var low = values.min() ?? 0
    var high = values.max() ?? 1
    // lines may leave zero out, but only where that more than doubles what can be seen
    if startsAtZero || (low > 0 && low < 0.5 * high) { low = min(low, 0) }
    if startsAtZero || (high < 0 && high > 0.5 * low) { high = max(high, 0) }
    if high == low {
      high += max(abs(high), 1) * 0.5
      low -= low == 0 ? 0 : abs(low) * 0.5
    }
    let span = high - low
    if high > 0 { high += span * headroom }
    if low < 0 { low -= span * headroom }
    ticks = Ticks(from: low, to: high, count: intervals, enclosing: true)
    lower = ticks.values.first ?? low
    upper = ticks.values.last ?? high
  }

  /// How far along the axis a value lies, 0 to 1.
  func fraction(_ value: Double) -> Double { (value - lower) / (upper - lower) }

  private static func stacked(_ figure: Figure, _ data: FigureData) -> [Double] {
    AreaStack(figure, data).layers.flatMap { layer in layer.lower + layer.upper }
  }
}

/// Areas piled up in the order of their marks: positive values upwards, negative ones downwards.
struct AreaStack {
  /// One area: its mark and its edges, row by row; all of it on one side of zero.
  struct Layer {
    let mark: Figure.Mark
    let lower: [Double]
    let upper: [Double]
  }

  let layers: [Layer]

  init(_ figure: Figure, _ data: FigureData) {
    var above: [Double] = []
    var below: [Double] = []
    var layers: [Layer] = []
    for mark in figure.marks where mark.shape == .area {
      let values = data.numbers(mark.y).map { $0 ?? 0 }
      if above.isEmpty {
        above = Array(repeating: 0, count: values.count)
        below = above
      }
      guard values.count == above.count else { continue }
      // A mark with both signs has an area on each side, so that neither jumps across the axis.
      let isNegative = values.contains { $0 < 0 }
      if !isNegative || values.contains(where: { $0 > 0 }) {
        let upper = zip(above, values).map { $0 + max($1, 0) }
        layers.append(Layer(mark: mark, lower: above, upper: upper))
        above = upper
      }
      if isNegative {
        let lower = zip(below, values).map { $0 + min($1, 0) }
        layers.append(Layer(mark: mark, lower: lower, upper: below))
        below = lower
      }
    }
    self.layers = layers
  }
}
