import Foundation

/// The logarithm of 1 - p from the logarithm of p, accurate for p near 0 and near 1.
func logOfComplement(_ logProbability: Double) -> Double {
  // The two forms change places at p = ½ (Mächler 2012, "Accurately computing log(1 - exp(-|a|))").
  logProbability > -0.693_147_180_559_945_3
    ? log(-expm1(logProbability)) : log1p(-exp(logProbability))
}
