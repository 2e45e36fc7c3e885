import CVectorMath
import Foundation

/// The logistic curve h(a) = (1 - e^(-rate a)) / (1 + e^(-rate a)) with rate = ln 3 / half
/// saturation, which is tanh(rate a / 2): concave, with ceiling 1.
///
/// PyMC-Marketing's `logistic` has the rate, there called lam, for its parameter: a prior
/// gamma[k, b] of the rate is inversegamma[k, b ln 3] of the half saturation, where exposures are
/// in the same unit (there the largest one, here the median of the positive ones). Its `tanh`,
/// b tanh(a / (b c)), is the same curve with the ceiling b, which here is the channel's
/// coefficient, and the slope 1 / c at the origin; its half saturation is b c artanh(1/2). So both
/// families are this curve, with this parameter.
enum LogisticSaturation: SaturationCurve {
  static let parameters = [ShapeParameter.halfSaturation]

  static func fill(
    n: Int, exposure: UnsafePointer<Double>, exposureSlope: UnsafePointer<Double>, first: Double,
    second: Double, into rows: ResponseRows
  ) {
    vm_logistic(
      Int32(n), exposure, exposureSlope, first, rows.value, rows.alongExposure, rows.alongFirst)
  }

  static func value(_ exposure: Double, _ halfSaturation: Double, _: Double) -> Double {
    tanh(exposure / halfSaturation * (log(3) / 2))
  }
}
