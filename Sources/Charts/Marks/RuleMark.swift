import Findings

extension Plot {
  /// A line across the plot with its name at the top; `order` staggers the names of several rules.
  func drawRule(_ mark: Figure.Mark, order: Int, _ writer: inout SVGWriter) {
    for coordinate in Set(position.coordinates(data, mark.x).compactMap(\.self)).sorted() {
      let fraction = position.fraction(coordinate)
      guard (-1e-9...1 + 1e-9).contains(fraction) else { continue }
      let path = "M\(place(fraction, 0).path)L\(place(fraction, 1).path)"
      writer.element("path", ["class": "under", "d": path])
      stroke(mark, path, &writer)
      guard let label = mark.label?[language] else { continue }
      let top = place(fraction, 1)
      let isRight = fraction > 0.55
      let room = isRight ? top.x - frame.x : frame.maxX - top.x
      let shown = TextMeasure.truncated(label, width: room - 8)
      text(
        &writer, "v halo",
        Point(x: top.x + (isRight ? -5 : 5), y: frame.y + 11 + 14 * Double(order)),
        shown, anchor: isRight ? "end" : "start")
    }
  }
}
