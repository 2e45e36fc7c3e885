import Interchange

extension UpliftOptions {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case data, arm, control, treatment, outcome, features, learners, penalty, folds, groups,
      bootstrap
    case segments, slices, target
    case smallestSlice = "smallest_slice"
    case shares, level, seed
  }

  /// Reads the options; an unknown key is an error, and so is a number out of range.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      arm: try container.decode(String.self, forKey: .arm),
      control: try container.decode(String.self, forKey: .control),
      treatment: try container.decodeIfPresent(String.self, forKey: .treatment),
      outcome: try container.decode(String.self, forKey: .outcome),
      features: try container.decode([String].self, forKey: .features))
    data = try container.decodeIfPresent(String.self, forKey: .data)
    learners = try container.decodeIfPresent([UpliftLearner].self, forKey: .learners) ?? learners
    penalty = try container.decodeIfPresent(Double.self, forKey: .penalty) ?? penalty
    folds = try container.decodeIfPresent(Int.self, forKey: .folds) ?? folds
    groups = try container.decodeIfPresent(Int.self, forKey: .groups) ?? groups
    segments = try container.decodeIfPresent([String].self, forKey: .segments) ?? segments
    slices = try container.decodeIfPresent([String].self, forKey: .slices) ?? slices
    target = try container.decodeIfPresent(Double.self, forKey: .target) ?? target
    smallestSlice =
      try container.decodeIfPresent(Int.self, forKey: .smallestSlice) ?? smallestSlice
    shares = try container.decodeIfPresent([String: Double].self, forKey: .shares) ?? shares
    bootstrap = try container.decodeIfPresent(Int.self, forKey: .bootstrap) ?? bootstrap
    level = try container.decodeIfPresent(Double.self, forKey: .level) ?? level
    seed = try container.decodeIfPresent(UInt64.self, forKey: .seed) ?? seed
    if let problem {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: problem))
    }
  }
}
