/// No saturation: the response is the exposure, h(a) = a, without a ceiling.
enum NoSaturation: SaturationCurve {
  static let parameters: [ShapeParameter] = []

  static func fill(
    n: Int, exposure: UnsafePointer<Double>, exposureSlope: UnsafePointer<Double>, first: Double,
    second: Double, into rows: ResponseRows
  ) {
    rows.value.update(from: exposure, count: n)
    rows.alongExposure.update(from: exposureSlope, count: n)
    rows.alongFirst.update(repeating: 0, count: n)
  }

  static func value(_ exposure: Double, _: Double, _: Double) -> Double { exposure }
}
