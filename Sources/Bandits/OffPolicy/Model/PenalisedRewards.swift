import LinearAlgebra

/// A linear regression of rewards on key, action and features, with a ridge penalty on all coefficients
/// but the constant.
///
///     q(x, key, a) = c + κ_key + α_a + φ'x
struct PenalisedRewards: RewardModel {
  let penalty: Double

  /// The most coefficients there may be.
  static let mostColumns = 2000

  func predictions(
    _ log: OffPolicyLog, _ policy: CandidatePolicy
  ) throws(BanditError) -> RewardPredictions {
    let design = RewardDesign(log, policy)
    guard design.width <= Self.mostColumns else {
      throw .badData(
        "\(design.width) keys, actions and features are too many for a regression; "
          + "\(Self.mostColumns) are allowed. Leave --features out, or group them.")
    }
    do {
      return try predictions(log, design)
    } catch {
      throw .badData(
        "The model of rewards cannot be fitted: \(error). Leave --features out, or raise --shrinkage."
      )
    }
  }

  private func predictions(
    _ log: OffPolicyLog, _ design: RewardDesign
  ) throws -> RewardPredictions {
    let folds = (0..<log.folds).map { design.sums(ofFold: $0) }
    var whole = folds[0]
    for part in folds.dropFirst() { whole.add(part, sign: 1) }
    let fits = try folds.map { part in
      var rest = whole
      rest.add(part, sign: -1)
      return try Cholesky(rest.penalised(penalty)).solve(rest.right)
    }
    let direction = try Cholesky(whole.penalised(penalty)).solve(design.meanExpectation())
    let rows = Double(log.rows)
    var result = RewardPredictions(logged: [], expected: [], leverage: [])
    for unit in log.counts.indices {
      let fit = fits[Int(log.fold[unit])]
      result.logged.append(design.product(fit, loggedRow: unit))
      result.expected.append(design.product(fit, expectedRow: unit))
      result.leverage.append(rows * design.product(direction, loggedRow: unit))
    }
    return result
  }
}

/// The rows of the regression, which are sparse: a constant, one key, one action, the features.
struct RewardDesign {
  let log: OffPolicyLog
  let policy: CandidatePolicy
  let width: Int
  private let firstAction: Int
  private let firstFeature: Int
  private let features: Int

  init(_ log: OffPolicyLog, _ policy: CandidatePolicy) {
    self.log = log
    self.policy = policy
    features = log.featureNames.count
    firstAction = 1 + policy.keys.count
    firstFeature = firstAction + policy.actions.count
    width = firstFeature + features
  }

  /// X'X, row by row, and X'y.
  struct Sums {
    let width: Int
    var gram: [Double]
    var right: [Double]

    mutating func add(_ other: Sums, sign: Double) {
      for index in gram.indices { gram[index] += sign * other.gram[index] }
      for index in right.indices { right[index] += sign * other.right[index] }
    }

    /// X'X with the penalty on its diagonal; the constant has next to none.
    func penalised(_ penalty: Double) throws -> Matrix {
      var elements = gram
      for index in 0..<width {
        elements[index * width + index] += index == 0 ? 1e-9 : max(penalty, 1e-9)
      }
      return try Matrix(rows: width, columns: width, elements: elements)
    }
  }

  func sums(ofFold fold: Int) -> Sums {
    var sums = Sums(
      width: width, gram: [Double](repeating: 0, count: width * width),
      right: [Double](repeating: 0, count: width))
    var places = [0, 0, 0] + (firstFeature..<width)
    var values = [1.0, 1, 1] + [Double](repeating: 0, count: features)
    for unit in log.counts.indices where log.fold[unit] == fold {
      let count = Double(log.counts[unit])
      places[1] = 1 + Int(log.keys[unit])
      places[2] = firstAction + Int(log.actions[unit])
      let row = Int(log.featureRows[unit]) * features
      for feature in 0..<features { values[3 + feature] = log.features[row + feature] }
      for (place, value) in zip(places, values) {
        sums.right[place] += count * value * log.rewards[unit]
        for (other, factor) in zip(places, values) {
          sums.gram[place * width + other] += count * value * factor
        }
      }
    }
    return sums
  }

  /// A unit's row times coefficients.
  func product(_ fit: [Double], loggedRow unit: Int) -> Double {
    base(fit, unit) + fit[firstAction + Int(log.actions[unit])]
  }

  /// The row expected of the policy times coefficients.
  func product(_ fit: [Double], expectedRow unit: Int) -> Double {
    let chances = Int(log.keys[unit]) * policy.actions.count
    var sum = base(fit, unit)
    for action in policy.actions.indices {
      sum += policy.probabilities[chances + action] * fit[firstAction + action]
    }
    return sum
  }

  private func base(_ fit: [Double], _ unit: Int) -> Double {
    var sum = fit[0] + fit[1 + Int(log.keys[unit])]
    let row = Int(log.featureRows[unit]) * features
    for feature in 0..<features { sum += log.features[row + feature] * fit[firstFeature + feature] }
    return sum
  }

  /// The mean over all decisions of the row expected of the policy.
  func meanExpectation() -> [Double] {
    var mean = [Double](repeating: 0, count: width)
    for unit in log.counts.indices {
      let share = Double(log.counts[unit]) / Double(log.rows)
      let key = Int(log.keys[unit])
      mean[0] += share
      mean[1 + key] += share
      for action in policy.actions.indices {
        mean[firstAction + action] +=
          share * policy.probabilities[key * policy.actions.count + action]
      }
      let row = Int(log.featureRows[unit]) * features
      for feature in 0..<features {
        mean[firstFeature + feature] += share * log.features[row + feature]
      }
    }
    return mean
  }
}
