import Foundation

/// Tails of a binomial distribution, summed term by term.
package enum BinomialTail {
  /// The probability of at most `count` successes in `trials`.
  package static func atMost(_ count: Int, trials: Int, probability: Double) -> Double {
    guard count >= 0 else { return 0 }
    guard count < trials else { return 1 }
    let (success, failure) = (log(probability), log1p(-probability))
    let whole = logFactorial(trials)
    let sum = (0...count).reduce(0.0) { sum, k in
      let ways = whole - logFactorial(k) - logFactorial(trials - k)
      return sum + exp(ways + Double(k) * success + Double(trials - k) * failure)
    }
    return min(1, sum)
  }

  /// The probability of at least `count` successes in `trials`.
  package static func atLeast(_ count: Int, trials: Int, probability: Double) -> Double {
    atMost(trials - count, trials: trials, probability: 1 - probability)
  }

  private static func logFactorial(_ n: Int) -> Double { lgamma(Double(n) + 1) }
}
