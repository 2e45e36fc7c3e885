import Foundation

/// Delayed adstock: the weight of lag l is alpha^((l - delay)^2), so that the effect peaks `delay`
/// periods after the exposure.
///
/// Jin et al. 2017, equation 2. Around the peak the weights fall with the square of the distance:
/// alpha = 0.5 leaves a half of the peak one period from it, and a sixteenth two periods from it.
/// A delay beyond the last lag leaves the weights rising to the last lag.
enum DelayedAdstock: AdstockShape {
  static let parameters = [ShapeParameter.alpha, .delay]

  static func fill(
    _ alpha: Double, _ delay: Double, maxLag: Int, weights: UnsafeMutablePointer<Double>,
    alongFirst: UnsafeMutablePointer<Double>, alongSecond: UnsafeMutablePointer<Double>
  ) {
    // As alpha falls to zero all weight goes to the lag nearest the delay, with a slope that may be
    // infinite; the floor keeps it finite.
    let alpha = max(alpha, 1e-100)
    let delay = min(delay, 1e100)
    let logAlpha = log(alpha)
    let nearest = min(delay.rounded(), Double(maxLag))
    for lag in 0...maxLag {
      // Weights are relative to that of the nearest lag, which no alpha makes vanish:
      // (l - delay)^2 - (nearest - delay)^2 in a form that does not cancel.
      let steps = Double(lag) - nearest
      let excess = steps * (Double(lag) + nearest - 2 * delay)
      let weight = exp(excess * logAlpha)
      weights[lag] = weight
      alongFirst[lag] = excess == 0 ? 0 : excess * exp((excess - 1) * logAlpha)
      alongSecond[lag] = weight == 0 ? 0 : -2 * steps * logAlpha * weight
    }
  }
}

extension ShapeParameter {
  /// The periods from exposure to the peak of its effect.
  ///
  /// The default suits weekly data: most media peak in the week they run or the week after, and a
  /// peak more than two weeks later, with 5 % of the mass, takes evidence or a prior of one's own.
  /// It is PyMC-Marketing's half normal, written as the truncated normal that the sampler knows how
  /// to lay on the line as a standard normal; nothing is lost above 10 standard deviations.
  static let delay = ShapeParameter(
    key: "delay", symbol: "delay", range: .positive,
    prior: .init("truncatednormal", [0, 1, 0, 10]))
}
