/// A way to learn the effect on a unit from regressions of its outcome.
public enum UpliftLearner: String, Codable, Sendable, CaseIterable {
  /// One regression in which the treatment has a coefficient and one with each feature.
  case single = "s"
  /// A regression for each arm.
  case two = "t"
  /// Effects imputed in each arm by the other's regression, and regressed (Künzel et al. 2019).
  case crossed = "x"
  /// Doubly robust pseudo-outcomes of cross-fitted regressions, regressed (Kennedy 2023).
  case doublyRobust = "dr"
}

/// Some units of the data, to learn from.
struct UpliftSample {
  let data: UpliftData
  let units: [Int]

  /// A regression of the outcome, logistic where it is 0 or 1.
  private func outcomes(
    _ units: [Int], penalty: Double, row: (Int) -> [Double]
  ) throws -> PenalisedRegression {
    let (rows, y) = (units.map(row), units.map { data.outcome[$0] })
    return data.isBinary
      ? try .logistic(rows, y, penalty: penalty) : try .linear(rows, y, penalty: penalty)
  }

  /// The regression of one arm's outcome.
  private func outcomes(treated: Bool, penalty: Double) throws -> PenalisedRegression {
    try outcomes(units.filter { data.isTreated[$0] == treated }, penalty: penalty) {
      data.features[$0]
    }
  }

  /// Learns the effect as a function of a unit's features.
  func learn(
    _ learner: UpliftLearner, penalty: Double, folds: [Int]
  ) throws -> ([Double]) -> Double {
    switch learner {
    case .single: try single(penalty)
    case .two: try two(penalty)
    case .crossed: try crossed(penalty)
    case .doublyRobust: try doublyRobust(penalty, folds)
    }
  }

  private func single(_ penalty: Double) throws -> ([Double]) -> Double {
    func row(_ features: [Double], _ treated: Double) -> [Double] {
      features + [treated] + features.map { $0 * treated }
    }
    let fit = try outcomes(units, penalty: penalty) {
      row(data.features[$0], data.isTreated[$0] ? 1 : 0)
    }
    return { fit.predict(row($0, 1)) - fit.predict(row($0, 0)) }
  }

  private func two(_ penalty: Double) throws -> ([Double]) -> Double {
    let with = try outcomes(treated: true, penalty: penalty)
    let without = try outcomes(treated: false, penalty: penalty)
    return { with.predict($0) - without.predict($0) }
  }

  private func crossed(_ penalty: Double) throws -> ([Double]) -> Double {
    let with = try outcomes(treated: true, penalty: penalty)
    let without = try outcomes(treated: false, penalty: penalty)
    func effects(treated: Bool) throws -> PenalisedRegression {
      let mine = units.filter { data.isTreated[$0] == treated }
      let imputed = mine.map { unit in
        let (y, row) = (data.outcome[unit], data.features[unit])
        return treated ? y - without.predict(row) : with.predict(row) - y
      }
      return try .linear(mine.map { data.features[$0] }, imputed, penalty: penalty)
    }
    let (ofTreated, ofControl) = (try effects(treated: true), try effects(treated: false))
    let share = data.treatedShare
    return { share * ofControl.predict($0) + (1 - share) * ofTreated.predict($0) }
  }

  private func doublyRobust(_ penalty: Double, _ folds: [Int]) throws -> ([Double]) -> Double {
    var pseudo = [Double](repeating: 0, count: units.count)
    let share = data.treatedShare
    for fold in Set(units.map { folds[$0] }).sorted() {
      let others = UpliftSample(data: data, units: units.filter { folds[$0] != fold })
      let with = try others.outcomes(treated: true, penalty: penalty)
      let without = try others.outcomes(treated: false, penalty: penalty)
      for (place, unit) in units.enumerated() where folds[unit] == fold {
        let row = data.features[unit]
        let (one, none, y) = (with.predict(row), without.predict(row), data.outcome[unit])
        let correction = data.isTreated[unit] ? (y - one) / share : (none - y) / (1 - share)
        pseudo[place] = one - none + correction
      }
    }
    let fit = try PenalisedRegression.linear(
      units.map { data.features[$0] }, pseudo, penalty: penalty)
    return { fit.predict($0) }
  }
}
