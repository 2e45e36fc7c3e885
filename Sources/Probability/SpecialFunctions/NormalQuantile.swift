import Foundation

/// The standard normal quantile, for 0 <= p <= 1; NaN otherwise.
///
/// Wichura (1988), "Algorithm AS 241", doi:10.2307/2347330, and one Halley step.
public func normalQuantile(_ p: Double) -> Double {
  if p > 0.5 { return -lowerNormalQuantile(1 - p) }
  return lowerNormalQuantile(p)
}

private func lowerNormalQuantile(_ p: Double) -> Double {
  guard p >= 0 else { return .nan }
  if p == 0 { return -.infinity }
  let z = wichuraQuantile(p)
  // Below, 1/φ(z) would overflow, and the approximation is accurate as it is.
  guard p > 1e-290 else { return z }
  let error = (normalCDF(z) - p) * exp(0.5 * z * z + halfLogTwoPi)
  return z - error / (1 + 0.5 * z * error)
}

/// Wichura's rational approximations for p <= ½.
private func wichuraQuantile(_ p: Double) -> Double {
  let q = p - 0.5
  if abs(q) <= 0.425 {
    let r = 0.180625 - q * q
    return q * polynomial(r, centralNumerator) / polynomial(r, centralDenominator)
  }
  let r = (-log(p)).squareRoot()
  return r <= 5
    ? -polynomial(r - 1.6, middleNumerator) / polynomial(r - 1.6, middleDenominator)
    : -polynomial(r - 5, farNumerator) / polynomial(r - 5, farDenominator)
}

private let centralNumerator: [Double] = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
  45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
]
private let centralDenominator: [Double] = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
  39307.89580009271061, 28729.085735721942674, 5226.495278852545925,
]
private let middleNumerator: [Double] = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
  1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833,
  7.7454501427834140764e-4,
]
private let middleDenominator: [Double] = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455,
  0.14810397642748007459, 0.0151986665636164571966, 5.475938084995344946e-4,
  1.05075007164441684324e-9,
]
private let farNumerator: [Double] = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
  0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5,
  2.01033439929228813265e-7,
]
private let farDenominator: [Double] = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525,
  7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7,
  2.04426310338993978564e-15,
]
