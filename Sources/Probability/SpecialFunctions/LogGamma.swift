import Foundation

/// The logarithm of the gamma function's absolute value.
///
/// The C library's `lgamma` writes the sign to a global and so is not safe between threads; this is
/// its reentrant form.
public func logGamma(_ x: Double) -> Double {
  var sign: Int32 = 0
  return lgamma_r(x, &sign)
}

/// The logarithm of the beta function B(a, b) for positive a and b.
///
/// Written with Stirling's errors, so that large arguments do not cancel:
///
///     log B = a log(a/n) + b log(b/n) + ½ log(2π n / (a b)) + δ(a) + δ(b) - δ(n),  n = a + b
public func logBeta(_ a: Double, _ b: Double) -> Double {
  let n = a + b
  let (small, large) = (min(a, b), max(a, b))
  let leading = small * log(small / n) + large * log1p(-small / n)
  let middle = 0.5 * (log(n / large) - log(small)) + halfLogTwoPi
  return leading + middle + (stirlingError(large) - stirlingError(n)) + stirlingError(small)
}

/// Half the logarithm of 2π.
let halfLogTwoPi = 0.918_938_533_204_672_7

/// Stirling's error δ(x) = log Γ(x) - ((x - ½) log x - x + ½ log 2π), for positive x.
func stirlingError(_ x: Double) -> Double {
  guard x >= 12 else { return logGamma(x) - ((x - 0.5) * log(x) - x + halfLogTwoPi) }
  let inverse = 1 / x
  return inverse * polynomial(inverse * inverse, stirlingCoefficients)
}

/// The coefficients B(2k) / (2k (2k - 1)) of Stirling's series, B the Bernoulli numbers.
private let stirlingCoefficients: [Double] = [
  1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360_360, 1.0 / 156,
  -3617.0 / 122_400,
]

/// The deviance term a log(a / x) + x - a, without cancellation where x is near a.
///
/// Loader (2000), "Fast and accurate computation of binomial probabilities".
func deviance(_ a: Double, _ x: Double) -> Double {
  guard abs(a - x) < 0.1 * (a + x) else { return a * log(a / x) + x - a }
  let ratio = (a - x) / (a + x)
  let square = ratio * ratio
  var sum = (a - x) * ratio
  var term = 2 * a * ratio
  var divisor = 3.0
  while true {
    term *= square
    let next = sum + term / divisor
    if next == sum { return sum }
    sum = next
    divisor += 2
  }
}

/// c log x, with the limit 0 where c is 0 and x is at the edge of a support.
func timesLog(_ c: Double, _ x: Double) -> Double {
  c == 0 ? 0 : c * log(x)
}
