import Foundation

/// The natural logarithms of a distribution function and of its complement.
struct TailLogs {
  /// The logarithm of the probability below.
  let lower: Double
  /// The logarithm of the probability above.
  let upper: Double

  /// Both, from the probability below.
  init(lower: Double) {
    self.lower = min(0, lower)
    upper = logOfComplement(self.lower)
  }

  /// Both, from the probability above.
  init(upper: Double) {
    self.upper = min(0, upper)
    lower = logOfComplement(self.upper)
  }
}

/// The logarithm of 1 - p from the logarithm of p, accurate for p near 0 and near 1.
func logOfComplement(_ logProbability: Double) -> Double {
  // The two forms change places at p = ½ (Mächler 2012, "Accurately computing log(1 - exp(-|a|))").
  logProbability > -0.693_147_180_559_945_3
    ? log(-expm1(logProbability)) : log1p(-exp(logProbability))
}
