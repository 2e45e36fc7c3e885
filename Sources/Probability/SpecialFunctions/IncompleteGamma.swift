import Foundation

/// The regularised lower incomplete gamma function P(a, x), for a > 0 and x >= 0.
///
///     P(a, x) = 1/Γ(a) ∫ from 0 to x of t^(a-1) e^(-t) dt
///
/// - Complexity: O(√a) terms near x = a.
public func regularisedGammaP(_ a: Double, _ x: Double) -> Double {
  exp(gammaTails(a, x).lower)
}

/// The regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x), accurate in its tail.
public func regularisedGammaQ(_ a: Double, _ x: Double) -> Double {
  exp(gammaTails(a, x).upper)
}

/// The x with P(a, x) = p, for a > 0 and 0 <= p <= 1.
public func inverseRegularisedGammaP(_ a: Double, _ p: Double) -> Double {
  if p == 0 { return 0 }
  if p == 1 { return .infinity }
  guard p > 0, p < 1, a > 0 else { return .nan }
  let start = gammaStart(a, score: normalQuantile(p), logProbability: log(p))
  return p <= 0.5
    ? inverseOfLowerTail(a, log(p), from: start) : inverseOfUpperTail(a, log1p(-p), from: start)
}

/// The x with Q(a, x) = q, for a > 0 and 0 <= q <= 1.
public func inverseRegularisedGammaQ(_ a: Double, _ q: Double) -> Double {
  if q == 0 { return .infinity }
  if q == 1 { return 0 }
  guard q > 0, q < 1, a > 0 else { return .nan }
  let start = gammaStart(a, score: -normalQuantile(q), logProbability: log1p(-q))
  return q < 0.5
    ? inverseOfUpperTail(a, log(q), from: start) : inverseOfLowerTail(a, log1p(-q), from: start)
}

/// The x with log P(a, x) = target, by Newton's method in log x, where the density is log-concave.
private func inverseOfLowerTail(_ a: Double, _ target: Double, from start: Double) -> Double {
  let root = newtonRoot(from: start, in: -.infinity ... .infinity, largestStep: 4) { t in
    let x = exp(t)
    let lower = gammaTails(a, x).lower
    return (lower - target, exp(log(a) + gammaLogPrefix(a, x) - lower))
  }
  return exp(root)
}

/// The x with log Q(a, x) = target, as for the lower tail.
private func inverseOfUpperTail(_ a: Double, _ target: Double, from start: Double) -> Double {
  let root = newtonRoot(from: start, in: -.infinity ... .infinity, largestStep: 4) { t in
    let x = exp(t)
    let upper = gammaTails(a, x).upper
    return (target - upper, exp(log(a) + gammaLogPrefix(a, x) - upper))
  }
  return exp(root)
}

/// The logarithms of P(a, x) and Q(a, x), by the series below x = a + 1 and the continued fraction
/// above.
func gammaTails(_ a: Double, _ x: Double) -> TailLogs {
  guard a > 0, x >= 0 else { return TailLogs(lower: .nan) }
  if x == 0 { return TailLogs(lower: -.infinity) }
  if x == .infinity { return TailLogs(upper: -.infinity) }
  let prefix = gammaLogPrefix(a, x)
  return x < a + 1
    ? TailLogs(lower: prefix + log(gammaSeries(a, x)))
    : TailLogs(upper: prefix + log(a) + log(gammaFraction(a, x)))
}

/// The logarithm of x^a e^(-x) / Γ(a + 1), in Loader's saddle-point form.
private func gammaLogPrefix(_ a: Double, _ x: Double) -> Double {
  -halfLogTwoPi - 0.5 * log(a) - stirlingError(a) - deviance(a, x)
}

/// The series Γ(a + 1) Σ x^n / Γ(a + n + 1) over n >= 0.
private func gammaSeries(_ a: Double, _ x: Double) -> Double {
  var term = 1.0
  var sum = 1.0
  var denominator = a
  while term > sum * 1e-17 {
    denominator += 1
    term *= x / denominator
    sum += term
  }
  return sum
}

/// Γ(a, x) e^x / x^a as a continued fraction, by Lentz's method.
private func gammaFraction(_ a: Double, _ x: Double) -> Double {
  var b = x + 1 - a
  var c = 1e300
  var d = 1 / b
  var value = d
  for i in 1..<1_000_000 {
    let numerator = -Double(i) * (Double(i) - a)
    b += 2
    d = 1 / nonzero(numerator * d + b)
    c = nonzero(b + numerator / c)
    let factor = c * d
    value *= factor
    if abs(factor - 1) < fractionTolerance { break }
  }
  return value
}

/// Where continued fractions end: a factor within rounding of one.
let fractionTolerance = 1.5 * Double.ulpOfOne

/// Lentz's guard against a vanishing denominator.
func nonzero(_ x: Double) -> Double { abs(x) < 1e-300 ? 1e-300 : x }

/// Where to start the inversion, in log x, from the normal quantile and the logarithm of p.
private func gammaStart(_ a: Double, score: Double, logProbability: Double) -> Double {
  // Wilson and Hilferty (1931): the cube root of a gamma variable is nearly normal.
  let root = 1 - 1 / (9 * a) + score / (3 * a.squareRoot())
  if root > 0.3 { return log(a) + 3 * log(root) }
  // The first term of the series for P.
  return (logProbability + logGamma(a + 1)) / a
}
