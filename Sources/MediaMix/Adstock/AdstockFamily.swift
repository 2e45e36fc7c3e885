/// The families of adstock a channel can have.
///
/// To add one: a case here and a file beside this one.
public enum AdstockFamily: String, Codable, Sendable, CaseIterable {
  /// Weights that fall by the same share each period.
  case geometric
  /// Weights that fall to zero just past the window.
  case binomial
  /// Weights that peak some periods after the exposure.
  case delayed
  /// Weights that fall at a rate that grows with the lag.
  case weibullCDF = "weibull-cdf"
  /// Weights of a Weibull density, which may peak after the exposure.
  case weibullPDF = "weibull-pdf"
  /// All weight on the period of the exposure.
  case none

  /// The shape of the family's weights.
  var shape: any AdstockShape.Type {
    switch self {
    case .geometric: GeometricAdstock.self
    case .binomial: BinomialAdstock.self
    case .delayed: DelayedAdstock.self
    case .weibullCDF: WeibullSurvivalAdstock.self
    case .weibullPDF: WeibullDensityAdstock.self
    case .none: NoAdstock.self
    }
  }

  /// The family's parameters, at most two.
  package var parameters: [ShapeParameter] { shape.parameters }

  /// Fills the weights of all lags, which sum to 1, and their derivatives along the parameters.
  ///
  /// - Parameters:
  ///   - first: the family's first parameter.
  ///   - second: its second one; of no account where it has only one.
  ///   - maxLag: the last lag.
  ///   - weights: receives maxLag + 1 weights.
  ///   - alongFirst: receives as many derivatives along the first parameter.
  ///   - alongSecond: receives as many along the second one.
  /// - Complexity: O(maxLag).
  package func fillWeights(
    _ first: Double, _ second: Double, maxLag: Int, weights: UnsafeMutablePointer<Double>,
    alongFirst: UnsafeMutablePointer<Double>, alongSecond: UnsafeMutablePointer<Double>
  ) {
    shape.fill(
      first, second, maxLag: maxLag, weights: weights, alongFirst: alongFirst,
      alongSecond: alongSecond)
    var sum = 0.0
    var slopes = (0.0, 0.0)
    for lag in 0...maxLag {
      sum += weights[lag]
      slopes.0 += alongFirst[lag]
      slopes.1 += alongSecond[lag]
    }
    for lag in 0...maxLag {
      weights[lag] /= sum
      alongFirst[lag] = (alongFirst[lag] - weights[lag] * slopes.0) / sum
      alongSecond[lag] = (alongSecond[lag] - weights[lag] * slopes.1) / sum
    }
  }

  /// The weights of all lags from 0 to the last.
  package func weights(_ first: Double, _ second: Double = 0, maxLag: Int) -> [Double] {
    let buffers = (0..<3).map { _ in FixedBuffer(count: maxLag + 1) }
    fillWeights(
      first, second, maxLag: maxLag, weights: buffers[0].pointer, alongFirst: buffers[1].pointer,
      alongSecond: buffers[2].pointer)
    return buffers[0].array
  }
}

/// A family of carry-over weights with at most two parameters, before they are scaled to sum to 1.
protocol AdstockShape {
  /// The parameters, in order.
  static var parameters: [ShapeParameter] { get }

  /// Fills weights of lags 0 ... maxLag, their sum positive and finite, and their derivatives along
  /// the parameters; zeros along one that the family does not have.
  static func fill(
    _ first: Double, _ second: Double, maxLag: Int, weights: UnsafeMutablePointer<Double>,
    alongFirst: UnsafeMutablePointer<Double>, alongSecond: UnsafeMutablePointer<Double>)
}
