import Interchange

extension Guardrail {
  enum CodingKeys: String, CodingKey, CaseIterable { case metric, cap, floor, delta }

  /// Reads `{metric: cpa, cap: 40}`; a ROAS has a `floor`.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let box = try decoder.container(keyedBy: CodingKeys.self)
    let metric = try StrictDecoding.word(Metric.self, forKey: .metric, in: box)
    let key: CodingKeys = metric == .roas ? .floor : .cap
    if box.contains(metric == .roas ? .cap : .floor) {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "\(metric.rawValue) is bounded by \(key.rawValue)."))
    }
    self.init(metric, try box.decode(Double.self, forKey: key))
    delta = try box.decodeIfPresent(Double.self, forKey: .delta) ?? delta
  }

  /// Writes the guardrail.
  public func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: CodingKeys.self)
    try box.encode(metric, forKey: .metric)
    try box.encode(bound, forKey: metric == .roas ? .floor : .cap)
    try box.encode(delta, forKey: .delta)
  }
}

extension MeasurePriors {
  enum CodingKeys: String, CodingKey, CaseIterable { case conversions, count, value, cost, reach }

  /// Reads lists of numbers: `conversions: [a, b]`, `count: [shape, rate]`, `reach: [a, b]`, and
  /// `value` and `cost: [mean, weight, shape, scale]`.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let box = try decoder.container(keyedBy: CodingKeys.self)
    func numbers(_ key: CodingKeys, _ count: Int) throws -> [Double]? {
      guard let list = try box.decodeIfPresent([Double].self, forKey: key) else { return nil }
      guard list.count == count else {
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: decoder.codingPath + [key],
            debugDescription: "\(count) numbers are needed, and \(list.count) are given."))
      }
      return list
    }
    func amounts(_ key: CodingKeys) throws -> NormalInverseGamma? {
      try numbers(key, 4).map {
        NormalInverseGamma(mean: $0[0], weight: $0[1], shape: $0[2], scale: $0[3])
      }
    }
    self.init()
    if let pair = try numbers(.conversions, 2) { bernoulli = .init(a: pair[0], b: pair[1]) }
    if let pair = try numbers(.count, 2) { poisson = .init(shape: pair[0], rate: pair[1]) }
    if let pair = try numbers(.reach, 2) { reach = .init(a: pair[0], b: pair[1]) }
    value = try amounts(.value)
    cost = try amounts(.cost)
  }

  /// Writes the priors.
  public func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: CodingKeys.self)
    try box.encode([bernoulli.a, bernoulli.b], forKey: .conversions)
    try box.encode([poisson.shape, poisson.rate], forKey: .count)
    try box.encode([reach.a, reach.b], forKey: .reach)
    for (key, prior) in [(CodingKeys.value, value), (.cost, cost)] {
      try box.encodeIfPresent(
        prior.map { [$0.mean, $0.weight, $0.shape, $0.scale] }, forKey: key)
    }
  }
}

extension BaselineGuarantee {
  enum CodingKeys: String, CodingKey, CaseIterable { case arm, shares, loss, delta }

  /// Reads `{arm: control}` or `{shares: {a: 0.5, b: 0.5}}`, with `loss` and `delta`.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let box = try decoder.container(keyedBy: CodingKeys.self)
    guard box.contains(.arm) != box.contains(.shares) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath, debugDescription: "either arm or shares is needed."))
    }
    if let arm = try box.decodeIfPresent(String.self, forKey: .arm) {
      self.init(shares: [arm: 1])
    } else {
      self.init(shares: try box.decode([String: Double].self, forKey: .shares))
    }
    loss = try box.decodeIfPresent(Double.self, forKey: .loss) ?? loss
    delta = try box.decodeIfPresent(Double.self, forKey: .delta) ?? delta
  }

  /// Writes the guarantee.
  public func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: CodingKeys.self)
    try box.encode(shares, forKey: .shares)
    try box.encode(loss, forKey: .loss)
    try box.encode(delta, forKey: .delta)
  }
}

extension PacingOptions {
  enum CodingKeys: String, CodingKey, CaseIterable { case budget, span }

  /// Reads `{budget: 1000, span: day}`.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let box = try decoder.container(keyedBy: CodingKeys.self)
    self.init(budget: try box.decode(Double.self, forKey: .budget))
    if box.contains(.span) { span = try StrictDecoding.word(Span.self, forKey: .span, in: box) }
  }
}

extension DelayOptions: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case law
    case meanDays = "mean_days"
  }

  enum Law: String, CaseIterable { case none, exponential, empirical }

  /// Reads `{law: exponential, mean_days: 2}`; without a mean it is learned.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let box = try decoder.container(keyedBy: CodingKeys.self)
    switch try StrictDecoding.word(Law.self, forKey: .law, in: box) {
    case .none: self = .none
    case .empirical: self = .learnedEmpirical
    case .exponential:
      let mean = try box.decodeIfPresent(Double.self, forKey: .meanDays)
      self = mean.map { .exponential(meanDays: $0) } ?? .learnedExponential
    }
  }

  /// Writes the law.
  public func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .none: try box.encode(Law.none.rawValue, forKey: .law)
    case .learnedEmpirical: try box.encode(Law.empirical.rawValue, forKey: .law)
    case .learnedExponential: try box.encode(Law.exponential.rawValue, forKey: .law)
    case .exponential(let mean):
      try box.encode(Law.exponential.rawValue, forKey: .law)
      try box.encode(mean, forKey: .meanDays)
    }
  }
}

extension Forgetting: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case halfLifeDays = "half_life_days"
    case hazard
  }

  /// Reads `{half_life_days: 30}` or `{hazard: 0.02}`; neither never forgets.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let box = try decoder.container(keyedBy: CodingKeys.self)
    let halfLife = try box.decodeIfPresent(Double.self, forKey: .halfLifeDays)
    let hazard = try box.decodeIfPresent(Double.self, forKey: .hazard)
    switch (halfLife, hazard) {
    case (nil, nil): self = .never
    case (let days?, nil): self = .discount(halfLifeDays: days)
    case (nil, let rate?): self = .changes(hazard: rate)
    default:
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "half_life_days and hazard exclude each other."))
    }
  }

  /// Writes the rule.
  public func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .never: break
    case .discount(let days): try box.encode(days, forKey: .halfLifeDays)
    case .changes(let hazard): try box.encode(hazard, forKey: .hazard)
    }
  }
}
