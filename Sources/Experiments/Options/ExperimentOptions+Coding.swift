import Interchange

extension ExperimentOptions {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case data, arm, control, unit, users, metrics, covariate, alpha, alternative, correction, shares
    case duplicates, method, sequential, time, looks
    case liftTest = "lift_test"
  }

  /// Reads the section; an unknown key or word is an error, and so is a number out of range.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      arm: try container.decode(String.self, forKey: .arm),
      control: try container.decode(String.self, forKey: .control),
      metrics: try container.decode([ExperimentMetric].self, forKey: .metrics))
    data = try container.decodeIfPresent(String.self, forKey: .data)
    unit = try container.decodeIfPresent(String.self, forKey: .unit)
    users = try container.decodeIfPresent(String.self, forKey: .users)
    covariate = try container.decodeIfPresent(String.self, forKey: .covariate)
    alpha = try container.decodeIfPresent(Double.self, forKey: .alpha) ?? alpha
    shares = try container.decodeIfPresent([String: Double].self, forKey: .shares) ?? shares
    if container.contains(.alternative) {
      alternative = try StrictDecoding.word(
        Alternative.self, forKey: .alternative, in: container)
    }
    if container.contains(.correction) {
      correction = try StrictDecoding.word(Correction.self, forKey: .correction, in: container)
    }
    if container.contains(.duplicates) {
      duplicates = try StrictDecoding.word(DuplicateRule.self, forKey: .duplicates, in: container)
    }
    if container.contains(.method) {
      method = try StrictDecoding.word(Method.self, forKey: .method, in: container)
    }
    sequential = try container.decodeIfPresent(SequentialOptions.self, forKey: .sequential)
    time = try container.decodeIfPresent(String.self, forKey: .time)
    looks = try container.decodeIfPresent(Int.self, forKey: .looks)
    liftTest = try container.decodeIfPresent(LiftTestOptions.self, forKey: .liftTest)
    if let problem {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: problem))
    }
  }

  /// What is wrong with the choices; nil if nothing is.
  public var problem: String? {
    if metrics.isEmpty { return "metrics: name at least one metric." }
    for (index, metric) in metrics.enumerated() {
      if metrics[..<index].contains(where: { $0.name == metric.name }) {
        return "metrics: \"\(metric.name)\" is there twice; give each metric a name of its own."
      }
      if let problem = problem(of: metric) { return "metrics: \"\(metric.name)\": \(problem)" }
    }
    if !(alpha > 0 && alpha < 0.5) { return "alpha: a number between 0 and 0.5 is needed." }
    for (arm, share) in shares.sorted(by: { $0.key < $1.key })
    where !(share > 0 && share.isFinite) {
      return "shares: the share of \"\(arm)\" must be a positive number."
    }
    if method != .sequential, sequential != nil || time != nil || looks != nil {
      return
        "looks at a time belong to the method sequential; leave out time, looks and the boundary, "
        + "or choose that method."
    }
    if let problem = liftTest?.problem { return problem }
    if looks != nil, time == nil { return "looks: name the column of times (time)." }
    return nil
  }

  private func problem(of metric: ExperimentMetric) -> String? {
    if let guardrail = metric.guardrail, !(guardrail.margin >= 0 && guardrail.margin.isFinite) {
      return "a guardrail's margin is a number that is not negative."
    }
    if metric.kind == .ratio, metric.denominator == nil { return "a ratio needs a denominator." }
    if metric.denominator != nil, let kind = metric.kind, kind != .ratio {
      return "a \(kind.rawValue) has no denominator; leave it out or make the kind ratio."
    }
    guard users != nil else {
      return (metric.squares ?? metric.denominatorSquares ?? metric.product) == nil
        ? nil
        : "sums of squares belong to aggregated data; name the column of numbers of units (users)."
    }
    if metric.covariate != nil || covariate != nil {
      return "a covariate needs one row a unit; aggregated data cannot be adjusted."
    }
    let isRatio = metric.denominator != nil
    if isRatio, metric.squares == nil || metric.denominatorSquares == nil || metric.product == nil {
      return "an aggregated ratio needs squares, denominator_squares and product."
    }
    if !isRatio, metric.kind != .proportion, metric.squares == nil {
      return "an aggregated mean needs the column of sums of squares (squares); "
        + "if all values are 0 or 1, make the kind proportion."
    }
    return nil
  }
}
