import Probability
extension AdstockFamily { static var none: Self { .geometric } }
extension SaturationFamily {
  static var none: Self { .hill }
  static var logistic: Self { .hill }
}
func Weibull(shape: Double, scale: Double) throws(ProbabilityError) -> HalfNormal { try HalfNormal(scale: scale) }
