package import Findings

/// What one model credits to the channels, for one set of counts.
package struct Credit: Sendable, Equatable {
  /// Conversions by channel, which sum to all conversions; nil where the model has no valid shares.
  package var conversions: [Double]?
  /// Value by channel in `Intake.valueUnits` of money, which sums to all value; nil likewise, or without value.
  package var value: [Double]?
  /// Why there are no credits.
  package var refusal: Refusal?
  /// Removal effects by channel, for Markov models.
  package var removalEffects: [Double]?
  /// The same for value.
  package var valueRemovalEffects: [Double]?
  /// The probability that a journey converts, for models that have one.
  package var conversionProbability: Double?
  /// The raw worth of each channel, before it is scaled to all conversions: for games, the Shapley value.
  package var worth: [Double]?
  /// The Monte Carlo standard errors of `worth`, where it was sampled.
  package var worthErrors: [Double]?
  /// Credit by place in the journey, place-major, for `shapley-ordered`; the last place holds all later.
  package var byPlace: [[Double]]?

  /// Makes a credit of conversions, and of value if there is any.
  package init(conversions: [Double]? = nil, value: [Double]? = nil, refusal: Refusal? = nil) {
    self.conversions = conversions
    self.value = value
    self.refusal = refusal
  }

  /// Why a model has no credits, and what to do.
  package struct Refusal: Sendable, Equatable {
    /// What is the matter.
    package var reason: Phrase
    /// What to do.
    package var remedy: Phrase

    /// Makes a refusal.
    package init(_ reason: Phrase, remedy: Phrase) {
      self.reason = reason
      self.remedy = remedy
    }
  }
}
