import Interchange

extension GeoDesignOptions: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case data, kpi
    case kpiKind = "kpi_kind"
    case treatedCount = "treated_count"
    case durations, effects, budget
    case costPerOutcome = "cost_per_outcome"
    case include, exclude, together, apart, adjacency
    case maxShare = "max_share"
    case spendHistory = "spend_history"
    case lookback, alpha
    case unitEffects = "unit_effects"
    case estimator, sides, statistic, candidates
    case placeboWindows = "aa_windows"
    case start, seed
  }

  /// Reads the section; an unknown key or word is an error.
  ///
  /// Counts are a number, a list or a span as in `2-5`; effects a list or `0:0.2:0.05`.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func corrupted(_ key: CodingKeys, _ error: GeoLiftError) -> DecodingError {
      .dataCorrupted(
        .init(
          codingPath: decoder.codingPath + [key], debugDescription: error.description))
    }
    func texts(_ key: CodingKeys) throws -> [String] {
      try container.decode(TextOrList.self, forKey: key).texts
    }
    func counts(_ key: CodingKeys, _ what: String) throws -> [Int] {
      let texts = try texts(key)
      do throws(GeoLiftError) {
        return try CountList.counts(texts, of: what)
      } catch {
        throw corrupted(key, error)
      }
    }
    let effects: [Double]
    let written = try texts(.effects)
    do throws(GeoLiftError) {
      effects = try EffectGrid.effects(written)
    } catch {
      throw corrupted(.effects, error)
    }
    self.init(
      kpi: try container.decode(String.self, forKey: .kpi),
      durations: try counts(.durations, "duration"), effects: effects)
    if container.contains(.treatedCount) {
      treatedCounts = try counts(.treatedCount, "number of treated geos")
    }
    data = try container.decodeIfPresent(String.self, forKey: .data)
    if container.contains(.kpiKind) {
      isMoney =
        try StrictDecoding.word(GeoOptions.KPIKind.self, forKey: .kpiKind, in: container)
        == .revenue
    }
    budget = try container.decodeIfPresent(Double.self, forKey: .budget)
    costPerOutcome = try container.decodeIfPresent(Double.self, forKey: .costPerOutcome)
    include = try container.decodeIfPresent([String].self, forKey: .include) ?? []
    exclude = try container.decodeIfPresent([String].self, forKey: .exclude) ?? []
    together = try container.decodeIfPresent([[String]].self, forKey: .together) ?? []
    apart = try container.decodeIfPresent([[String]].self, forKey: .apart) ?? []
    adjacency = try container.decodeIfPresent(String.self, forKey: .adjacency)
    maxShare = try container.decodeIfPresent(Double.self, forKey: .maxShare)
    spendHistory = try container.decodeIfPresent(String.self, forKey: .spendHistory)
    lookback = try container.decodeIfPresent(Int.self, forKey: .lookback) ?? lookback
    alpha = try container.decodeIfPresent(Double.self, forKey: .alpha) ?? alpha
    unitEffects = try container.decodeIfPresent(Bool.self, forKey: .unitEffects) ?? unitEffects
    if container.contains(.estimator) {
      estimator = try StrictDecoding.word(
        GeoOptions.Estimator.self, forKey: .estimator, in: container)
    }
    if container.contains(.sides) {
      sides = try StrictDecoding.word(Sides.self, forKey: .sides, in: container)
    }
    if container.contains(.statistic) {
      statistic = try StrictDecoding.word(Statistic.self, forKey: .statistic, in: container)
    }
    candidates = try container.decodeIfPresent(Int.self, forKey: .candidates) ?? candidates
    placeboWindows =
      try container.decodeIfPresent(Int.self, forKey: .placeboWindows) ?? placeboWindows
    start = try container.decodeIfPresent(String.self, forKey: .start)
    seed = try container.decodeIfPresent(UInt64.self, forKey: .seed) ?? seed
  }

  /// Writes the section.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(data, forKey: .data)
    try container.encode(kpi, forKey: .kpi)
    try container.encode(isMoney ? GeoOptions.KPIKind.revenue : .count, forKey: .kpiKind)
    try container.encode(treatedCounts, forKey: .treatedCount)
    try container.encode(durations, forKey: .durations)
    try container.encode(effects, forKey: .effects)
    try container.encodeIfPresent(budget, forKey: .budget)
    try container.encodeIfPresent(costPerOutcome, forKey: .costPerOutcome)
    try container.encode(include, forKey: .include)
    try container.encode(exclude, forKey: .exclude)
    try container.encode(together, forKey: .together)
    try container.encode(apart, forKey: .apart)
    try container.encodeIfPresent(adjacency, forKey: .adjacency)
    try container.encodeIfPresent(maxShare, forKey: .maxShare)
    try container.encodeIfPresent(spendHistory, forKey: .spendHistory)
    try container.encode(lookback, forKey: .lookback)
    try container.encode(alpha, forKey: .alpha)
    try container.encode(unitEffects, forKey: .unitEffects)
    try container.encode(estimator, forKey: .estimator)
    try container.encode(sides, forKey: .sides)
    try container.encode(statistic, forKey: .statistic)
    try container.encode(candidates, forKey: .candidates)
    try container.encode(placeboWindows, forKey: .placeboWindows)
    try container.encodeIfPresent(start, forKey: .start)
    try container.encode(seed, forKey: .seed)
  }
}

/// A scalar or a list of scalars, as written: numbers are taken as their text.
private struct TextOrList: Decodable {
  let texts: [String]

  init(from decoder: any Decoder) throws {
    if var list = try? decoder.unkeyedContainer() {
      var texts: [String] = []
      while !list.isAtEnd { texts.append(try list.decode(Scalar.self).text) }
      self.texts = texts
    } else {
      texts = [try Scalar(from: decoder).text]
    }
  }

  private struct Scalar: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let whole = try? container.decode(Int.self) {
        text = String(whole)
      } else if let number = try? container.decode(Double.self) {
        text = "\(number)"
      } else {
        text = try container.decode(String.self)
      }
    }
  }
}
