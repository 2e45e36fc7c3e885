import Findings

extension Plot {
  /// The number of each bar at its end; a step of a waterfall shows by how much it moves the total.
  func drawValueLabels(_ writer: inout SVGWriter) {
    guard Self.hasValueLabels(figure, position, bars, flipped) else { return }
    let format = valueFormat
    for (index, mark) in figure.marks.enumerated() where mark.shape == .bar {
      for bar in rows(ofBars: index) {
        let label = format(bar.end - bar.base)
        let box = box(bar.from, bar.to, bar.base, bar.end)
        if flipped {
          let falls = bar.end < 0 && bar.base <= 0
          let x = falls ? box.x - 5 : box.maxX + 5
          text(
            &writer, "v", Point(x: x, y: box.y + box.height / 2 + 4), label,
            anchor: falls ? "end" : "start")
        } else if TextMeasure.width(label) < pixelsPerCoordinate {
          let falls = bar.end < 0 && bar.base <= 0
          let y = falls ? box.maxY + 13 : box.y - 5
          text(&writer, "v", Point(x: box.x + box.width / 2, y: y), label, anchor: "middle")
        }
      }
    }
    writer.newLine()
  }

  /// Writes the numbers of bars alike: the magnitude of the largest, and decimals for it.
  private var valueFormat: (Double) -> String {
    let steps = figure.marks.indices.filter { figure.marks[$0].shape == .bar }
      .flatMap { rows(ofBars: $0) }.map { abs($0.end - $0.base) }
    let largest = steps.max() ?? 0
    let magnitude = Magnitude(for: largest)
    guard form != .share, magnitude != .one else { return { numbers.quantity($0, as: form) } }
    let decimals = max(
      NumberStyle.decimals(of: largest / magnitude.rawValue, significant: 3), 1)
    return { numbers.quantity($0, as: form, magnitude: magnitude, decimals: decimals) }
  }

  /// Thin lines that carry the total from one step of a waterfall to the next.
  func drawConnectors(_ writer: inout SVGWriter) {
    guard figure.kind == .waterfall, position.kind == .category else { return }
    let steps = figure.marks.indices.filter { figure.marks[$0].shape == .bar }
      .flatMap { rows(ofBars: $0) }.sorted { $0.from < $1.from }
    let slack = (value.upper - value.lower) * 1e-6
    for (step, next) in zip(steps, steps.dropFirst()) {
      let meets = abs(next.base - step.end) < slack || abs(next.end - step.end) < slack
      guard meets else { continue }
      line(&writer, at(step.to, step.end), at(next.from, step.end), "z")
    }
  }
}
