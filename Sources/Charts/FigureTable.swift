public import Findings

/// The data of a figure as a table of texts, in the number format of its axes.
public struct FigureTable: Sendable, Equatable {
  /// The heading of a column.
  public struct Heading: Sendable, Equatable {
    /// What the column holds.
    public let text: String
    /// Whether it holds numbers.
    public let isNumeric: Bool
  }

  /// The headings, in the order of the figure's columns.
  public let headings: [Heading]
  /// The rows, one text a heading.
  public let rows: [[String]]
  /// The same rows with their numbers in full precision; a gap is an empty text.
  public let cells: [[Grid.Cell]]

  /// The columns that the figure's marks show.
  public init(_ figure: Figure, _ language: Language) {
    let style = NumberStyle(language)
    let uses = figure.columns.map { column in Use(column.name, figure, language) }
    let shown = zip(figure.columns, uses).filter { $1.axis != nil }
    headings = shown.map { column, use in
      let label = use.label ?? Phrase(column.name)
      return Heading(
        text: use.axis.map { style.labelled(label, unit: $0.unit) } ?? label[language],
        isNumeric: column.texts.isEmpty)
    }
    let count = shown.map { max($0.0.numbers.count, $0.0.texts.count) }.max() ?? 0
    cells = (0..<count).map { row in
      shown.map { column, use in
        if row < column.texts.count { return .text(Phrase(column.texts[row])) }
        guard row < column.numbers.count, let number = column.numbers[row], let axis = use.axis
        else { return .text(Phrase("")) }
        return .number(number, axis.unit)
      }
    }
    rows = cells.map { row in
      zip(row, shown).map { cell, shown in
        switch cell {
        case .number(let number, let unit):
          style.quantity(number, as: NumberForm(unit, name: shown.1.axis?.label.en ?? ""))
        case .text(let phrase): phrase.en.isEmpty ? "–" : PlainText.clean(phrase[language])
        default: ""
        }
      }
    }
  }

  /// The data as a table for spreadsheets.
  ///
  /// - Parameters:
  ///   - id: the id of the table.
  ///   - title: its heading.
  public func grid(id: String, title: Phrase) -> Grid {
    Grid(id: id, title: title, columns: headings.map { Phrase($0.text) }, rows: cells)
  }

  /// What a column is used for: its axis, and the name of the mark that shows it.
  private struct Use {
    var axis: Figure.Axis?
    var label: Phrase?

    init(_ name: String, _ figure: Figure, _ language: Language) {
      let values = figure.marks.filter { $0.y == name || $0.y2 == name }
      if let mark = values.first {
        axis = figure.y
        let base = mark.label ?? Self.name(of: mark.role, figure)
        let isInterval = mark.y2 != nil && (mark.shape == .band || mark.shape == .range)
        if isInterval {
          label = Self.end(base, isLower: mark.y == name)
        } else if mark.shape == .bar, mark.y2 != nil {
          label =
            mark.y == name
            ? base : Phrase(en: "\(base.en), base", de: "\(base.de), Basis")
        } else {
          label = base
        }
      } else if let mark = figure.marks.first(where: { $0.x == name || $0.x2 == name }) {
        axis = figure.x
        let isOwn = mark.shape == .rule || mark.shape == .shade
        let base = isOwn ? mark.label ?? figure.x.label : figure.x.label
        let isSpan = mark.x2 != nil
        label = isSpan ? Self.end(base, isLower: mark.x == name) : base
      }
    }

    private static func end(_ base: Phrase, isLower: Bool) -> Phrase {
      isLower
        ? Phrase(en: "\(base.en), from", de: "\(base.de), von")
        : Phrase(en: "\(base.en), to", de: "\(base.de), bis")
    }

    private static func name(of role: Figure.Mark.Role, _ figure: Figure) -> Phrase {
      switch role {
      case .channel(let name): Phrase(name)
      case .prior: Phrase(en: "Prior", de: "Prior")
      case .posterior: Phrase(en: "Posterior", de: "Posterior")
      case .actual: Phrase(en: "Observed", de: "Beobachtet")
      case .model: Phrase(en: "Model", de: "Modell")
      case .baseline: Phrase(en: "Baseline", de: "Basis")
      case .total: Phrase(en: "Total", de: "Gesamt")
      case .reference, .extrapolation: figure.y.label
      }
    }
  }
}
