/// A bound on what the campaign's mix of arms does, kept with a probability.
///
/// Every guardrail is linear in the mix: a CPA of at most the cap is cost - cap · conversions <= 0, a
/// ROAS of at least the floor is floor · cost - value <= 0, and a frequency of at most the cap is
/// impressions - cap · reach <= 0, each on average over all decisions after the burn-in.
public struct Guardrail: Sendable, Equatable, Codable {
  /// What is bounded.
  public enum Metric: String, Codable, Sendable, CaseIterable {
    /// Cost a conversion; at most.
    case cpa
    /// Value a unit of cost; at least.
    case roas
    /// Impressions a person reached; at most.
    case frequency
  }

  /// What is bounded.
  public var metric: Metric
  /// The cap, or the floor of a ROAS.
  public var bound: Double
  /// The probability with which the bound may be missed.
  public var delta: Double

  /// Makes a guardrail.
  public init(_ metric: Metric, _ bound: Double, delta: Double = 0.05) {
    self.metric = metric
    self.bound = bound
    self.delta = delta
  }

  /// The measures it needs to know.
  public var measures: [Measure] {
    switch metric {
    case .cpa: [.conversions, .cost]
    case .roas: [.value, .cost]
    case .frequency: [.reach]
    }
  }

  /// What a decision adds to the excess: positive misses the bound.
  ///
  /// - Parameter yield: what a decision yields of a measure.
  public func excess(_ yield: (Measure) -> Double) -> Double {
    switch metric {
    case .cpa: yield(.cost) - bound * yield(.conversions)
    case .roas: bound * yield(.cost) - yield(.value)
    case .frequency: 1 - bound * yield(.reach)
    }
  }

  /// The metric itself of a mix that yields so much.
  public func metric(_ total: (Measure) -> Double, decisions: Double) -> Double {
    switch metric {
    case .cpa: total(.cost) / total(.conversions)
    case .roas: total(.value) / total(.cost)
    case .frequency: decisions / total(.reach)
    }
  }
}
