import Foundation

/// The regularised incomplete beta function I_x(a, b), for a, b > 0 and 0 <= x <= 1.
///
///     I_x(a, b) = 1/B(a, b) ∫ from 0 to x of t^(a-1) (1 - t)^(b-1) dt
///
/// - Complexity: O(√max(a, b)) terms near the mean.
public func regularisedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
  exp(betaTails(x, 1 - x, a, b).lower)
}

/// The complement 1 - I_x(a, b), accurate in its tail.
public func regularisedBetaComplement(_ x: Double, _ a: Double, _ b: Double) -> Double {
  exp(betaTails(x, 1 - x, a, b).upper)
}

/// The x with I_x(a, b) = p, for a, b > 0 and 0 <= p <= 1.
public func inverseRegularisedBeta(_ p: Double, _ a: Double, _ b: Double) -> Double {
  if p == 0 || p == 1 { return p }
  guard p > 0, p < 1, a > 0, b > 0 else { return .nan }
  let logit = inverseBetaLogit(p, a, b)
  return logit < 0 ? exp(logit) / (1 + exp(logit)) : 1 / (1 + exp(-logit))
}

/// The log odds log(x / (1 - x)) of the x with I_x(a, b) = p, for 0 < p < 1.
///
/// Unlike x, they keep full accuracy near both ends.
func inverseBetaLogit(_ p: Double, _ a: Double, _ b: Double) -> Double {
  p <= 0.5 ? lowerBetaLogit(log(p), a, b) : -lowerBetaLogit(log1p(-p), b, a)
}

/// The logarithms of I_x(a, b) and its complement, where y is 1 - x without cancellation.
func betaTails(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> TailLogs {
  guard a > 0, b > 0, x >= 0, y >= 0 else { return TailLogs(lower: .nan) }
  if x == 0 { return TailLogs(lower: -.infinity) }
  if y == 0 { return TailLogs(upper: -.infinity) }
  let prefix = betaLogPrefix(x, y, a, b)
  return x < (a + 1) / (a + b + 2)
    ? TailLogs(lower: prefix - log(betaFraction(x, y, a, b)))
    : TailLogs(upper: prefix - log(betaFraction(y, x, b, a)))
}

/// The logarithm of x^a y^b / B(a, b), in Loader's saddle-point form.
private func betaLogPrefix(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
  let n = a + b
  let errors = (stirlingError(n) - stirlingError(a)) - stirlingError(b)
  let scale = 0.5 * (log(a / n) + log(b)) - halfLogTwoPi
  return errors + scale - deviance(a, n * x) - deviance(b, n * y)
}

/// The prefix over I_x(a, b), as a continued fraction by Lentz's method.
///
/// The even part of DLMF 8.17.22, which enters the distance from the mean as a y - b x, without the
/// cancellation of 1 - (a + b) x / (a + 1) when x is near one.
private func betaFraction(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
  let distance = a * y - b * x + 1
  var c = nonzero(a * distance / (a + 1))
  var d = 0.0
  var value = c
  for i in 1..<1_000_000 {
    let m = Double(i)
    let odd = a + 2 * m - 1
    let scaled = m * (b - m) * x / odd
    let numerator = scaled * x * (a + m - 1) * ((a + b + m - 1) / odd)
    let denominator = m + scaled + (a + m) * (distance + m * (1 + y)) / (odd + 2)
    d = 1 / nonzero(denominator + numerator * d)
    c = nonzero(denominator + numerator / c)
    value *= c * d
    if abs(c * d - 1) < fractionTolerance { break }
  }
  return value
}

/// The log odds of the quantile for a probability of at most one half.
///
/// In log odds the density is log-concave, so Newton's method on log I closes in from the left.
private func lowerBetaLogit(_ logProbability: Double, _ a: Double, _ b: Double) -> Double {
  let spread = (1 / a + 1 / b).squareRoot()
  // log I lies below its left asymptote, so the asymptote's quantile is a lower bound.
  let bound = (logProbability + log(a) + logBeta(a, b)) / a
  let normal = log(a / b) + spread * normalQuantile(exp(logProbability))
  let start = min(a, b) >= 1 ? max(bound, normal) : bound
  return newtonRoot(
    from: start, in: -.infinity ... .infinity, largestStep: 20 * spread
  ) { t in
    let x = t < 0 ? exp(t) / (1 + exp(t)) : 1 / (1 + exp(-t))
    let y = 1 / (1 + exp(t))
    let lower = betaTails(x, y, a, b).lower
    return (lower - logProbability, exp(betaLogPrefix(x, y, a, b) - lower))
  }
}
