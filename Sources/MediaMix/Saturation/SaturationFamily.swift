/// The families of saturation a channel can have.
///
/// To add one: a case here and a file beside this one.
public enum SaturationFamily: String, Codable, Sendable, CaseIterable {
  /// Hill's curve, S-shaped where its slope is above 1.
  case hill
  /// The logistic curve through the origin.
  case logistic
  /// The hyperbolic tangent, which is the same curve as `logistic`.
  case tanh
  /// Hill's curve with slope 1.
  case michaelisMenten = "michaelis-menten"
  /// A power of the exposure below 1, without a ceiling.
  case root
  /// The exposure itself, without a ceiling.
  case none

  /// The curve of the family.
  package var curve: any SaturationCurve.Type {
    switch self {
    case .hill: HillSaturation.self
    case .logistic, .tanh: LogisticSaturation.self
    case .michaelisMenten: MichaelisMentenSaturation.self
    case .root: RootSaturation.self
    case .none: NoSaturation.self
    }
  }

  /// The family's parameters, at most two.
  package var parameters: [ShapeParameter] { curve.parameters }
}

/// A saturating response h(a) to exposure a, with h(0) = 0 and at most two parameters.
package protocol SaturationCurve {
  /// The parameters, in order.
  static var parameters: [ShapeParameter] { get }

  /// Fills the response and its sensitivities for n values.
  ///
  /// - Parameters:
  ///   - n: the number of values.
  ///   - exposure: exposure a, not negative.
  ///   - exposureSlope: da/dx for some x, such as the adstock parameter.
  ///   - first: the first parameter.
  ///   - second: the second one; of no account where the family has only one.
  ///   - rows: receives h, dh/da x da/dx, dh/d(first) and, where it is asked for, dh/d(second).
  static func fill(
    n: Int, exposure: UnsafePointer<Double>, exposureSlope: UnsafePointer<Double>, first: Double,
    second: Double, into rows: ResponseRows)

  /// The response to one exposure.
  static func value(_ exposure: Double, _ first: Double, _ second: Double) -> Double
}

/// Where a saturation curve writes to; rows do not overlap each other or the input.
package struct ResponseRows {
  package var value: UnsafeMutablePointer<Double>
  package var alongExposure: UnsafeMutablePointer<Double>
  package var alongFirst: UnsafeMutablePointer<Double>
  package var alongSecond: UnsafeMutablePointer<Double>
  /// Whether `alongSecond` is asked for.
  package var withSecond: Bool

  package init(
    value: UnsafeMutablePointer<Double>, alongExposure: UnsafeMutablePointer<Double>,
    alongFirst: UnsafeMutablePointer<Double>, alongSecond: UnsafeMutablePointer<Double>,
    withSecond: Bool
  ) {
    self.value = value
    self.alongExposure = alongExposure
    self.alongFirst = alongFirst
    self.alongSecond = alongSecond
    self.withSecond = withSecond
  }
}
