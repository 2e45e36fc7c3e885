import Interchange

extension PriorSpecification: Codable {
  /// Reads a mapping with one key, the family, and a list of parameters; a statement; or a bare
  /// number, which fixes the parameter.
  public init(from decoder: any Decoder) throws {
    if let value = try? decoder.singleValueContainer().decode(Double.self) {
      self = .family("fixed", [value])
      return
    }
    if let statement = try PriorStatement(ifWrittenTo: decoder) {
      self = .statement(statement)
      return
    }
    let entries = try decoder.singleValueContainer().decode([String: [Double]].self)
    guard let entry = entries.first, entries.count == 1 else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "a prior names one family, as in {lognormal: [0.2, 0.9]}"))
    }
    self = .family(entry.key, entry.value)
  }

  /// Writes the mapping.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .family(let family, let parameters):
      var container = encoder.singleValueContainer()
      try container.encode([family: parameters])
    case .statement(let statement):
      try statement.encode(to: encoder)
    }
  }
}

extension PriorStatement: Encodable {
  private enum MomentKeys: String, CodingKey, CaseIterable { case mean, sd }
  private enum RangeKeys: String, CodingKey, CaseIterable { case range, mass }
  private enum PastKeys: String, CodingKey, CaseIterable {
    case estimate = "past_roi"
    case interval, mass
    case weeksAgo = "weeks_ago"
  }

  /// Reads a statement; nil if the keys are none of a statement's.
  init?(ifWrittenTo decoder: any Decoder) throws {
    func has<Key: CodingKey>(_ keys: Key...) throws -> Bool {
      let container = try decoder.container(keyedBy: Key.self)
      return keys.contains { container.contains($0) }
    }
    if try has(MomentKeys.mean, .sd) {
      try StrictDecoding.check(decoder, against: MomentKeys.self)
      let container = try decoder.container(keyedBy: MomentKeys.self)
      self = .moments(
        mean: try container.decode(Double.self, forKey: .mean),
        deviation: try container.decode(Double.self, forKey: .sd))
    } else if try has(PastKeys.estimate, .interval, .weeksAgo) {
      try StrictDecoding.check(decoder, against: PastKeys.self)
      let container = try decoder.container(keyedBy: PastKeys.self)
      let (lower, upper) = try Self.pair(container, .interval)
      self = .pastReturn(
        estimate: try container.decode(Double.self, forKey: .estimate), lower: lower, upper: upper,
        mass: try container.decodeIfPresent(Double.self, forKey: .mass) ?? Self.usualMass,
        weeksAgo: try container.decodeIfPresent(Double.self, forKey: .weeksAgo) ?? 0)
    } else if try has(RangeKeys.range, .mass) {
      try StrictDecoding.check(decoder, against: RangeKeys.self)
      let container = try decoder.container(keyedBy: RangeKeys.self)
      let (lower, upper) = try Self.pair(container, .range)
      self = .range(
        lower: lower, upper: upper,
        mass: try container.decodeIfPresent(Double.self, forKey: .mass) ?? Self.usualMass)
    } else {
      return nil
    }
  }

  private static func pair<Key: CodingKey>(
    _ container: KeyedDecodingContainer<Key>, _ key: Key
  ) throws -> (Double, Double) {
    let numbers = try container.decode([Double].self, forKey: key)
    guard numbers.count == 2 else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: container.codingPath + [key],
          debugDescription: "\(key.stringValue) takes a lower and an upper number, as in [1, 4]"))
    }
    return (numbers[0], numbers[1])
  }

  /// Writes the statement as it is read.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .moments(let mean, let deviation):
      var container = encoder.container(keyedBy: MomentKeys.self)
      try container.encode(mean, forKey: .mean)
      try container.encode(deviation, forKey: .sd)
    case .range(let lower, let upper, let mass):
      var container = encoder.container(keyedBy: RangeKeys.self)
      try container.encode([lower, upper], forKey: .range)
      try container.encode(mass, forKey: .mass)
    case .pastReturn(let estimate, let lower, let upper, let mass, let weeksAgo):
      var container = encoder.container(keyedBy: PastKeys.self)
      try container.encode(estimate, forKey: .estimate)
      try container.encode([lower, upper], forKey: .interval)
      try container.encode(mass, forKey: .mass)
      try container.encode(weeksAgo, forKey: .weeksAgo)
    }
  }
}
