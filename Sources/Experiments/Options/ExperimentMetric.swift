import Interchange

/// One outcome of an experiment: how it is computed of the columns, and what is asked of it.
public struct ExperimentMetric: Codable, Sendable, Equatable {
  /// What the metric is of an arm.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// The mean over units.
    case mean
    /// The share of units whose value is 1; all others are 0.
    case proportion
    /// The sum of the numerator over the sum of the denominator.
    case ratio
  }

  /// The name that findings show.
  public var name: String
  /// What the metric is; if nil a ratio where a denominator is named, else a proportion where all
  /// values are 0 or 1, else a mean.
  public var kind: Kind?
  /// The column of values, or of their sums in aggregated data; the name if nil.
  public var column: String?
  /// The column of the denominator of a ratio.
  public var denominator: String?
  /// The column of sums of squared values, in aggregated data.
  public var squares: String?
  /// The column of sums of the denominator's squares, in aggregated data.
  public var denominatorSquares: String?
  /// The column of sums of value times denominator, in aggregated data.
  public var product: String?
  /// The column, from before the experiment, that sharpens this metric; that of the options if nil.
  public var covariate: String?
  /// The unit, such as a currency; a plain number if nil.
  public var unit: String?
  /// What the metric must not lose, if it is a guardrail and no goal.
  public var guardrail: Guardrail?

  /// Makes a metric of the column of the same name.
  public init(_ name: String, kind: Kind? = nil) {
    self.name = name
    self.kind = kind
  }

  /// Makes a ratio of two columns.
  public init(ratio name: String, numerator: String, denominator: String) {
    self.init(name, kind: .ratio)
    column = numerator
    self.denominator = denominator
  }

  /// The column of values.
  public var valueColumn: String { column ?? name }

  /// How much worse a metric may get.
  public struct Guardrail: Codable, Sendable, Equatable {
    /// What the margin is measured in.
    public enum Scale: String, Codable, Sendable, CaseIterable {
      /// A fraction of the control arm's value.
      case relative
      /// The metric's own unit.
      case absolute
    }

    /// The direction that does harm.
    public enum Harm: String, Codable, Sendable, CaseIterable {
      case decrease
      case increase
    }

    /// How much harm is put up with; not negative.
    public var margin: Double
    /// What the margin is measured in.
    public var scale: Scale
    /// The direction that does harm.
    public var harm: Harm

    /// Makes a guardrail.
    public init(margin: Double, scale: Scale = .relative, harm: Harm = .decrease) {
      self.margin = margin
      self.scale = scale
      self.harm = harm
    }
  }
}

extension ExperimentMetric {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case name, kind, column, denominator, squares
    case denominatorSquares = "denominator_squares"
    case product, covariate, unit, guardrail
  }

  /// Reads a metric: its settings, or only its name.
  public init(from decoder: any Decoder) throws {
    if let name = try? decoder.singleValueContainer().decode(String.self) {
      self.init(name)
      return
    }
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(try container.decode(String.self, forKey: .name))
    if container.contains(.kind) {
      kind = try StrictDecoding.word(Kind.self, forKey: .kind, in: container)
    }
    column = try container.decodeIfPresent(String.self, forKey: .column)
    denominator = try container.decodeIfPresent(String.self, forKey: .denominator)
    squares = try container.decodeIfPresent(String.self, forKey: .squares)
    denominatorSquares = try container.decodeIfPresent(String.self, forKey: .denominatorSquares)
    product = try container.decodeIfPresent(String.self, forKey: .product)
    covariate = try container.decodeIfPresent(String.self, forKey: .covariate)
    unit = try container.decodeIfPresent(String.self, forKey: .unit)
    guardrail = try container.decodeIfPresent(Guardrail.self, forKey: .guardrail)
  }
}

extension ExperimentMetric.Guardrail {
  enum CodingKeys: String, CodingKey, CaseIterable { case margin, scale, harm }

  /// Reads a guardrail; an unknown key or word is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(margin: try container.decode(Double.self, forKey: .margin))
    if container.contains(.scale) {
      scale = try StrictDecoding.word(Scale.self, forKey: .scale, in: container)
    }
    if container.contains(.harm) {
      harm = try StrictDecoding.word(Harm.self, forKey: .harm, in: container)
    }
  }
}
