import Findings

extension Plot {
  /// The part of the plot between two positions.
  func drawShade(_ mark: Figure.Mark, _ writer: inout SVGWriter) {
    let ends = zip(position.coordinates(data, mark.x), position.coordinates(data, mark.x2))
    // Every row may name the same part, which is shaded once.
    var drawn: [[Double]] = []
    for case (let from?, let to?) in ends where !drawn.contains([from, to]) {
      drawn.append([from, to])
      let start = min(max(position.fraction(min(from, to)), 0), 1)
      let stop = min(max(position.fraction(max(from, to)), 0), 1)
      let a = place(start, 0)
      let b = place(stop, 1)
      let box = Frame(
        x: min(a.x, b.x), y: min(a.y, b.y), width: abs(a.x - b.x), height: abs(a.y - b.y))
      if box.width > 0 && box.height > 0 { drawShadeBox(mark, box, &writer) }
    }
  }

  /// A tinted and hatched rectangle.
  func drawShadeBox(_ mark: Figure.Mark, _ box: Frame, _ writer: inout SVGWriter) {
    rectangle("sh f-\(ink(mark).token)", box, &writer)
    rectangle("", box, fill: pattern("shade"), &writer)
  }
}
