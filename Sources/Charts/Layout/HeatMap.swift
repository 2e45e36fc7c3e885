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
  /// Whether names of columns stand upright, because they do not fit over their columns.
  private let isUpright: Bool
  /// Whether cells show their numbers: all of them or none, so that no gap looks like a zero.
  private let showsNumbers: Bool

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
    let width = (size.width - left - 4) / Double(max(columns.count, 1))
    let widestName = columns.map { TextMeasure.width(PlainText.clean($0)) }.max() ?? 0
    isUpright = widestName > width - 4 && width < Self.narrow
    frame = Frame(
      x: left, y: top + (isUpright ? min(widestName, Self.tallest) + 16 : 24),
      width: size.width - left - 4, height: 30 * Double(max(rows.count, 1)))
    let labels = cells.map { Self.label($0.2, cells.map(\.2), figure, numbers) }
    showsNumbers = labels.allSatisfy { TextMeasure.width($0) < width - 4 }
  }

  /// The width of a column below which names stand upright.
  private static let narrow = 64.0
  /// The height that upright names take at most.
  private static let tallest = 120.0

  /// The height of the whole picture.
  var height: Double { frame.maxY + 6 }

  /// Draws names and cells.
  func draw(_ writer: inout SVGWriter) {
    let width = frame.width / Double(max(columns.count, 1))
    for (index, name) in columns.enumerated() {
      let center = frame.x + (Double(index) + 0.5) * width
      if isUpright {
        let shown = TextMeasure.truncated(name, width: Self.tallest)
        text(
          "t", center + 4, frame.y - 6, shown, name, anchor: "start", turned: true, &writer)
      } else {
        let shown = TextMeasure.truncated(name, width: width - 4)
        text("t", center, frame.y - 8, shown, name, &writer)
      }
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
    let label = Self.label(cell.number, cells.map(\.number), figure, numbers)
    writer.element(
      "rect",
      [
        "class": "sep \(cell.number < 0 ? "f-c1" : "f-c0")", "x": coordinate(x),
        "y": coordinate(y), "width": coordinate(width), "height": "30",
        "fill-opacity": coordinate(0.03 + 0.62 * strength),
      ],
      title:
        "\(PlainText.clean(rows[cell.row])) · \(PlainText.clean(columns[cell.column])): \(label)")
    if showsNumbers {
      text(
        "v", x + width / 2, y + 19, label, label, &writer)
    }
  }

  /// How a number of the figure is written.
  private static func label(
    _ number: Double, _ all: [Double], _ figure: Figure, _ numbers: NumberStyle
  ) -> String {
    let form = NumberForm(figure.y.unit, name: figure.y.label.en)
    guard form == .plain else { return numbers.quantity(number, as: form) }
    let largest = all.map(abs).max() ?? 1
    return numbers.number(number, decimals: largest < 10 ? 2 : 0)
  }

  private func text(
    _ style: String, _ x: Double, _ y: Double, _ shown: String, _ whole: String,
    anchor: String = "middle", turned: Bool = false, _ writer: inout SVGWriter
  ) {
    let title = shown == PlainText.clean(whole) ? nil : whole
    let (across, down) = (coordinate(x), coordinate(y))
    if turned {
      writer.textElement(
        "text",
        [
          "class": style, "x": across, "y": down, "text-anchor": anchor,
          "transform": "rotate(-90 \(across) \(down))",
        ], shown, title: title)
    } else {
      writer.textElement(
        "text", ["class": style, "x": across, "y": down, "text-anchor": anchor], shown,
        title: title)
    }
  }

  private static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
