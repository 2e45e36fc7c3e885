/// The families of saturation a channel can have.
///
/// To add one: a case here and a file beside this one.
public enum SaturationFamily: String, Codable, Sendable, CaseIterable {
  case hill

  /// The curve of the family.
  package var curve: any SaturationCurve.Type {
    switch self {
    case .hill: HillSaturation.self
    }
  }
}

/// A saturating response h(a) to adstocked exposure a, with a half-saturation point and a slope.
package protocol SaturationCurve {
  /// Fills the response and its sensitivities for n values.
  ///
  /// - Parameters:
  ///   - n: the number of values.
  ///   - exposure: adstocked exposure a.
  ///   - exposureSlope: da/dalpha.
  ///   - halfSaturation: the exposure at half saturation.
  ///   - slope: the curve's slope.
  ///   - rows: receives up to four rows `stride` apart: h, dh/dalpha, dh/d(half saturation), and,
  ///     if `withSlope`, dh/d(slope).
  static func fill(
    n: Int, exposure: UnsafePointer<Double>, exposureSlope: UnsafePointer<Double>,
    halfSaturation: Double, slope: Double, withSlope: Bool, rows: UnsafeMutablePointer<Double>,
    stride: Int)

  /// The response to one exposure.
  static func value(_ exposure: Double, halfSaturation: Double, slope: Double) -> Double
}
