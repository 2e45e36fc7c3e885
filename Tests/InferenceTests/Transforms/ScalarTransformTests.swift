import Foundation
import Inference
import TestSupport
import Testing

@Suite("Scalar transforms") struct ScalarTransformTests {
  static let transforms: [any ScalarTransform] = [
    IdentityTransform(), LowerBoundTransform(lower: -2), LowerBoundTransform(),
    LogitIntervalTransform(lower: -1, upper: 3), LogitIntervalTransform(),
    ProbitIntervalTransform(lower: 0.1, upper: 10), ProbitIntervalTransform(),
  ]
  static let grid = stride(from: -6.0, through: 6, by: 0.37)

  @Test("derivatives agree with central differences", arguments: transforms)
  func derivatives(transform: any ScalarTransform) {
    for x in Self.grid {
      let h = 1e-5
      let (here, before, after) = (
        transform.constrain(x), transform.constrain(x - h), transform.constrain(x + h)
      )
      let slope = (after.value - before.value) / (2 * h)
      #expect(abs(slope - here.derivative) < 1e-8 * max(1, abs(slope)), "x = \(x)")
      let curve = (after.logJacobian - before.logJacobian) / (2 * h)
      #expect(isClose(curve, here.logJacobianDerivative, 1e-8), "x = \(x)")
      #expect(isClose(here.logJacobian, log(here.derivative), 1e-12), "x = \(x)")
    }
  }

  @Test("unconstraining undoes constraining", arguments: transforms)
  func roundTrip(transform: any ScalarTransform) {
    for x in Self.grid {
      #expect(isClose(transform.unconstrain(transform.constrain(x).value), x, 1e-6), "x = \(x)")
    }
  }

  @Test("intervals keep to their bounds and their log Jacobian far out")
  func tails() {
    let logit = LogitIntervalTransform().constrain(-700)
    #expect(logit.value > 0 && logit.logJacobian == -700)
    let probit = ProbitIntervalTransform().constrain(-30)
    #expect(probit.value > 0 && isClose(probit.logJacobian, -450.9189385332047, 1e-14))
    #expect(ProbitIntervalTransform().constrain(30).value <= 1)
    #expect(LogitIntervalTransform().constrain(700).value <= 1)
  }

  @Test("bounds unconstrain to infinities, values outside to nothing")
  func bounds() {
    #expect(LowerBoundTransform(lower: 1).unconstrain(1) == -.infinity)
    #expect(LogitIntervalTransform().unconstrain(1) == .infinity)
    #expect(ProbitIntervalTransform().unconstrain(0) == -.infinity)
    #expect(ProbitIntervalTransform().unconstrain(1.5).isNaN)
    #expect(LowerBoundTransform().unconstrain(-1).isNaN)
  }
}
