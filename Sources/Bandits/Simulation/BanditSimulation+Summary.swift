import Findings
import Foundation
import Probability

extension BanditSimulation {
  /// How often a guardrail was missed.
  public struct Violations: Sendable, Equatable {
    /// The guardrail.
    public var guardrail: Guardrail
    /// Campaigns that missed it with guardrails.
    public var guarded: Int
    /// Campaigns that missed it without.
    public var free: Int
  }

  /// Misses by guardrail.
  public var violations: [Violations] {
    bandit.guardrails.indices.map { index in
      Violations(
        guardrail: bandit.guardrails[index],
        guarded: campaigns.count { $0.guarded.violations[index] },
        free: campaigns.count { $0.free.violations[index] })
    }
  }

  /// The campaigns in which guardrails are slack.
  public var slack: [Campaign] { campaigns.filter(\.isSlack) }

  /// Mean regret a campaign with and without guardrails, where guardrails are slack; nil if none is.
  public var slackRegret: (guarded: Double, free: Double)? { Self.regret(slack) }

  /// Mean regret a campaign with and without guardrails.
  public var regret: (guarded: Double, free: Double)? { Self.regret(campaigns) }

  private static func regret(_ campaigns: [Campaign]) -> (guarded: Double, free: Double)? {
    guard !campaigns.isEmpty else { return nil }
    return (mean(campaigns.map(\.guarded.regret)), mean(campaigns.map(\.free.regret)))
  }

  static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  /// The Monte Carlo error of a mean over campaigns, as an interval of a normal law; nil for fewer than
  /// two.
  func interval(ofMean values: [Double]) -> Interval? {
    guard values.count > 1 else { return nil }
    let (count, mean) = (Double(values.count), Self.mean(values))
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let half = normalQuantile(0.5 + 0.5 * bandit.level) * (variance / count).squareRoot()
    return Interval(lower: mean - half, upper: mean + half, level: bandit.level, kind: .confidence)
  }

  /// The Monte Carlo error of a share of campaigns: the exact binomial interval (Clopper and Pearson
  /// 1934).
  func interval(ofMisses misses: Int) -> Interval {
    let (tail, count) = (0.5 * (1 - bandit.level), campaigns.count)
    func quantile(_ a: Int, _ b: Int, _ p: Double) -> Double {
      // Both are positive here.
      (try? Beta(a: Double(a), b: Double(b)))?.quantile(p) ?? 0
    }
    return Interval(
      lower: misses == 0 ? 0 : quantile(misses, count - misses + 1, tail),
      upper: misses == count ? 1 : quantile(misses + 1, count - misses, 1 - tail),
      level: bandit.level, kind: .confidence)
  }

  /// The probability of at least so many misses in so many campaigns, if each has the probability
  /// allowed: the exact binomial test.
  public static func binomialTail(_ misses: Int, of campaigns: Int, rate: Double) -> Double {
    misses == 0 ? 1 : regularisedBeta(rate, Double(misses), Double(campaigns - misses + 1))
  }
}
