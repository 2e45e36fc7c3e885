import Foundation
import Probability

/// Draws of what each arm adds to the excess of a linear bound, so that the risk of any mix is a count.
struct ExcessDraws: Sendable {
  /// How many joint draws: the risk of one mix errs by half a percentage point at 5 %.
  static let count = 2000

  /// Excess a decision by arm, each with `count` draws.
  let arms: [[Double]]
  /// The mean by arm.
  let means: [Double]
  /// The variance by arm.
  let variances: [Double]

  init(arms: [[Double]]) {
    self.arms = arms
    let means = arms.map { $0.reduce(0, +) / Double(Self.count) }
    self.means = means
    variances = zip(arms, means).map { draws, mean in
      draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(Self.count)
    }
  }

  /// Draws of the excess of so many decisions an arm.
  func total(_ decisions: [Double]) -> [Double] {
    var total = [Double](repeating: 0, count: Self.count)
    for (arm, amount) in zip(arms, decisions) where amount != 0 {
      for index in total.indices { total[index] += amount * arm[index] }
    }
    return total
  }

  /// The share of draws in which so many decisions an arm exceed the bound.
  func risk(_ decisions: [Double]) -> Double {
    var missed = 0
    for excess in total(decisions) where excess > 0 { missed += 1 }
    return Double(missed) / Double(Self.count)
  }

  /// The share of draws in which one arm exceeds the bound by itself.
  func risk(ofArm index: Int) -> Double {
    Double(arms[index].reduce(0) { $0 + ($1 > 0 ? 1 : 0) }) / Double(Self.count)
  }
}

/// Joint draws of all arms' measures.
struct MeasureDraws: Sendable {
  private var draws: [Measure: [[Double]]] = [:]

  /// Draws each measure of each arm from a stream of its own, addressed by names: other arms, and the
  /// order of arms, change nothing.
  init(_ beliefs: [ArmBeliefs], _ measures: [Measure], seed: UInt64, version: Int) {
    let root = RandomStream(seed: seed, stream: UInt64(version))
    for measure in measures {
      draws[measure] = beliefs.map { arm in
        var stream = root.substream(stableHash("\(measure.rawValue) \(arm.name)"))
        guard let distribution = arm[measure] else { return [] }
        return (0..<ExcessDraws.count).map { _ in distribution.sample(&stream) }
      }
    }
  }

  /// The draws of a measure by arm.
  func callAsFunction(_ measure: Measure) -> [[Double]] { draws[measure] ?? [] }

  /// Draws of a guardrail's excess.
  func excess(of guardrail: Guardrail, arms: Int) -> ExcessDraws {
    ExcessDraws(
      arms: (0..<arms).map { arm in
        (0..<ExcessDraws.count).map { index in
          guardrail.excess { draws[$0]?[arm][index] ?? 0 }
        }
      })
  }
}

/// The FNV-1a hash of a text, the same in every process.
func stableHash(_ text: String) -> UInt64 {
  text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
