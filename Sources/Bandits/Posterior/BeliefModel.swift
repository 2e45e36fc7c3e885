import Probability

/// Turns what arms have yielded into beliefs, as the options say.
public struct BeliefModel: Sendable {
  private let options: BanditOptions
  private let delay: DelayDistribution

  /// Makes the model.
  ///
  /// - Parameter delay: the law of delays, learned or stated.
  public init(_ options: BanditOptions, delay: DelayDistribution) {
    self.options = options
    self.delay = delay
  }

  /// The beliefs about every arm of the options, in order of names.
  ///
  /// - Throws: `BanditError.badData` for an arm that is unknown, or outcomes that do not fit.
  public func beliefs(_ histories: [ArmHistory]) throws(BanditError) -> [ArmBeliefs] {
    for history in histories where !options.arms.contains(history.name) {
      throw .badData(
        "\"\(history.name)\" has decisions but is no arm of the options; add it to arms.")
    }
    let value = options.priors.value ?? pooled(histories, \.value, \.valueSquares, isDelayed: true)
    let cost = options.priors.cost ?? pooled(histories, \.cost, \.costSquares, isDelayed: false)
    var all: [ArmBeliefs] = []
    for name in options.arms.sorted() {
      let steps = histories.filter { $0.name == name }.flatMap(\.steps)
        .sorted { $0.step < $1.step }
      var arm = ArmBeliefs(name: name)
      arm[.conversions] = try conversions(steps)
      arm[.reach] = try posterior(steps, options.priors.reach) {
        Evidence(exposure: $0.decisions, sum: $0.reached, squares: $0.reached)
      }
      if let value {
        arm[.value] = try posterior(steps, value) {
          Evidence(
            exposure: $0.decisions * delay.known(after: $0.age), sum: $0.value,
            squares: $0.valueSquares)
        }
      }
      arm[.cost] = try price(of: name, steps, cost)
      arm.noise = noise(arm, steps, value: value, cost: cost)
      all.append(arm)
    }
    return all
  }

  private func noise(
    _ arm: ArmBeliefs, _ steps: [ArmStep], value: NormalInverseGamma?, cost: NormalInverseGamma?
  ) -> [Measure: Double] {
    let known = max(delay.known(after: options.stepDays), 0.01)
    let (rate, reach) = (arm.mean(.conversions), arm.mean(.reach))
    var noise: [Measure: Double] = [
      .conversions: (options.conversions == .bernoulli ? rate * (1 - rate) : rate) / known,
      .reach: reach * (1 - reach),
    ]
    func variance(
      _ prior: NormalInverseGamma, _ sum: KeyPath<ArmStep, Double>,
      _ squares: KeyPath<ArmStep, Double>
    ) -> Double {
      let seen = steps.reduce(Evidence()) {
        $0
          + Evidence(
            exposure: $1.decisions, sum: $1[keyPath: sum], squares: $1[keyPath: squares])
      }
      let after = prior.updated(seen)
      return after.scale / (after.shape - 1)
    }
    noise[.value] = value.map { variance($0, \.value, \.valueSquares) / known }
    noise[.cost] =
      options.prices[arm.name] == nil ? cost.map { variance($0, \.cost, \.costSquares) } : 0
    return noise
  }

  private func posterior(
    _ steps: [ArmStep], _ family: some ConjugateFamily, _ evidence: (ArmStep) -> Evidence
  ) throws(BanditError) -> any UnivariateDistribution {
    try options.forgetting.posterior(
      steps.map { (evidence: evidence($0), age: $0.age) }, family: family)
  }

  private func price(
    of name: String, _ steps: [ArmStep], _ prior: NormalInverseGamma?
  ) throws(BanditError) -> (any UnivariateDistribution)? {
    if let price = options.prices[name] { return try? PointMass(value: price) }
    guard let prior else { return nil }
    return try posterior(steps, prior) {
      Evidence(exposure: $0.decisions, sum: $0.cost, squares: $0.costSquares)
    }
  }

  private func conversions(
    _ steps: [ArmStep]
  ) throws(BanditError) -> any UnivariateDistribution {
    switch options.conversions {
    case .poisson:
      return try posterior(steps, options.priors.poisson) {
        Evidence(
          exposure: $0.decisions * delay.known(after: $0.age), sum: $0.conversions,
          squares: $0.conversions)
      }
    case .bernoulli:
      let family = options.priors.bernoulli
      if options.forgetting == .never {
        return try family.posterior(Maturity.bernoulli(steps.map(group), family: family))
      }
      return try posterior(steps, family) {
        Maturity.bernoulli([group($0)], family: family)
      }
    }
  }

  private func group(_ step: ArmStep) -> Maturity.Group {
    Maturity.Group(
      known: delay.known(after: step.age), converted: step.converted,
      waiting: step.decisions - step.converted)
  }

  /// The mean and variance of all arms together, worth one decision; nil if nothing was seen.
  ///
  /// Where all amounts are alike, a variance far below their size stands in for none.
  private func pooled(
    _ histories: [ArmHistory], _ sum: KeyPath<ArmStep, Double>,
    _ squares: KeyPath<ArmStep, Double>, isDelayed: Bool
  ) -> NormalInverseGamma? {
    let steps = histories.sorted { $0.name < $1.name }.flatMap(\.steps)
    let count = steps.reduce(0) {
      $0 + $1.decisions * (isDelayed ? delay.known(after: $1.age) : 1)
    }
    let total = steps.reduce(0) { $0 + $1[keyPath: squares] }
    guard count > 0, total > 0 else { return nil }
    let mean = steps.reduce(0) { $0 + $1[keyPath: sum] } / count
    let variance = max(total / count - mean * mean, 1e-12 * total / count)
    return NormalInverseGamma(mean: mean, weight: 1, shape: 2, scale: variance)
  }
}
