import Findings

/// An estimator of what a policy would have earned a decision.
protocol OffPolicyEstimator: Sendable {
  /// What each unit of a log adds, or why the log does not let the estimator say anything.
  func terms(_ problem: OffPolicyProblem) -> Result<EstimatorTerms, EstimatorRefusal>
}

/// Why an estimator says nothing, and what to do.
struct EstimatorRefusal: Error {
  let reason: Phrase
  let remedy: Phrase
}

/// What each unit of a log adds to an estimate, which is a ratio of sums.
///
///     V = Σ n a / Σ n b
///
/// **Shape**: one entry a unit; n is how many decisions the unit stands for.
struct EstimatorTerms {
  /// What is summed above the line: a.
  var numerators: [Double]
  /// What is summed below it, b; one everywhere if nil, so that V is a mean over decisions.
  var denominators: [Double]?
  /// What a decision adds beside through the model it helped to fit, in units of a; sums to about 0.
  var influence: [Double]?
  /// The weights by which rewards enter, whose evenness is the effective number of rows.
  var weights: [Double]

  /// V; nil where Σ n b is not positive.
  func value(_ counts: [Int]) -> Double? {
    let total = sum(numerators, counts)
    let base = denominators.map { sum($0, counts) } ?? Double(counts.reduce(0, +))
    return base > 0 ? total / base : nil
  }

  /// Kish's effective number of rows (Σ n w)² / Σ n w²; 0 where all weights are.
  func effectiveRows(_ counts: [Int]) -> Double {
    var (linear, square) = (0.0, 0.0)
    for unit in counts.indices {
      let weight = weights[unit]
      linear += Double(counts[unit]) * weight
      square += Double(counts[unit]) * weight * weight
    }
    return square > 0 ? linear * linear / square : 0
  }

  private func sum(_ values: [Double], _ counts: [Int]) -> Double {
    var sum = 0.0
    for unit in counts.indices { sum += Double(counts[unit]) * values[unit] }
    return sum
  }
}

extension OffPolicyOptions.Estimator {
  /// The estimator of this name.
  var estimator: any OffPolicyEstimator {
    switch self {
    case .replay: Replay()
    case .ipw: InversePropensity()
    case .snipw: SelfNormalised()
    case .dm: DirectMethod()
    case .dr: DoublyRobust()
    case .switchDR: SwitchDoublyRobust()
    }
  }
}
