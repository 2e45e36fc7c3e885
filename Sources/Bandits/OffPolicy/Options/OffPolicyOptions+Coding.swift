import Findings
import Interchange

extension OffPolicyOptions: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case log, policy, action, reward, propensity, key, estimators
    case rewardKind = "reward_kind"
    case clip, tau, features, shrinkage, folds, cluster, interval, replicates, level, seed
  }

  /// Whether rewards are money or a count.
  public enum RewardKind: String, Codable, Sendable, CaseIterable { case revenue, count }

  /// Reads the section; an unknown key or word is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func value<Value: Decodable>(_ key: CodingKeys, _ fallback: Value) throws -> Value {
      try container.decodeIfPresent(Value.self, forKey: key) ?? fallback
    }
    self.init(
      log: try container.decode(String.self, forKey: .log),
      policy: try container.decode(String.self, forKey: .policy),
      action: try container.decode(String.self, forKey: .action),
      reward: try container.decode(String.self, forKey: .reward),
      propensity: try container.decode(String.self, forKey: .propensity))
    key = try value(.key, key)
    if container.contains(.estimators) {
      estimators = try container.decode([String].self, forKey: .estimators).map { name in
        guard let estimator = Estimator(rawValue: name) else {
          throw DecodingError.dataCorrupted(
            .init(
              codingPath: decoder.codingPath + [CodingKeys.estimators],
              debugDescription: Estimator.unknown(name)))
        }
        return estimator
      }
    }
    if container.contains(.rewardKind) {
      isMoney =
        try StrictDecoding.word(RewardKind.self, forKey: .rewardKind, in: container) == .revenue
    }
    clip = try container.decodeIfPresent(Double.self, forKey: .clip)
    tau = try value(.tau, tau)
    features = try value(.features, features)
    shrinkage = try container.decodeIfPresent(Double.self, forKey: .shrinkage)
    folds = try value(.folds, folds)
    cluster = try container.decodeIfPresent(String.self, forKey: .cluster)
    if container.contains(.interval) {
      interval = try StrictDecoding.word(IntervalKind.self, forKey: .interval, in: container)
    }
    replicates = try value(.replicates, replicates)
    level = try value(.level, level)
    seed = try value(.seed, seed)
    if let problem {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: problem))
    }
  }

  /// Writes the section.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(log, forKey: .log)
    try container.encode(policy, forKey: .policy)
    try container.encode(action, forKey: .action)
    try container.encode(reward, forKey: .reward)
    try container.encode(propensity, forKey: .propensity)
    try container.encode(key, forKey: .key)
    try container.encode(estimators.map(\.rawValue), forKey: .estimators)
    try container.encode(isMoney ? RewardKind.revenue : .count, forKey: .rewardKind)
    try container.encodeIfPresent(clip, forKey: .clip)
    try container.encode(tau, forKey: .tau)
    try container.encode(features, forKey: .features)
    try container.encodeIfPresent(shrinkage, forKey: .shrinkage)
    try container.encode(folds, forKey: .folds)
    try container.encodeIfPresent(cluster, forKey: .cluster)
    try container.encode(interval, forKey: .interval)
    try container.encode(replicates, forKey: .replicates)
    try container.encode(level, forKey: .level)
    try container.encode(seed, forKey: .seed)
  }
}

extension OffPolicyOptions.Estimator {
  /// The message for a name that is no estimator's.
  public static func unknown(_ name: String) -> String {
    let known = allCases.map(\.rawValue)
    let hint = nearestNames(to: name, among: known).first.map { "; did you mean \"\($0)\"?" }
    return "\"\(name)\" is no estimator\(hint ?? ".") Known are: \(known.joined(separator: ", "))."
  }
}
