import Findings

extension Plot {
  /// An interval with end caps in every row.
  func drawRanges(_ index: Int, _ writer: inout SVGWriter) {
    let mark = figure.marks[index]
    let ends = zip(data.numbers(mark.y), data.numbers(mark.y2))
    for (coordinate, ends) in zip(position.coordinates(data, mark.x), ends) {
      guard let coordinate, let low = ends.0, let high = ends.1 else { continue }
      let middle = coordinate + shift(index)
      drawWhisker(mark, at(middle, low), at(middle, high), isHorizontal: flipped, &writer)
    }
  }

  /// A stroke with caps across both ends.
  func drawWhisker(
    _ mark: Figure.Mark, _ from: Point, _ to: Point, isHorizontal: Bool, _ writer: inout SVGWriter
  ) {
    let cap = 4.5
    let dx = isHorizontal ? 0 : cap
    let dy = isHorizontal ? cap : 0
    func across(_ end: Point) -> String {
      "M\(Point(x: end.x - dx, y: end.y - dy).path)L\(Point(x: end.x + dx, y: end.y + dy).path)"
    }
    writer.element(
      "path",
      [
        "class": "rg s-\(ink(mark).token)",
        "d": "M\(from.path)L\(to.path)\(across(from))\(across(to))",
      ])
  }
}
