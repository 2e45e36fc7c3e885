/// A prior as written in the project file: `lognormal: [0.2, 0.9]`.
///
/// The family's name and the order of its parameters are those of `Probability`'s distributions.
public struct PriorSpecification: Codable, Sendable, Equatable {
  /// The family's name, as in `lognormal`.
  public var family: String
  /// Its parameters, in order.
  public var parameters: [Double]

  /// Makes a specification.
  public init(_ family: String, _ parameters: [Double]) {
    self.family = family
    self.parameters = parameters
  }

  /// Reads a mapping with one key, the family, and a list of parameters; or a bare number, which
  /// fixes the parameter.
  public init(from decoder: any Decoder) throws {
    if let value = try? decoder.singleValueContainer().decode(Double.self) {
      self.init("fixed", [value])
      return
    }
    let entries = try decoder.singleValueContainer().decode([String: [Double]].self)
    guard let entry = entries.first, entries.count == 1 else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "a prior names one family, as in {lognormal: [0.2, 0.9]}"))
    }
    self.init(entry.key, entry.value)
  }

  /// Writes the mapping.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode([family: parameters])
  }
}
