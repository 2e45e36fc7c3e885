import Probability

/// Normal scores of ranks: Phi^-1((r - 3/8) / (S + 1/4)), r from 1 to S.
///
/// Blom 1958, "Statistical estimates and transformed beta-variables". Ties share the mean of their
/// ranks, so half ranks are tabulated too.
struct NormalScores {
  let count: Int
  private let scores: [Double]

  init(count: Int) {
    self.count = count
    var scores = [Double](repeating: 0, count: 2 * count + 1)
    // Ranks r and S + 1 - r have opposite scores; the middle one is zero.
    for twice in stride(from: 2, through: count, by: 1) {
      let p = (Double(twice) / 2 - 0.375) / (Double(count) + 0.25)
      scores[twice] = normalQuantile(p)
      scores[2 * count + 2 - twice] = -scores[twice]
    }
    self.scores = scores
  }

  /// The score shared by the ranks `first ... last`.
  func score(first: Int, last: Int) -> Double { scores[first + last] }
}
