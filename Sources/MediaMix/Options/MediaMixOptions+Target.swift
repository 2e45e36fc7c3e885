import Interchange

extension MediaMixOptions {
  /// The outcome to explain.
  public struct Target: Codable, Sendable, Equatable {
    /// What the KPI column counts.
    public enum Kind: String, Codable, Sendable, CaseIterable {
      /// Money.
      case revenue
      /// Things that may be worth money: orders, leads.
      case conversions
      /// Anything else: visits, an index.
      case other
    }

    /// What one unit of the KPI is worth.
    public enum Value: Sendable, Equatable {
      /// The same amount of money everywhere.
      case constant(Double)
      /// The column that holds the amount for each row.
      case column(String)
    }

    /// The KPI column.
    public var column: String
    /// What the KPI counts.
    public var kind: Kind
    /// What one unit of it is worth; nil for revenue, and for a KPI without a money value.
    public var value: Value?
    /// The share of revenue that is profit; with it ROI is profit for money spent.
    public var margin: Double?

    /// Makes a target.
    public init(
      column: String, kind: Kind = .revenue, value: Value? = nil, margin: Double? = nil
    ) {
      self.column = column
      self.kind = kind
      self.value = value
      self.margin = margin
    }

    /// Whether outcomes are money.
    public var isMoney: Bool { kind == .revenue || value != nil }

    enum CodingKeys: String, CodingKey, CaseIterable { case column, kind, value, margin }

    /// Reads a target; an unknown key is an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      column = try container.decode(String.self, forKey: .column)
      kind = try container.decodeIfPresent(Kind.self, forKey: .kind) ?? .revenue
      value = try container.decodeIfPresent(Value.self, forKey: .value)
      margin = try container.decodeIfPresent(Double.self, forKey: .margin)
    }
  }
}

extension MediaMixOptions.Target.Value: Codable {
  /// Reads a number as a constant and a text as a column name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let amount = try? container.decode(Double.self) {
      self = .constant(amount)
    } else {
      self = .column(try container.decode(String.self))
    }
  }

  /// Writes the number or the column name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .constant(let amount): try container.encode(amount)
    case .column(let name): try container.encode(name)
    }
  }
}
