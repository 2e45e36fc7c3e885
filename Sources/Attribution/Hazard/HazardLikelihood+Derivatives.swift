import Foundation

extension HazardLikelihood {
  /// Value, gradient and information.
  ///
  /// A touch has as many features as its journey has distinct channels, and two; only their pairs are
  /// visited.
  ///
  /// - Complexity: O(touches x (distinct channels of the journey)²).
  package func evaluate(_ coefficients: [Double], _ weights: HazardWeights) -> Evaluation {
    let p = size
    var result = Evaluation(
      gradient: Array(repeating: 0, count: p), information: Array(repeating: 0, count: p * p))
    var scratch = JourneyFeatures()
    for journey in 0..<journeys.count {
      let (converting, nulls) = (weights.converting[journey], weights.nulls[journey])
      if converting == 0 && nulls == 0 { continue }
      scratch.start(journeys.channels(journey))
      let touches = journeys.offsets[journey]..<journeys.offsets[journey + 1]
      for (at, touch) in touches.enumerated() {
        scratch.enter(
          Int(journeys.local[touch]), decay: decays[touch], number: at + 1)
        let predictor = scratch.predictor(coefficients)
        let events = touch + 1 == touches.upperBound ? converting : 0
        let trials = converting + nulls
        let hazard = 1 / (1 + exp(-predictor))
        result.value += events * predictor - trials * softplus(predictor)
        scratch.addGradient(events - trials * hazard, to: &result.gradient)
        scratch.addInformation(trials * hazard * (1 - hazard), to: &result.information, size: p)
      }
    }
    for j in 1..<p {
      result.value -= 0.5 * penalty * coefficients[j] * coefficients[j]
      result.gradient[j] -= penalty * coefficients[j]
      result.information[j * p + j] += penalty
    }
    return result
  }

  /// Adds the gradient of one journey's log likelihood, without the penalty, to a vector.
  func addGradient(
    _ journey: Int, converting: Double, nulls: Double, _ coefficients: [Double],
    to gradient: inout [Double]
  ) {
    var scratch = JourneyFeatures()
    scratch.start(journeys.channels(journey))
    let touches = journeys.offsets[journey]..<journeys.offsets[journey + 1]
    for (at, touch) in touches.enumerated() {
      scratch.enter(Int(journeys.local[touch]), decay: decays[touch], number: at + 1)
      let hazard = 1 / (1 + exp(-scratch.predictor(coefficients)))
      let events = touch + 1 == touches.upperBound ? converting : 0
      scratch.addGradient(events - (converting + nulls) * hazard, to: &gradient)
    }
  }
}

/// The features of one touch that are not zero, ascending by coefficient.
private struct JourneyFeatures {
  private var index: [Int] = []
  private var value: [Double] = []

  mutating func start(_ channels: ArraySlice<UInt16>) {
    index.removeAll(keepingCapacity: true)
    value.removeAll(keepingCapacity: true)
    for fixed in 0..<HazardLikelihood.common {
      index.append(fixed)
      value.append(1)
    }
    for channel in channels {
      index.append(HazardLikelihood.common + Int(channel))
      value.append(0)
    }
  }

  mutating func enter(_ local: Int, decay: Double, number: Int) {
    value[1] = log(Double(number))
    for j in HazardLikelihood.common..<value.count { value[j] *= decay }
    value[HazardLikelihood.common + local] += 1
  }

  func predictor(_ coefficients: [Double]) -> Double {
    var sum = 0.0
    for j in value.indices { sum += coefficients[index[j]] * value[j] }
    return sum
  }

  func addGradient(_ factor: Double, to gradient: inout [Double]) {
    for j in value.indices { gradient[index[j]] += factor * value[j] }
  }

  func addInformation(_ weight: Double, to information: inout [Double], size: Int) {
    for j in value.indices {
      let scaled = weight * value[j]
      if scaled == 0 { continue }
      let row = index[j] * size
      for k in 0...j { information[row + index[k]] += scaled * value[k] }
    }
  }
}
