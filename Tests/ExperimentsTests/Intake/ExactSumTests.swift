import Experiments
import Probability
import TestSupport
import Testing

@Suite("Exact sums")
struct ExactSumTests {
  private func mean(_ values: [Double]) -> Double {
    ArmMoments(values.map { SIMD3($0, 1, 0) }).mean.x
  }

  @Test("keep what is small beside what is large, of either sign")
  func cancellation() {
    #expect(mean([1e300, 1, -1e300, 3]) == 1)
    #expect(mean([-1e300, -1, 1e300, -3]) == -1)
    #expect(mean([Double.leastNonzeroMagnitude, Double.leastNonzeroMagnitude, 0, 0]) == 0)
    #expect(
      mean([Double.leastNonzeroMagnitude, Double.leastNonzeroMagnitude])
        == Double.leastNonzeroMagnitude)
    #expect(mean([-0.1, 0.1]) == 0)
    #expect(mean([0.1, 0.2, 0.3, -0.6, 1e-5, 0, 0, 0]) * 8 == 1e-5 + 2.77555756156289135e-17)
  }

  @Test("are the same in any order, and near the plain sum")
  func order() {
    var stream = RandomStream(seed: 3, stream: 0)
    let values = (0..<5_000).map { _ in stream.standardNormal() * 1e6 }
    let units = values.map { SIMD3($0, 1, $0 * 0.3) }
    let moments = ArmMoments(units)
    #expect(ArmMoments(units.reversed()) == moments)
    #expect(ArmMoments(units.shuffled(using: &stream)) == moments)
    #expect(isClose(moments.mean.x, values.reduce(0, +) / 5_000, 1e-9))
    #expect(isClose(moments.covariance.y, 0.3 * moments.variance.x, 1e-12))
  }

  @Test("of numbers too large to be squared are not finite, and no trap")
  func huge() {
    let moments = ArmMoments([SIMD3(1e200, 1, 0), SIMD3(-1e200, 1, 0)])
    #expect(!moments.variance.x.isFinite && moments.mean.x == 0)
  }
}
