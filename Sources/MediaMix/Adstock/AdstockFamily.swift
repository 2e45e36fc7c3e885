/// The families of adstock a channel can have.
///
/// To add one: a case here and a file beside this one.
public enum AdstockFamily: String, Codable, Sendable, CaseIterable {
  case geometric, binomial

  /// The shape of the family's weights.
  var shape: any AdstockShape.Type {
    switch self {
    case .geometric: GeometricAdstock.self
    case .binomial: BinomialAdstock.self
    }
  }

  /// Fills the weights of all lags, which sum to 1, and their derivatives along alpha.
  ///
  /// - Parameters:
  ///   - alpha: the family's parameter, in [0, 1].
  ///   - maxLag: the last lag.
  ///   - weights: receives maxLag + 1 weights.
  ///   - derivatives: receives maxLag + 1 derivatives.
  /// - Complexity: O(maxLag).
  package func fillWeights(
    alpha: Double, maxLag: Int, weights: UnsafeMutablePointer<Double>,
    derivatives: UnsafeMutablePointer<Double>
  ) {
    shape.fill(alpha: alpha, maxLag: maxLag, weights: weights, derivatives: derivatives)
    var sum = 0.0
    var slope = 0.0
    for lag in 0...maxLag {
      sum += weights[lag]
      slope += derivatives[lag]
    }
    for lag in 0...maxLag {
      weights[lag] /= sum
      derivatives[lag] = (derivatives[lag] - weights[lag] * slope) / sum
    }
  }

  /// The weights of all lags from 0 to the last.
  package func weights(alpha: Double, maxLag: Int) -> [Double] {
    var weights = [Double](repeating: 0, count: maxLag + 1)
    var derivatives = weights
    weights.withUnsafeMutableBufferPointer { weights in
      derivatives.withUnsafeMutableBufferPointer { derivatives in
        guard let first = weights.baseAddress, let second = derivatives.baseAddress else { return }
        fillWeights(alpha: alpha, maxLag: maxLag, weights: first, derivatives: second)
      }
    }
    return weights
  }
}

/// A one-parameter family of carry-over weights, before they are scaled to sum to 1.
protocol AdstockShape {
  /// Fills weights of lags 0 ... maxLag, the first of them positive, and their derivatives along
  /// alpha.
  static func fill(
    alpha: Double, maxLag: Int, weights: UnsafeMutablePointer<Double>,
    derivatives: UnsafeMutablePointer<Double>)
}
