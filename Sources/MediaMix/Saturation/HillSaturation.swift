import CVectorMath
import Foundation

/// Hill's curve h(a) = a^s / (a^s + ec^s) with half saturation ec and slope s.
///
/// Hill 1910; Jin et al. 2017, equation 3.
enum HillSaturation: SaturationCurve {
  static let parameters = [ShapeParameter.halfSaturation, .slope]

  static func fill(
    n: Int, exposure: UnsafePointer<Double>, exposureSlope: UnsafePointer<Double>, first: Double,
    second: Double, into rows: ResponseRows
  ) {
    if second == 1 && !rows.withSecond {
      vm_hill(
        Int32(n), exposure, exposureSlope, first, rows.value, rows.alongExposure, rows.alongFirst)
    } else {
      vm_hill_slope(
        Int32(n), exposure, exposureSlope, first, second, rows.value, rows.alongExposure,
        rows.alongFirst, rows.alongSecond)
    }
  }

  static func value(_ exposure: Double, _ halfSaturation: Double, _ slope: Double) -> Double {
    guard exposure > 0 else { return 0 }
    if slope == 1 { return exposure / (exposure + halfSaturation) }
    return 1 / (1 + pow(halfSaturation / exposure, slope))
  }
}

extension ShapeParameter {
  /// The exposure at half saturation, in medians of the exposure's positive values.
  static let halfSaturation = ShapeParameter(
    key: "half_saturation", symbol: "ec", range: .positive,
    prior: .init("truncatednormal", [0.8, 0.8, 0.1, 10]))
  /// The slope of the curve; above 1 it is S-shaped.
  static let slope = ShapeParameter(
    key: "slope", symbol: "slope", range: .positive, prior: .init("fixed", [1]))
}
