import Interchange

extension BudgetOptions {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case total, horizon, from, to, flighting, objective, bounds, limits, fixed, groups, linked
    case step, frequency, probability, margin, level, plans, curves
    case grain = "by"
    case targetROI = "target_roi"
    case targetMROI = "target_mroi"
    case targetCPA = "target_cpa"
    case minimumFlight = "minimum_flight"
    case maxChange = "max_change"
    case maxMonthlyChange = "max_monthly_change"
    case extrapolates = "extrapolate"
    case extrapolationCap = "extrapolation_cap"
    case extrapolationPenalty = "extrapolation_penalty"
  }

  /// Reads options; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    total = try container.decodeIfPresent(Total.self, forKey: .total)
    horizon = try container.decodeIfPresent(Int.self, forKey: .horizon)
    from = try container.decodeIfPresent(String.self, forKey: .from)
    to = try container.decodeIfPresent(String.self, forKey: .to)
    if container.contains(.grain) {
      grain = try StrictDecoding.word(Grain.self, forKey: .grain, in: container)
    }
    if container.contains(.flighting) {
      flighting = try StrictDecoding.word(Flighting.self, forKey: .flighting, in: container)
    }
    objective = try container.decodeIfPresent(Objective.self, forKey: .objective) ?? objective
    targetROI = try container.decodeIfPresent(Double.self, forKey: .targetROI)
    targetMROI = try container.decodeIfPresent(Double.self, forKey: .targetMROI)
    targetCPA = try container.decodeIfPresent(Double.self, forKey: .targetCPA)
    bounds = try container.decodeIfPresent([String: [Double]].self, forKey: .bounds) ?? [:]
    limits = try container.decodeIfPresent([String: [Double]].self, forKey: .limits) ?? [:]
    fixed = try container.decodeIfPresent([String].self, forKey: .fixed) ?? []
    groups = try container.decodeIfPresent([Group].self, forKey: .groups) ?? []
    linked = try container.decodeIfPresent([[String]].self, forKey: .linked) ?? []
    minimumFlight =
      try container.decodeIfPresent([String: Double].self, forKey: .minimumFlight) ?? [:]
    step = try container.decodeIfPresent([String: Double].self, forKey: .step) ?? [:]
    frequency = try container.decodeIfPresent([String: [Double]].self, forKey: .frequency) ?? [:]
    maxChange = try container.decodeIfPresent(Double.self, forKey: .maxChange)
    maxMonthlyChange = try container.decodeIfPresent(Double.self, forKey: .maxMonthlyChange)
    extrapolates = try container.decodeIfPresent(Bool.self, forKey: .extrapolates) ?? false
    extrapolationCap =
      try container.decodeIfPresent(Double.self, forKey: .extrapolationCap) ?? extrapolationCap
    extrapolationPenalty =
      try container.decodeIfPresent(Double.self, forKey: .extrapolationPenalty)
      ?? extrapolationPenalty
    probability = try container.decodeIfPresent(Double.self, forKey: .probability) ?? probability
    margin = try container.decodeIfPresent(Double.self, forKey: .margin)
    level = try container.decodeIfPresent(Double.self, forKey: .level) ?? level
    plans = try container.decodeIfPresent(String.self, forKey: .plans)
    curves = try container.decodeIfPresent(String.self, forKey: .curves)
  }
}

extension BudgetOptions.Total: Codable {
  /// Reads `keep`, `free` or a number of money.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let amount = try? container.decode(Double.self) {
      self = .amount(amount)
      return
    }
    switch try container.decode(String.self) {
    case "keep": self = .keep
    case "free": self = .free
    case let text:
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "\"\(text)\" is no total. Write keep, free or an amount of money."))
    }
  }

  /// Writes the word or the number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .keep: try container.encode("keep")
    case .free: try container.encode("free")
    case .amount(let amount): try container.encode(amount)
    }
  }
}

extension BudgetOptions.Group {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case name, channels
    case least = "min"
    case most = "max"
    case leastShare = "min_share"
    case mostShare = "max_share"
  }

  /// Reads a group; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    channels = try container.decode([String].self, forKey: .channels)
    name =
      try container.decodeIfPresent(String.self, forKey: .name)
      ?? channels.joined(separator: " + ")
    least = try container.decodeIfPresent(Double.self, forKey: .least)
    most = try container.decodeIfPresent(Double.self, forKey: .most)
    leastShare = try container.decodeIfPresent(Double.self, forKey: .leastShare)
    mostShare = try container.decodeIfPresent(Double.self, forKey: .mostShare)
  }
}
