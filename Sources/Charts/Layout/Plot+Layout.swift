import Findings

extension Plot {
  /// Lays a figure out.
  ///
  /// - Parameters:
  ///   - top: Pixels already used above: the title of a file, the legend.
  init(
    _ figure: Figure, size: FigureSize, top: Double, numbers: NumberStyle, palette: Palette,
    prefix: String
  ) {
    let data = FigureData(figure)
    let position = PositionAxis(figure, data)
    let bars = Dodge([.bar], figure, data, position)
    let intervals = Dodge([.range, .point], figure, data, position)
    let flipped = Self.runsDown(figure, position, size)
    let labelled = Self.hasValueLabels(figure, position, bars, flipped)
    let plotHeight =
      flipped
      ? Double(position.names.count) * max(28, 15 + 16 * Double(max(bars.count, intervals.count)))
      : size.plotHeight(figure.kind)
    let form = NumberForm(figure.y.unit, name: figure.y.label.en)
    let value = Self.valueAxis(
      figure, data, headroom: labelled && !flipped ? 0.07 : 0,
      intervals: flipped ? Int(size.width / 95) : Int(plotHeight / 45)
    ) { ticks in
      !flipped || Self.fit(numbers.ticks(ticks, as: form), in: size.width * 0.5)
    }
    self.figure = figure
    self.data = data
    self.position = position
    self.value = value
    self.flipped = flipped
    self.numbers = numbers
    self.palette = palette
    self.prefix = prefix
    self.bars = bars
    self.intervals = intervals
    let tickLabels = numbers.ticks(value.ticks, as: form)
    let widest =
      (flipped ? position.names.map { PlainText.clean($0) } : tickLabels)
      .map { TextMeasure.width($0) }.max() ?? 0
    let left = min(widest + 12, size.width * (flipped ? 0.34 : 0.5))
    var right = 10.0
    if flipped {
      let label = TextMeasure.width(tickLabels.last ?? "")
      right = labelled ? label + 18 : label / 2 + 4
    } else if position.kind != .category {
      right = 18
    }
    let heading = flipped ? 4.0 : 26.0
    frame = Frame(
      x: left, y: top + heading, width: max(size.width - left - right, 40), height: plotHeight)
  }

  /// The axis of values with the most ticks, up to a wanted number, that pass a test.
  private static func valueAxis(
    _ figure: Figure, _ data: FigureData, headroom: Double, intervals: Int,
    where fits: (Ticks) -> Bool
  ) -> ValueAxis {
    for count in stride(from: intervals, to: 1, by: -1) {
      let axis = ValueAxis(figure, data, headroom: headroom, intervals: count)
      if fits(axis.ticks) { return axis }
    }
    return ValueAxis(figure, data, headroom: headroom, intervals: 1)
  }

  /// Whether labels can stand beside each other over a length in pixels.
  static func fit(_ labels: [String], in length: Double) -> Bool {
    let widest = labels.map { TextMeasure.width($0) }.max() ?? 0
    return Double(labels.count - 1) * (widest + 8) <= length
  }

  /// The height of the whole picture.
  var height: Double {
    if flipped { return frame.maxY + 20 + (axisHeading.isEmpty ? 0 : 18) }
    let lines: Double =
      switch position.kind {
      case .days: Double(dayTicks.lines)
      case .category: Double(categoryLines.map(\.count).max() ?? 1)
      default: 1
      }
    return frame.maxY + 8 + 14 * lines + (positionHeading.isEmpty ? 0 : 18)
  }

  /// What the axis of values shows.
  var axisHeading: String { numbers.labelled(figure.y.label, unit: figure.y.unit) }

  /// What the axis of positions shows; days and categories, unless they are bins, need no explanation.
  var positionHeading: String {
    position.kind == .linear || position.kind == .labels || figure.kind == .histogram
      ? numbers.labelled(figure.x.label, unit: figure.x.unit) : ""
  }

  /// The names of categories below the plot, each broken into lines that fit; where they stand too
  /// close, some are left out.
  var categoryLines: [[String]] {
    guard position.kind == .category, !flipped else { return [] }
    let slot = frame.width / Double(max(position.names.count, 1))
    let every = max(Int((34 / slot).rounded(.up)), 1)
    return position.names.enumerated().map { index, name in
      guard index % every == 0 else { return [] }
      return TextMeasure.wrapped(name, width: slot * Double(every) - 6, lines: 2, size: 11)
    }
  }

  /// Whether bars carry their numbers: few bars, one to a category, no interval in the way.
  static func hasValueLabels(
    _ figure: Figure, _ position: PositionAxis, _ bars: Dodge, _ flipped: Bool
  ) -> Bool {
    position.kind == .category && bars.count == 1 && (flipped || position.names.count <= 16)
      && figure.marks.allSatisfy { $0.shape == .bar || $0.shape == .rule }
  }

  /// Whether categories run down the side: where their names do not fit below, and where intervals
  /// are compared, which is easier side by side along one scale.
  private static func runsDown(_ figure: Figure, _ position: PositionAxis, _ size: FigureSize)
    -> Bool
  {
    // Bins have an order and short names: they stand along the bottom.
    guard position.kind == .category, figure.kind != .histogram else { return false }
    let upright = figure.marks.contains { mark in
      mark.shape == .area || mark.shape == .band
        || (mark.shape == .line && mark.role != .reference)
    }
    if upright { return false }
    if figure.marks.contains(where: { $0.shape == .range }) { return true }
    let slot = (size.width - 70) / Double(max(position.names.count, 1)) - 8
    return slot < 34
      || position.names.contains { name in
        TextMeasure.wrapped(name, width: slot, lines: 2, size: 11).contains {
          TextMeasure.width($0) > slot || $0.contains("…")
        }
      }
  }
}
