import Findings

/// A figure laid out for drawing: axes, the plotting frame, and where rows stand in it.
struct Plot {
  let figure: Figure
  let data: FigureData
  let position: PositionAxis
  let value: ValueAxis
  /// The plotting area.
  let frame: Frame
  /// Whether categories run down the left side and values along the bottom.
  let flipped: Bool
  let numbers: NumberStyle
  let palette: Palette
  /// Starts every id of this picture.
  let prefix: String
  let bars: Dodge
  let intervals: Dodge

  /// The form of the numbers on the axis of values.
  var form: NumberForm { NumberForm(figure.y.unit, name: figure.y.label.en) }
  /// The language of the reader.
  var language: Language { numbers.language }

  /// The place at fractions of the two axes.
  func place(_ position: Double, _ value: Double) -> Point {
    flipped
      ? Point(x: frame.x + value * frame.width, y: frame.y + position * frame.height)
      : Point(x: frame.x + position * frame.width, y: frame.y + (1 - value) * frame.height)
  }

  /// The place of a coordinate and a value.
  func at(_ coordinate: Double, _ number: Double) -> Point {
    place(position.fraction(coordinate), value.fraction(number))
  }

  /// The rectangle between two coordinates and two values.
  func box(_ from: Double, _ to: Double, _ low: Double, _ high: Double) -> Frame {
    let a = at(from, low)
    let b = at(to, high)
    return Frame(x: min(a.x, b.x), y: min(a.y, b.y), width: abs(a.x - b.x), height: abs(a.y - b.y))
  }

  /// Pixels along the axis of positions for one unit of its coordinate.
  var pixelsPerCoordinate: Double {
    (flipped ? frame.height : frame.width) / (position.upper - position.lower)
  }

  /// The ink of a mark; dashes only where several channels must be told apart.
  func ink(_ mark: Figure.Mark) -> Ink {
    let ink = palette.ink(mark.role)
    guard case .channel = mark.role, !showsSeveralChannels else { return ink }
    return Ink(ink.token)
  }

  /// Whether no mark has a number to show.
  var isEmpty: Bool {
    figure.marks.allSatisfy { mark in
      mark.shape == .rule || mark.shape == .shade
        || data.numbers(mark.y).allSatisfy { $0 == nil }
    }
  }

  private var showsSeveralChannels: Bool {
    figure.kind != .waterfall && Palette(figures: [figure]).channels.count > 1
  }

  /// The id of a hatching of this picture.
  func pattern(_ name: String) -> String { "url(#\(prefix)-\(name))" }
}
