import CVectorMath

/// The Michaelis-Menten curve h(a) = a / (a + half saturation): concave, with ceiling 1.
///
/// Michaelis and Menten 1913; Hill's curve with slope 1, without the slope among the parameters.
enum MichaelisMentenSaturation: SaturationCurve {
  static let parameters = [ShapeParameter.halfSaturation]

  static func fill(
    n: Int, exposure: UnsafePointer<Double>, exposureSlope: UnsafePointer<Double>, first: Double,
    second: Double, into rows: ResponseRows
  ) {
    vm_hill(
      Int32(n), exposure, exposureSlope, first, rows.value, rows.alongExposure, rows.alongFirst)
  }

  static func value(_ exposure: Double, _ halfSaturation: Double, _: Double) -> Double {
    exposure / (exposure + halfSaturation)
  }
}
