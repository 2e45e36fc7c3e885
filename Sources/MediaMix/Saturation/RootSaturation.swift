import CVectorMath
import Foundation

/// The root h(a) = a^exponent with an exponent between 0 and 1: concave, with constant elasticity.
///
/// It has no ceiling, so no exposure is half of one, and a doubled exposure multiplies the response
/// by 2^exponent at any level. Its slope at zero exposure is infinite: there the response and all
/// sensitivities are 0, and below 1e-200 medians the slope is that at 1e-200.
enum RootSaturation: SaturationCurve {
  static let parameters = [ShapeParameter.exponent]

  static func fill(
    n: Int, exposure: UnsafePointer<Double>, exposureSlope: UnsafePointer<Double>, first: Double,
    second: Double, into rows: ResponseRows
  ) {
    vm_root(
      Int32(n), exposure, exposureSlope, first, rows.value, rows.alongExposure, rows.alongFirst)
  }

  static func value(_ exposure: Double, _ exponent: Double, _: Double) -> Double {
    exposure > 0 ? pow(exposure, exponent) : 0
  }
}

extension ShapeParameter {
  /// The elasticity of a root.
  ///
  /// The default is symmetric around the square root and vanishes at both ends: at 0, where the
  /// curve is a step that the level of the KPI absorbs, and at 1, where it is a line.
  static let exponent = ShapeParameter(
    key: "exponent", symbol: "exponent", range: .share, prior: .init("beta", [2, 2]))
}
