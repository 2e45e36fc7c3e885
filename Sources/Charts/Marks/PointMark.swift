import Findings

extension Plot {
  /// A dot in every row.
  func drawPoints(_ index: Int, _ writer: inout SVGWriter) {
    let mark = figure.marks[index]
    for (coordinate, number) in zip(position.coordinates(data, mark.x), data.numbers(mark.y)) {
      guard let coordinate, let number else { continue }
      drawMarker(mark, at(coordinate + shift(index), number), &writer)
    }
  }

  /// How far dots and intervals of a mark stand beside the middle of their category.
  func shift(_ index: Int) -> Double {
    guard position.kind == .category else { return 0 }
    return intervals.offset(index) * min(0.7 / Double(intervals.count), 22 / pixelsPerCoordinate)
  }

  /// One dot in the shape and ink of a mark.
  func drawMarker(_ mark: Figure.Mark, _ at: Point, _ writer: inout SVGWriter) {
    let ink = ink(mark)
    writer.element(
      "path", ["class": "pt f-\(ink.token)", "d": Self.shape(ink.marker, at)])
  }

  private static func shape(_ marker: Ink.Marker, _ at: Point) -> String {
    func corners(_ offsets: [(Double, Double)]) -> String {
      "M" + offsets.map { Point(x: at.x + $0.0, y: at.y + $0.1).path }.joined(separator: "L") + "Z"
    }
    switch marker {
    case .circle:
      return "M\(Point(x: at.x - 4, y: at.y).path)a4 4 0 1 1 8 0a4 4 0 1 1 -8 0Z"
    case .square: return corners([(-3.6, -3.6), (3.6, -3.6), (3.6, 3.6), (-3.6, 3.6)])
    case .triangle: return corners([(0, -4.8), (4.4, 3.4), (-4.4, 3.4)])
    case .wedge: return corners([(0, 4.8), (4.4, -3.4), (-4.4, -3.4)])
    case .diamond: return corners([(0, -5), (5, 0), (0, 5), (-5, 0)])
    case .cross:
      return corners([
        (-1.5, -4.6), (1.5, -4.6), (1.5, -1.5), (4.6, -1.5), (4.6, 1.5), (1.5, 1.5), (1.5, 4.6),
        (-1.5, 4.6), (-1.5, 1.5), (-4.6, 1.5), (-4.6, -1.5), (-1.5, -1.5),
      ])
    }
  }
}
