/// A decision as it is written; the arm is null where nobody is to be served.
struct DecisionBody: Encodable {
  let decision: Decision

  init(_ decision: Decision) { self.decision = decision }

  enum CodingKeys: String, CodingKey { case decision, version, arm, propensity, time }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(decision.id, forKey: .decision)
    try container.encode(decision.version, forKey: .version)
    try container.encode(decision.arm, forKey: .arm)
    try container.encode(decision.propensity, forKey: .propensity)
    try container.encode(decision.time, forKey: .time)
  }
}
