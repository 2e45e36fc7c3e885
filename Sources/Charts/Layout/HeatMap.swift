import Findings
import Foundation

/// A table of shaded cells: `x` and `y` of each mark name columns of texts, `y2` the numbers.
///
/// Numbers of both signs are shaded from vermilion over the ground to blue, others towards blue.
struct HeatMap {
  private let figure: Figure
  private let numbers: NumberStyle
  private let columns: [String]
  private let rows: [String]
  private let cells: [(column: Int, row: Int, number: Double)]
  private let frame: Frame

  init(_ figure: Figure, size: FigureSize, top: Double, numbers: NumberStyle) {
    let data = FigureData(figure)
    self.figure = figure
    self.numbers = numbers
    columns = Self.distinct(figure.marks.flatMap { data.texts($0.x) })
    rows = Self.distinct(figure.marks.flatMap { data.texts($0.y) })
    var cells: [(Int, Int, Double)] = []
    for mark in figure.marks {
      let across = data.texts(mark.x)
      let down = data.texts(mark.y)
      for (index, number) in data.numbers(mark.y2).enumerated() {
        guard let number, index < across.count, index < down.count,
          let column = columns.firstIndex(of: across[index]),
          let row = rows.firstIndex(of: down[index])
        else { continue }
        cells.append((column, row, number))
      }
    }
    self.cells = cells
    let widest = rows.map { TextMeasure.width(PlainText.clean($0)) }.max() ?? 0
    let left = min(widest + 12, size.width * 0.34)
    frame = Frame(
      x: left, y: top + 24, width: size.width - left - 4, height: 30 * Double(max(rows.count, 1)))
  }

  /// The height of the whole picture.
  var height: Double { frame.maxY + 6 }

  /// Draws names and cells.
  func draw(_ writer: inout SVGWriter) {
    let width = frame.width / Double(max(columns.count, 1))
    for (index, name) in columns.enumerated() {
      let shown = TextMeasure.truncated(name, width: width - 4)
      text("t", frame.x + (Double(index) + 0.5) * width, frame.y - 8, shown, name, &writer)
    }
    for (index, name) in rows.enumerated() {
      let shown = TextMeasure.truncated(name, width: frame.x - 10)
      text(
        "t", frame.x - 8, frame.y + 30 * Double(index) + 19, shown, name, anchor: "end", &writer)
    }
    writer.newLine()
    for cell in cells { draw(cell, width, &writer) }
    writer.newLine()
  }

  private func draw(
    _ cell: (column: Int, row: Int, number: Double), _ width: Double, _ writer: inout SVGWriter
  ) {
    let largest = cells.map { abs($0.number) }.max() ?? 1
    let strength = largest > 0 ? abs(cell.number) / largest : 0
    let x = frame.x + Double(cell.column) * width
    let y = frame.y + 30 * Double(cell.row)
    let form = NumberForm(figure.y.unit, name: figure.y.label.en)
    let label =
      form == .plain
      ? numbers.number(cell.number, decimals: largest < 10 ? 2 : 0)
      : numbers.quantity(cell.number, as: form)
    writer.element(
      "rect",
      [
        "class": "sep \(cell.number < 0 ? "f-c1" : "f-c0")", "x": coordinate(x),
        "y": coordinate(y), "width": coordinate(width), "height": "30",
        "fill-opacity": coordinate(0.03 + 0.62 * strength),
      ],
      title:
        "\(PlainText.clean(rows[cell.row])) · \(PlainText.clean(columns[cell.column])): \(label)")
    if TextMeasure.width(label) < width - 4 {
      text(
        "v", x + width / 2, y + 19, label, label, &writer)
    }
  }

  private func text(
    _ style: String, _ x: Double, _ y: Double, _ shown: String, _ whole: String,
    anchor: String = "middle", _ writer: inout SVGWriter
  ) {
    writer.textElement(
      "text",
      ["class": style, "x": coordinate(x), "y": coordinate(y), "text-anchor": anchor], shown,
      title: shown == PlainText.clean(whole) ? nil : whole)
  }

  private static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
