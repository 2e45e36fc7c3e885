/// Conversions that are still under way, allowed for in the evidence.
public enum Maturity {
  /// Decisions of one age.
  public struct Group: Sendable, Equatable {
    /// The share of conversions known at this age.
    public var known: Double
    /// Decisions with a conversion known.
    public var converted: Double
    /// Decisions without.
    public var waiting: Double

    /// Makes a group.
    public init(known: Double, converted: Double, waiting: Double) {
      self.known = known
      self.converted = converted
      self.waiting = waiting
    }
  }

  /// Evidence of yes-or-no outcomes, of which some are still to come.
  ///
  /// A decision that waits has the likelihood 1 - θF, where F is the share known at its age. It is
  /// counted as k failures, (1 - θ)^k, with k = F (1 - θ) / (1 - θF) so that the slopes agree at the
  /// posterior's mean, θ, found by iteration. For small rates k is F.
  public static func bernoulli(_ groups: [Group], family: BetaBernoulli) -> Evidence {
    let yes = groups.reduce(0) { $0 + $1.converted }
    func failures(_ rate: Double) -> Double {
      groups.reduce(0) {
        $0 + $1.waiting * $1.known * (1 - rate) / max(1 - rate * $1.known, 1e-12)
      }
    }
    var no = groups.reduce(0) { $0 + $1.waiting * $1.known }
    for _ in 0..<40 {
      let rate = (family.a + yes) / (family.a + family.b + yes + no)
      let next = failures(rate)
      let change = abs(next - no)
      no = next
      if change <= 1e-12 * (1 + no) { break }
    }
    return Evidence(exposure: yes + no, sum: yes, squares: yes)
  }
}
