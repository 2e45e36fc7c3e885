import Findings

extension Plot {
  /// A line through the rows, broken at gaps.
  func drawLine(_ mark: Figure.Mark, _ writer: inout SVGWriter) {
    let values = data.numbers(mark.y)
    if position.kind == .category, mark.role == .reference,
      let level = values.compactMap(\.self).first
    {
      // a constant to compare with crosses the whole plot, not only the middles of categories
      let fraction = value.fraction(level)
      stroke(mark, "M\(place(0, fraction).path)L\(place(1, fraction).path)", &writer)
      return
    }
    let path = Self.path(zip(position.coordinates(data, mark.x), values).map(point))
    if !path.isEmpty { stroke(mark, path, &writer) }
  }

  /// Draws a path in the ink of a mark.
  func stroke(_ mark: Figure.Mark, _ path: String, _ writer: inout SVGWriter) {
    let ink = ink(mark)
    writer.element(
      "path", ["class": "ln s-\(ink.token)", "stroke-dasharray": ink.dash ?? "", "d": path])
  }

  private func point(_ coordinate: Double?, _ number: Double?) -> Point? {
    guard let coordinate, let number else { return nil }
    return at(coordinate, number)
  }

  /// The path through points; a missing point starts a new piece, a lone point becomes a dash.
  static func path(_ points: [Point?]) -> String {
    var path = ""
    for (index, point) in points.enumerated() {
      guard let point else { continue }
      let continues = index > 0 && points[index - 1] != nil
      path += (continues ? "L" : "M") + point.path
      let goesOn = index + 1 < points.count && points[index + 1] != nil
      if !continues && !goesOn { path += "h0.01" }
    }
    return path
  }
}
