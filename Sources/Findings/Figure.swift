/// Data to draw: named columns, axes with units, and the marks that show them.
///
/// A figure says nothing about pixels; `Charts` turns it into a picture.
public struct Figure: Codable, Sendable, Equatable {
  /// The overall form, for readers and for the choice of lay-out.
  public enum Kind: String, Codable, Sendable {
    case line, band, bars, waterfall, area, points, heatMap, histogram
  }

  /// Unique within a run and fit for a file name, as in `mmm.response.tv`.
  public var id: String
  /// The overall form.
  public var kind: Kind
  /// The heading above the picture.
  public var title: Phrase
  /// How to read the picture, in one or two plain sentences without numbers.
  public var caption: Phrase
  /// A description for those who cannot see the picture.
  public var description: Phrase
  /// The horizontal axis.
  public var x: Axis
  /// The vertical axis.
  public var y: Axis
  /// The data; all columns have the same number of entries.
  public var columns: [Column]
  /// What is drawn, back to front.
  public var marks: [Mark]
  /// The findings the figure shows.
  public var findings: [FindingKey]

  /// Makes a figure.
  public init(
    id: String, kind: Kind, title: Phrase, caption: Phrase, description: Phrase, x: Axis, y: Axis,
    columns: [Column], marks: [Mark], findings: [FindingKey] = []
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    self.caption = caption
    self.description = description
    self.x = x
    self.y = y
    self.columns = columns
    self.marks = marks
    self.findings = findings
  }

  /// An axis.
  public struct Axis: Codable, Sendable, Equatable {
    /// How positions on the axis are read.
    public enum Scale: String, Codable, Sendable {
      /// Numbers.
      case linear
      /// Texts, in the order of their first appearance.
      case category
      /// ISO dates, else labels in order.
      case time
    }

    /// What the axis shows.
    public var label: Phrase
    /// The unit of its numbers.
    public var unit: Unit
    /// How positions are read.
    public var scale: Scale

    /// Makes an axis.
    public init(label: Phrase, unit: Unit = .one, scale: Scale = .linear) {
      self.label = label
      self.unit = unit
      self.scale = scale
    }
  }

  /// A named column of the figure's data.
  public struct Column: Codable, Sendable, Equatable {
    /// The name the marks use.
    public var name: String
    /// Numbers, of which nil leaves a gap; empty if the column holds texts.
    public var numbers: [Double?]
    /// Texts, which are categories or ISO dates; empty if the column holds numbers.
    public var texts: [String]

    /// Makes a column of numbers.
    public init(_ name: String, numbers: [Double?]) {
      self.name = name
      self.numbers = numbers
      texts = []
    }

    /// Makes a column of texts.
    public init(_ name: String, texts: [String]) {
      self.name = name
      numbers = []
      self.texts = texts
    }
  }

  /// One layer of the picture.
  public struct Mark: Codable, Sendable, Equatable {
    /// The form of the layer.
    public enum Shape: String, Codable, Sendable {
      /// A line through (x, y).
      case line
      /// The area between y and y2.
      case band
      /// A bar from y2 (zero if absent) to y.
      case bar
      /// A dot at (x, y).
      case point
      /// A vertical bar from y to y2 with end caps: an interval.
      case range
      /// A stacked area; marks of this shape pile up in order.
      case area
      /// A vertical line across the plot at x.
      case rule
      /// The part of the plot from x to x2, shaded.
      case shade
    }

    /// What the layer stands for, so that all figures colour it alike.
    public enum Role: Codable, Sendable, Equatable {
      case channel(String)
      case baseline, actual, model, prior, posterior, reference, extrapolation, total
    }

    /// The form of the layer.
    public var shape: Shape
    /// What the layer stands for.
    public var role: Role
    /// Its name in the legend; nil leaves it out.
    public var label: Phrase?
    /// The column of horizontal positions.
    public var x: String
    /// The column of vertical positions.
    public var y: String?
    /// The column of second vertical positions.
    public var y2: String?
    /// The column of second horizontal positions.
    public var x2: String?

    /// Makes a layer.
    public init(
      _ shape: Shape, role: Role, label: Phrase? = nil, x: String, y: String? = nil,
      y2: String? = nil, x2: String? = nil
    ) {
      self.shape = shape
      self.role = role
      self.label = label
      self.x = x
      self.y = y
      self.y2 = y2
      self.x2 = x2
    }
  }
}
