import Interchange

extension BanditOptions {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case arms, reward, conversions, prices, priors, policy
    case topTwo = "top_two"
    case guardrails
    case burnIn = "burn_in"
    case horizon, baseline, pacing
    case minimumShare = "minimum_share"
    case largestChange = "largest_change"
    case delay, forgetting
    case stepDays = "step_days"
    case level, seed
  }

  enum PolicyName: String, CaseIterable {
    case thompson
    case topTwo = "top-two"
  }

  /// Reads the section; an unknown key or word is an error, and so is a contradiction.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let box = try decoder.container(keyedBy: CodingKeys.self)
    self.init(arms: try box.decode([String].self, forKey: .arms))
    if box.contains(.reward) {
      reward = try StrictDecoding.word(Reward.self, forKey: .reward, in: box)
    }
    if box.contains(.conversions) {
      conversions = try StrictDecoding.word(ConversionKind.self, forKey: .conversions, in: box)
    }
    if box.contains(.policy),
      try StrictDecoding.word(PolicyName.self, forKey: .policy, in: box) == .topTwo
    {
      policy = .topTwo(leader: try box.decodeIfPresent(Double.self, forKey: .topTwo) ?? 0.5)
    }
    try Self.read(&prices, .prices, box)
    try Self.read(&priors, .priors, box)
    try Self.read(&guardrails, .guardrails, box)
    try Self.read(&burnIn, .burnIn, box)
    horizon = try box.decodeIfPresent(Int.self, forKey: .horizon)
    baseline = try box.decodeIfPresent(BaselineGuarantee.self, forKey: .baseline)
    pacing = try box.decodeIfPresent(PacingOptions.self, forKey: .pacing)
    try Self.read(&minimumShare, .minimumShare, box)
    try Self.read(&largestChange, .largestChange, box)
    try Self.read(&delay, .delay, box)
    try Self.read(&forgetting, .forgetting, box)
    try Self.read(&stepDays, .stepDays, box)
    try Self.read(&level, .level, box)
    try Self.read(&seed, .seed, box)
    if let problem {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: problem))
    }
  }

  private static func read<Value: Decodable>(
    _ value: inout Value, _ key: CodingKeys, _ box: KeyedDecodingContainer<CodingKeys>
  ) throws {
    value = try box.decodeIfPresent(Value.self, forKey: key) ?? value
  }

  /// Writes the section.
  public func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: CodingKeys.self)
    try box.encode(arms, forKey: .arms)
    try box.encode(reward, forKey: .reward)
    try box.encode(conversions, forKey: .conversions)
    try box.encode(prices, forKey: .prices)
    try box.encode(priors, forKey: .priors)
    switch policy {
    case .thompson: try box.encode(PolicyName.thompson.rawValue, forKey: .policy)
    case .topTwo(let leader):
      try box.encode(PolicyName.topTwo.rawValue, forKey: .policy)
      try box.encode(leader, forKey: .topTwo)
    }
    try box.encode(guardrails, forKey: .guardrails)
    try box.encode(burnIn, forKey: .burnIn)
    try box.encodeIfPresent(horizon, forKey: .horizon)
    try box.encodeIfPresent(baseline, forKey: .baseline)
    try box.encodeIfPresent(pacing, forKey: .pacing)
    try box.encode(minimumShare, forKey: .minimumShare)
    try box.encode(largestChange, forKey: .largestChange)
    try box.encode(delay, forKey: .delay)
    try box.encode(forgetting, forKey: .forgetting)
    try box.encode(stepDays, forKey: .stepDays)
    try box.encode(level, forKey: .level)
    try box.encode(seed, forKey: .seed)
  }
}
