import CVectorMath
import Foundation

/// Hill's curve h(a) = a^s / (a^s + ec^s).
///
/// Hill 1910; Jin et al. 2017, equation 3.
enum HillSaturation: SaturationCurve {
  static func fill(
    n: Int, exposure: UnsafePointer<Double>, exposureSlope: UnsafePointer<Double>,
    halfSaturation: Double, slope: Double, withSlope: Bool, rows: UnsafeMutablePointer<Double>,
    stride: Int
  ) {
    let alongAlpha = rows + stride
    let alongHalf = rows + 2 * stride
    if slope == 1 && !withSlope {
      vm_hill(Int32(n), exposure, exposureSlope, halfSaturation, rows, alongAlpha, alongHalf)
    } else {
      vm_hill_slope(
        Int32(n), exposure, exposureSlope, halfSaturation, slope, rows, alongAlpha, alongHalf,
        rows + 3 * stride)
    }
  }

  static func value(_ exposure: Double, halfSaturation: Double, slope: Double) -> Double {
    guard exposure > 0 else { return 0 }
    if slope == 1 { return exposure / (exposure + halfSaturation) }
    return 1 / (1 + pow(halfSaturation / exposure, slope))
  }
}
