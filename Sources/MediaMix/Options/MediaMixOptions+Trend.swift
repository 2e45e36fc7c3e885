import Interchange

extension MediaMixOptions {
  /// A line through all fitted periods.
  public enum Trend: Sendable, Equatable {
    /// No line.
    case flat
    /// A straight line.
    case linear
    /// A line with this many bends, equally spaced over the first four fifths of the periods.
    case changePoints(Int)
    /// A line that bends at these periods.
    case changePointsAt([String])
  }
}

extension MediaMixOptions.Trend: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case changePoints = "change_points"
  }

  /// Reads `none`, `linear`, or `change_points` with a number or a list of periods.
  public init(from decoder: any Decoder) throws {
    func refusal() -> DecodingError {
      DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "trend is none, linear, or change_points with a number or a list of"
            + " periods"))
    }
    if let word = try? decoder.singleValueContainer().decode(String.self) {
      switch word {
      case "none": self = .flat
      case "linear": self = .linear
      default: throw refusal()
      }
      return
    }
    guard let container = try? decoder.container(keyedBy: CodingKeys.self) else { throw refusal() }
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    if let count = try? container.decode(Int.self, forKey: .changePoints) {
      self = .changePoints(count)
    } else if let periods = try? container.decode([String].self, forKey: .changePoints) {
      self = .changePointsAt(periods)
    } else {
      throw refusal()
    }
  }

  /// Writes the word, or `change_points` with the number or the list.
  public func encode(to encoder: any Encoder) throws {
    func keyed(_ value: some Encodable) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(value, forKey: .changePoints)
    }
    func word(_ text: String) throws {
      var container = encoder.singleValueContainer()
      try container.encode(text)
    }
    switch self {
    case .flat: try word("none")
    case .linear: try word("linear")
    case .changePoints(let count): try keyed(count)
    case .changePointsAt(let periods): try keyed(periods)
    }
  }
}
