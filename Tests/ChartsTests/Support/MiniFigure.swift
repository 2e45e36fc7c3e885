import Charts
import Findings

/// Small figures with round coordinates, so that expected paths can be worked out by hand.
enum MiniFigure {
  /// One mark over the numbers 0…4 on both axes.
  static func make(
    _ marks: [Figure.Mark], kind: Figure.Kind = .line, columns: [Figure.Column]? = nil,
    x: Figure.Axis = .init(label: Phrase("x")), y: Figure.Axis = .init(label: Phrase("y")),
    id: String = "mini"
  ) -> Figure {
    Figure(
      id: id, kind: kind, title: Phrase(en: "Title", de: "Titel"),
      caption: Phrase(en: "Caption", de: "Unterschrift"),
      description: Phrase(en: "Description", de: "Beschreibung"), x: x, y: y,
      columns: columns ?? numbers, marks: marks)
  }

  static let numbers: [Figure.Column] = [
    .init("x", numbers: [0, 1, 2, 3, 4]), .init("y", numbers: [0, 1, 2, 3, 4]),
    .init("low", numbers: [0, 0, 1, 1, 2]), .init("high", numbers: [1, 2, 3, 4, 4]),
    .init("gap", numbers: [0, 1, nil, 3, 4]), .init("from", numbers: [1]),
    .init("to", numbers: [3]),
  ]

  static let channel = Figure.Mark.Role.channel("tv")

  static func svg(
    _ figure: Figure, _ language: Language = .en, size: FigureSize = .narrow,
    medium: SVGRenderer.Medium = .page(hovers: false)
  ) -> String {
    SVGRenderer(
      language: language, palette: Palette(figures: [figure]), medium: medium, size: size
    ).svg(figure)
  }
}
