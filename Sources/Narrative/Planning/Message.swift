import Findings

/// Something worth saying: a sentence with its place in the plan.
struct Message {
  /// Why it is said; a passage keeps this order.
  enum Purpose: Int, Comparable {
    /// What was found in all.
    case result
    /// What the whole is made of, what leads.
    case breakdown
    /// What is uncertain, disagrees, or must not be said.
    case doubt
    /// What to do.
    case action
    /// How well the method did.
    case method

    static func < (a: Purpose, b: Purpose) -> Bool { a.rawValue < b.rawValue }
  }

  let purpose: Purpose
  /// The least specialised reader it is for.
  let audience: NarrativeOptions.Audience
  /// Whether it stands in the summary of the whole report.
  let isKey: Bool
  let sentence: Sentence

  init(
    _ purpose: Purpose, for audience: NarrativeOptions.Audience = .management, isKey: Bool = false,
    _ sentence: Sentence
  ) {
    self.purpose = purpose
    self.audience = audience
    self.isKey = isKey
    self.sentence = sentence
  }
}
