import Findings

extension Plot {
  /// Defines the hatchings that the figure uses.
  func drawPatterns(_ writer: inout SVGWriter) {
    let surfaces = figure.marks.filter { $0.shape == .bar || $0.shape == .area }
    let used = Set(surfaces.compactMap { ink($0).pattern })
    let hasShade = figure.marks.contains { $0.shape == .shade }
    if used.isEmpty && !hasShade { return }
    writer.open("defs", [:])
    for kind in Ink.Pattern.allCases where used.contains(kind) {
      let style = kind == .dots ? "dot" : "hatch"
      tile(kind.rawValue, style, Self.path(kind), &writer)
    }
    if hasShade { tile("shade", "shl", "M-2 2L2 -2M0 8L8 0M6 10L10 6", &writer) }
    writer.close("defs")
    writer.newLine()
  }

  private func tile(
    _ name: String, _ style: String, _ path: String, _ writer: inout SVGWriter
  ) {
    writer.open(
      "pattern",
      [
        "id": "\(prefix)-\(name)", "width": "8", "height": "8", "patternUnits": "userSpaceOnUse",
      ])
    writer.element("path", ["class": style, "d": path])
    writer.close("pattern")
  }

  private static func path(_ kind: Ink.Pattern) -> String {
    switch kind {
    case .diagonal: "M-2 2L2 -2M0 8L8 0M6 10L10 6"
    case .counter: "M-2 6L2 10M0 0L8 8M6 -2L10 2"
    case .horizontal: "M0 2H8M0 6H8"
    case .grid: "M0 2H8M2 0V8"
    case .dots: "M1 2a1 1 0 1 1 2 0a1 1 0 1 1 -2 0ZM5 6a1 1 0 1 1 2 0a1 1 0 1 1 -2 0Z"
    }
  }
}
