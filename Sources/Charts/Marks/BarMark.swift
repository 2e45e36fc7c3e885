import Findings

extension Plot {
  /// Bars from a base (zero if the mark names none) to their values.
  func drawBars(_ index: Int, _ writer: inout SVGWriter) {
    let mark = figure.marks[index]
    for bar in rows(ofBars: index) {
      drawSurface(mark, box(bar.from, bar.to, bar.base, bar.end), &writer)
    }
  }

  /// One bar: where it begins and ends on both axes.
  struct Bar {
    let row: Int
    let from: Double
    let to: Double
    let base: Double
    let end: Double
  }

  /// The bars of a mark, in the order of their rows.
  func rows(ofBars index: Int) -> [Bar] {
    let mark = figure.marks[index]
    let ends = data.numbers(mark.y)
    let bases = data.numbers(mark.y2)
    let right = mark.x2.map { position.coordinates(data, $0) } ?? []
    return position.coordinates(data, mark.x).enumerated().compactMap { row, coordinate in
      guard let coordinate, row < ends.count, let end = ends[row] else { return nil }
      let base = row < bases.count ? bases[row] ?? 0 : 0
      if row < right.count, let stop = right[row] {
        return Bar(row: row, from: coordinate, to: stop, base: base, end: end)
      }
      let width = barWidth
      let middle = coordinate + bars.offset(index) * width
      return Bar(
        row: row, from: middle - width / 2, to: middle + width / 2, base: base, end: end)
    }
  }

  /// The width of a bar in coordinates; on a wide plot bars stay slim.
  private var barWidth: Double {
    let share = position.kind == .category ? 0.74 : figure.kind == .histogram ? 1 : 0.86
    let wanted = position.spacing * share / Double(bars.count)
    return position.kind == .category ? min(wanted, 64 / pixelsPerCoordinate) : wanted
  }

  /// A filled and hatched rectangle in the ink of a mark.
  func drawSurface(_ mark: Figure.Mark, _ box: Frame, _ writer: inout SVGWriter) {
    let ink = ink(mark)
    // the parting line of the ground's colour would swallow a very thin bar
    let parts = min(box.width, box.height) > 3
    rectangle("\(parts ? "sep " : "")f-\(ink.token)", box, &writer)
    if let hatching = ink.pattern {
      rectangle("", box, fill: pattern(hatching.rawValue), &writer)
    }
  }

  func rectangle(
    _ style: String, _ box: Frame, fill: String = "", title: String? = nil,
    _ writer: inout SVGWriter
  ) {
    writer.element(
      "rect",
      [
        "class": style, "x": coordinate(box.x), "y": coordinate(box.y),
        "width": coordinate(box.width), "height": coordinate(box.height), "fill": fill,
      ], title: title)
  }
}
