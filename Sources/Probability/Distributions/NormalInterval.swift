import Foundation

/// Masses and moments of a normal density over an interval and its parts.
///
/// The density is taken relative to its highest value in the interval, which sits at the bound
/// nearest to the mean if the mean is outside; so nothing underflows, however far that is. A part is
/// split at the mean. A piece that starts a standard widths from the mean and is w wide has the mass
///
///     ∫ from 0 to w of e^(-a t - t²/2) dt
///
/// relative to its own start: an error function if a = 0 and otherwise a smooth integral of positive
/// numbers, done by Gauss-Legendre quadrature. Widths are differences of the caller's numbers, never
/// of standardised ones, so that narrow intervals keep their accuracy.
struct NormalInterval: Sendable {
  let mean: Double
  let deviation: Double
  let lower: Double
  let upper: Double

  /// Where in the interval the density is highest.
  private var peak: Double { max(lower, min(upper, mean)) }

  /// The logarithm of the density relative to its highest value: half of z(peak)² - z(x)².
  func logRelativeDensity(_ x: Double) -> Double {
    let sum = (x - mean) / deviation + (peak - mean) / deviation
    return -0.5 * ((x - peak) / deviation) * sum
  }

  /// The logarithm of the relative density's integral from one point to another, in standard widths.
  func logMass(from start: Double, to end: Double) -> Double {
    let nearest = max(start, min(end, mean))
    let sum = pieces(start, end).reduce(0) { $0 + Self.mass($1.start, $1.width) }
    return logRelativeDensity(nearest) + log(sum)
  }

  /// The mean and standard deviation of the density restricted to the interval.
  func moments() -> (mean: Double, deviation: Double) {
    let parts = pieces(lower, upper)
    let total = parts.reduce(0) { $0 + Self.mass($1.start, $1.width) }
    func average(_ value: (_ fromPeak: Double) -> Double) -> Double {
      parts.reduce(0) { sum, part in
        sum + Self.integral(part.start, part.width) { value(part.sign * $0) }
      } / total
    }
    let shift = average { $0 }
    let variance = average { ($0 - shift) * ($0 - shift) }
    return (peak + deviation * shift, deviation * variance.squareRoot())
  }

  /// A start for the inversion of the distribution function.
  ///
  /// Around the mean it is exact up to rounding; in a tail it is the quantile of the exponential
  /// distribution with the same slope at the bound.
  func approximateQuantile(_ p: Double) -> Double {
    let (low, high) = ((lower - mean) / deviation, (upper - mean) / deviation)
    if low > 1 {
      return lower + deviation * Self.exponentialQuantile(p, 1 - p, low, high - low)
    }
    if high < -1 {
      return upper - deviation * Self.exponentialQuantile(1 - p, p, -high, high - low)
    }
    let below = normalCDF(low)
    let z = normalQuantile(below + p * (normalCDF(high) - below))
    return max(lower, min(upper, mean + deviation * z))
  }

  /// The quantile of an exponential variable with a rate, cut off at a width.
  private static func exponentialQuantile(
    _ below: Double, _ above: Double, _ rate: Double, _ width: Double
  ) -> Double {
    let logSurvival =
      below < 0.5 ? log1p(below * expm1(-rate * width)) : log(above + below * exp(-rate * width))
    return -logSurvival / rate
  }
}

extension NormalInterval {
  /// One side of an interval: where it starts, how wide it is, and whether it runs up or down.
  private struct Piece {
    let start: Double
    let width: Double
    let sign: Double
  }

  private func pieces(_ from: Double, _ to: Double) -> [Piece] {
    if from >= mean { return [piece(start: from - mean, width: to - from, sign: 1)] }
    if to <= mean { return [piece(start: mean - to, width: to - from, sign: -1)] }
    return [
      piece(start: 0, width: mean - from, sign: -1), piece(start: 0, width: to - mean, sign: 1),
    ]
  }

  private func piece(start: Double, width: Double, sign: Double) -> Piece {
    Piece(start: start / deviation, width: width / deviation, sign: sign)
  }

  private static func mass(_ start: Double, _ width: Double) -> Double {
    start == 0
      ? (0.5 * Double.pi).squareRoot() * erf(width * 0.5.squareRoot())
      : integral(start, width) { _ in 1 }
  }

  /// ∫ from 0 to w of g(t) e^(-a t - t²/2) dt, cut where the exponent passes -45.
  private static func integral(
    _ start: Double, _ width: Double, _ weight: (Double) -> Double
  ) -> Double {
    let end = min(width, 90 / (start + (start * start + 90).squareRoot()))
    let half = end / Double(2 * panels)
    var sum = 0.0
    for panel in 0..<panels {
      let middle = Double(2 * panel + 1) * half
      for (node, share) in gaussLegendre {
        let (t, u) = (middle - half * node, middle + half * node)
        let first = weight(t) * exp(-t * (start + 0.5 * t))
        let second = weight(u) * exp(-u * (start + 0.5 * u))
        sum += share * (first + second)
      }
    }
    return half * sum
  }

  /// At 1.2 standard widths or 6 exponential lengths a panel, ten nodes are exact to rounding.
  private static let panels = 8

  /// The positive nodes and the weights of the ten-point Gauss-Legendre rule.
  private static let gaussLegendre: [(Double, Double)] = [
    (0.148_874_338_981_631_22, 0.295_524_224_714_752_87),
    (0.433_395_394_129_247_2, 0.269_266_719_309_996_35),
    (0.679_409_568_299_024_4, 0.219_086_362_515_982_04),
    (0.865_063_366_688_984_5, 0.149_451_349_150_580_6),
    (0.973_906_528_517_171_7, 0.066_671_344_308_688_14),
  ]
}
