import Resampling

/// The laws of permutation for all windows that a design looks at, made once and shared by all sets.
struct DesignLaws: Sendable {
  private struct Key: Hashable {
    let periods: Int
    let duration: Int
  }

  private struct Pair {
    let mirror: PermutationLaw
    let iid: PermutationLaw
  }

  private let laws: [Key: Pair]

  /// Makes the laws of windows at the ends of panels.
  init(_ windows: [Range<Int>], arrangements: Int, seed: UInt64) {
    var laws: [Key: Pair] = [:]
    for window in windows {
      let key = Key(periods: window.upperBound, duration: window.count)
      guard laws[key] == nil else { continue }
      laws[key] = Pair(
        mirror: .mirror(periods: window.upperBound, window: window),
        iid: .iid(
          periods: window.upperBound, window: window, limit: arrangements, seed: seed))
    }
    self.laws = laws
  }

  /// The law of a window that residuals before it allow, as `ConformalTest` chooses it.
  ///
  /// - Precondition: the window was told at the start.
  func law(_ window: Range<Int>, residuals: [Double]) -> PermutationLaw {
    guard let pair = laws[Key(periods: window.upperBound, duration: window.count)] else {
      preconditionFailure("laws are made of all windows first")
    }
    return LjungBox(residuals).law == .mirror ? pair.mirror : pair.iid
  }
}
