import Findings

extension Plot {
  /// One layer of the pile, parted from the next by a thin line of the ground's colour.
  func drawArea(_ layer: AreaStack.Layer, _ writer: inout SVGWriter) {
    let rows = zip(position.coordinates(data, layer.mark.x), zip(layer.lower, layer.upper))
    let run = rows.compactMap { coordinate, edges -> (Point, Point)? in
      guard let coordinate else { return nil }
      return (at(coordinate, edges.1), at(coordinate, edges.0))
    }
    if run.isEmpty { return }
    let ink = ink(layer.mark)
    let path = Self.outline(run)
    writer.element("path", ["class": "sep f-\(ink.token)", "d": path])
    if let hatching = ink.pattern {
      writer.element("path", ["fill": pattern(hatching.rawValue), "d": path])
    }
  }
}
