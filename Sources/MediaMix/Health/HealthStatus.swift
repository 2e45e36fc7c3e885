public import Findings

/// What a check of a fit concludes.
public enum HealthStatus: String, Sendable, CaseIterable {
  /// Something makes the numbers unusable.
  case fail
  /// A remark has to be read before the numbers are used.
  case review
  /// Nothing to remark.
  case good
  /// A number that helps to read the others and never decides.
  case context

  /// The word in the report.
  public var word: Phrase {
    switch self {
    case .fail: Phrase(en: "Fail", de: "Mangel")
    case .review: Phrase(en: "Review", de: "Prüfen")
    case .good: Phrase(en: "Good", de: "Gut")
    case .context: Phrase(en: "For\u{A0}context", de: "Zur\u{A0}Einordnung")
    }
  }
}

/// Whether a fit can be handed in.
public enum HealthVerdict: String, Sendable, CaseIterable {
  /// No check fails or asks for review.
  case ready
  /// No check fails, but one or more ask for review.
  case remarks
  /// A check fails.
  case unusable

  /// The verdict that follows from the conclusions of the checks.
  public init(_ statuses: [HealthStatus]) {
    self = statuses.contains(.fail) ? .unusable : statuses.contains(.review) ? .remarks : .ready
  }

  /// The verdict in words.
  public var words: Phrase {
    switch self {
    case .ready: Phrase(en: "Ready to hand in", de: "Kann abgegeben werden")
    case .remarks: Phrase(en: "Read the remarks first", de: "Erst die Hinweise lesen")
    case .unusable: Phrase(en: "Do not use", de: "Nicht verwenden")
    }
  }

  /// The rule behind the verdict, for readers.
  static let rule = Phrase(
    en: "The rule: one check that fails means do not use; one that asks for review means read the"
      + " remarks first; else the fit is ready. What stands for context never counts.",
    de: "Die Regel: Ein Mangel heißt nicht verwenden, ein „Prüfen“ heißt erst die Hinweise lesen;"
      + " sonst kann abgegeben werden. Was zur Einordnung dasteht, zählt nie.")
}
