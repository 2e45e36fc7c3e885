import Foundation

/// The standard normal distribution function Φ(z), with full relative accuracy in the lower tail.
public func normalCDF(_ z: Double) -> Double {
  0.5 * erfc(-z * 0.5.squareRoot())
}

/// The logarithm of Φ(z), accurate for every z: log Φ(-1000) is -500007.8..., not -infinity.
public func logNormalCDF(_ z: Double) -> Double {
  if z > 1 { return log1p(-normalCDF(-z)) }
  if z > -10 { return log(normalCDF(z)) }
  return -0.5 * z * z - halfLogTwoPi + log(millsRatio(-z))
}

/// Mills' ratio (1 - Φ(z)) / φ(z) for z >= 10, by Laplace's continued fraction.
private func millsRatio(_ z: Double) -> Double {
  var denominator = z
  for k in stride(from: 40.0, through: 1, by: -1) { denominator = z + k / denominator }
  return 1 / denominator
}
