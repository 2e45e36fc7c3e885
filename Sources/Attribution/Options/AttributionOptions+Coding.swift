import Interchange

extension AttributionOptions {
  /// The keys of the section as they are written.
  enum CodingKeys: String, CodingKey, CaseIterable {
    case data, models
    case lookbackDays = "lookback_days"
    case journeys, collapse
    case sessionGapMinutes = "session_gap_minutes"
    case directChannel = "direct_channel"
    case direct, duplicates
    case positionWeights = "position_weights"
    case halfLifeDays = "half_life_days"
    case removal
    case stateLimit = "state_limit"
    case permutations, bootstrap, level, seed, spend, calibration
  }

  /// Reads the section; an unknown key or word is an error, and so is a number out of range.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    data = try container.decodeIfPresent(String.self, forKey: .data)
    if container.contains(.models) {
      models = try Self.models(
        container.decode([String].self, forKey: .models), decoder.codingPath)
    }
    lookbackDays = try container.decodeIfPresent(Double.self, forKey: .lookbackDays)
    try Self.word(&journeys, .journeys, container)
    try Self.word(&collapse, .collapse, container)
    try Self.word(&direct, .direct, container)
    try Self.word(&duplicates, .duplicates, container)
    try Self.word(&removal, .removal, container)
    directChannel = try container.decodeIfPresent(String.self, forKey: .directChannel)
    try Self.value(&sessionGapMinutes, .sessionGapMinutes, container)
    try Self.value(&positionWeights, .positionWeights, container)
    try Self.value(&halfLifeDays, .halfLifeDays, container)
    try Self.value(&stateLimit, .stateLimit, container)
    try Self.value(&permutations, .permutations, container)
    try Self.value(&bootstrap, .bootstrap, container)
    try Self.value(&level, .level, container)
    try Self.value(&seed, .seed, container)
    spend = try container.decodeIfPresent(SpendSource.self, forKey: .spend)
    calibration = try container.decodeIfPresent(Calibration.self, forKey: .calibration)
    if let problem {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: problem))
    }
  }

  /// Models by their names, each once.
  ///
  /// - Throws: `DecodingError` for a name that is none.
  private static func models(
    _ names: [String], _ path: [any CodingKey]
  ) throws -> [AttributionModel] {
    var models: [AttributionModel] = []
    for name in names {
      guard let model = AttributionModel(rawValue: name) else {
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: path + [CodingKeys.models],
            debugDescription: AttributionModel.unknown(name)))
      }
      if !models.contains(model) { models.append(model) }
    }
    return models
  }

  private static func word<Word: CaseIterable & RawRepresentable<String>>(
    _ word: inout Word, _ key: CodingKeys, _ container: KeyedDecodingContainer<CodingKeys>
  ) throws {
    if container.contains(key) {
      word = try StrictDecoding.word(Word.self, forKey: key, in: container)
    }
  }

  private static func value<Value: Decodable>(
    _ value: inout Value, _ key: CodingKeys, _ container: KeyedDecodingContainer<CodingKeys>
  ) throws {
    value = try container.decodeIfPresent(Value.self, forKey: key) ?? value
  }

  /// What is wrong with the numbers; nil if nothing is.
  public var problem: String? {
    func positive(_ number: Double?) -> Bool { number.map { $0 > 0 && $0.isFinite } ?? true }
    if models.isEmpty { return "models: name at least one model." }
    if !positive(lookbackDays) { return "lookback_days: a positive number of days is needed." }
    if (lookbackDays ?? 0) > 36_525 { return "lookback_days: at most a hundred years." }
    if !positive(sessionGapMinutes) {
      return "session_gap_minutes: a positive number of minutes is needed."
    }
    if sessionGapMinutes > 527_040 { return "session_gap_minutes: at most a year." }
    if !positive(halfLifeDays) { return "half_life_days: a positive number of days is needed." }
    if positionWeights.count != 3 || positionWeights.contains(where: { !($0 >= 0) })
      || !positive(positionWeights.reduce(0, +))
    {
      return "position_weights: three weights are needed, for the first touch, those between and "
        + "the last, as in [0.4, 0.2, 0.4]."
    }
    if stateLimit < 1 { return "state_limit: a positive number of states is needed." }
    if !(4...1_000_000).contains(permutations) {
      return "permutations: a number from 4 to 1,000,000 is needed."
    }
    if bootstrap != 0, !(20...100_000).contains(bootstrap) {
      return "bootstrap: a number from 20 to 100,000 is needed, or 0 for no intervals."
    }
    if !(level > 0 && level < 1) { return "level: a number between 0 and 1 is needed." }
    return nil
  }
}

extension AttributionOptions.SpendSource {
  enum CodingKeys: String, CodingKey, CaseIterable { case path, channel, spend }

  /// Reads a table of spend; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(path: try container.decode(String.self, forKey: .path))
    channel = try container.decodeIfPresent(String.self, forKey: .channel) ?? channel
    spend = try container.decodeIfPresent(String.self, forKey: .spend) ?? spend
  }
}

extension AttributionOptions.Calibration {
  enum CodingKeys: String, CodingKey, CaseIterable { case experiments, measure }

  /// Reads a calibration; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(experiments: try container.decode(String.self, forKey: .experiments))
    if container.contains(.measure) {
      measure = try StrictDecoding.word(Measure.self, forKey: .measure, in: container)
    }
  }
}
