import Foundation
import Inference

/// Independent normals with given standard deviations.
struct ScaledNormal: LogDensity {
  let scales: [Double]
  var dimension: Int { scales.count }

  func makeScratch() {}

  func evaluate(
    at position: UnsafeBufferPointer<Double>, gradient: UnsafeMutableBufferPointer<Double>,
    scratch: inout Void
  ) -> Double {
    var value = 0.0
    for i in 0..<scales.count {
      let z = position[i] / scales[i]
      value -= z * z / 2
      gradient[i] = -z / scales[i]
    }
    return value
  }
}

/// Pairs of normals whose correlation gives the covariance a condition number.
struct CorrelatedPairs: LogDensity {
  let pairs: Int
  let correlation: Double
  var dimension: Int { 2 * pairs }

  init(pairs: Int, condition: Double) {
    self.pairs = pairs
    correlation = (condition - 1) / (condition + 1)
  }

  func makeScratch() {}

  func evaluate(
    at position: UnsafeBufferPointer<Double>, gradient: UnsafeMutableBufferPointer<Double>,
    scratch: inout Void
  ) -> Double {
    let scale = 1 / (1 - correlation * correlation)
    var value = 0.0
    for k in 0..<pairs {
      let (x, y) = (position[2 * k], position[2 * k + 1])
      gradient[2 * k] = -scale * (x - correlation * y)
      gradient[2 * k + 1] = -scale * (y - correlation * x)
      value += (x * gradient[2 * k] + y * gradient[2 * k + 1]) / 2
    }
    return value
  }
}

/// Any density given by a function that returns value and gradient.
struct FunctionDensity: LogDensity {
  let dimension: Int
  let function: @Sendable ([Double]) -> (Double, [Double])

  func makeScratch() {}

  func evaluate(
    at position: UnsafeBufferPointer<Double>, gradient: UnsafeMutableBufferPointer<Double>,
    scratch: inout Void
  ) -> Double {
    let (value, slope) = function(Array(position))
    for i in 0..<dimension { gradient[i] = slope[i] }
    return value
  }
}

/// Eight schools, non-centred: mu, log tau, and eight standardised effects.
///
/// Rubin 1981, "Estimation in parallel randomized experiments", with mu ~ N(0, 5) and
/// tau ~ half-Cauchy(0, 5) as in posteriordb.
struct EightSchools: LogDensity {
  static let effects = [28.0, 8, -3, 7, -1, 1, 18, 12]
  static let errors = [15.0, 10, 16, 11, 9, 11, 10, 18]
  var dimension: Int { 10 }

  func makeScratch() {}

  func evaluate(
    at position: UnsafeBufferPointer<Double>, gradient: UnsafeMutableBufferPointer<Double>,
    scratch: inout Void
  ) -> Double {
    let (mu, tau) = (position[0], exp(position[1]))
    let share = tau * tau / 25
    var value = -mu * mu / 50 - log1p(share) + position[1]
    gradient[0] = -mu / 25
    gradient[1] = 1 - 2 * share / (1 + share)
    for j in 0..<8 {
      let z = position[2 + j]
      let error = Self.errors[j]
      let residual = (Self.effects[j] - mu - tau * z) / error
      value -= (z * z + residual * residual) / 2
      gradient[0] += residual / error
      gradient[1] += residual / error * tau * z
      gradient[2 + j] = residual / error * tau - z
    }
    return value
  }
}
