import Foundation
import Inference
import Testing

@Suite("Dual averaging") struct DualAveragingTests {
  @Test("the step settles where the acceptance meets the target", arguments: [0.6, 0.8, 0.95])
  func settles(target: Double) {
    var averaging = DualAveraging(target: target, initial: 0.1)
    for _ in 0..<2000 { averaging.update(acceptance: exp(-averaging.current)) }
    #expect(abs(exp(-averaging.averaged) - target) < 0.01)
  }

  @Test("without updates the step is the initial one")
  func untouched() {
    let averaging = DualAveraging(target: 0.8, initial: 0.25)
    #expect(abs(averaging.current - 0.25) < 1e-15 && abs(averaging.averaged - 0.25) < 1e-15)
  }
}
