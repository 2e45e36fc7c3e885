import Interchange

/// What the treated geos should be like their comparison in: the mean of a column over some periods.
///
/// A predictor of the KPI's own column is an outcome lag. In the project file it is a column's name, or
/// `{column: cigsale, from: 1975, to: 1975}`.
public struct GeoPredictor: Codable, Sendable, Equatable {
  /// The column; the KPI's is allowed.
  public var column: String
  /// The first period, a date inside it or its label; by default the panel's first.
  public var from: String?
  /// The last period; by default the last before the test.
  public var to: String?

  /// Names a column and periods.
  public init(column: String, from: String? = nil, to: String? = nil) {
    self.column = column
    self.from = from
    self.to = to
  }

  /// The column with its periods, such as `beer 1984–1988`.
  public var name: String {
    switch (from, to) {
    case (nil, nil): column
    case (let from?, let to?) where from == to: "\(column) \(from)"
    case (let from, let to): "\(column) \(from ?? "")–\(to ?? "")"
    }
  }

  enum CodingKeys: String, CodingKey, CaseIterable { case column, from, to }

  /// Reads a name, or a column with its periods; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    if let single = try? decoder.singleValueContainer(), let name = try? single.decode(String.self)
    {
      self.init(column: name)
      return
    }
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      column: try container.decode(String.self, forKey: .column),
      from: try container.decodeIfPresent(String.self, forKey: .from),
      to: try container.decodeIfPresent(String.self, forKey: .to))
  }
}
