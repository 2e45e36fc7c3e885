import Findings

extension Plot {
  /// The area between two columns, broken at gaps.
  func drawBand(_ mark: Figure.Mark, _ writer: inout SVGWriter) {
    let coordinates = position.coordinates(data, mark.x)
    let rows = zip(coordinates, zip(data.numbers(mark.y), data.numbers(mark.y2))).map {
      coordinate, ends -> (Point, Point)? in
      guard let coordinate, let first = ends.0, let second = ends.1 else { return nil }
      return (at(coordinate, first), at(coordinate, second))
    }
    var path = ""
    for run in rows.split(whereSeparator: { $0 == nil }).map({ $0.compactMap(\.self) }) {
      path += Self.outline(run)
    }
    if path.isEmpty { return }
    writer.element("path", ["class": "bd f-\(ink(mark).token)", "d": path])
  }

  /// A band in the legend.
  func drawBandBox(_ mark: Figure.Mark, _ box: Frame, _ writer: inout SVGWriter) {
    rectangle("bd f-\(ink(mark).token)", box, &writer)
  }

  /// Along the first edge and back along the second.
  static func outline(_ run: [(Point, Point)]) -> String {
    let there = run.map(\.0.path).joined(separator: "L")
    let back = run.reversed().map(\.1.path).joined(separator: "L")
    return "M\(there)L\(back)Z"
  }
}
