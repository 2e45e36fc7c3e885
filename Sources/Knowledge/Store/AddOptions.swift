/// What is to be done about documents that come in.
public struct AddOptions: Sendable, Equatable {
  /// What is done about personal data.
  public var personalData: PersonalDataRule
  /// How many seconds the documents count; nil for ever.
  public var timeToLive: Double?
  /// Whether documents that are accepted are kept although others are refused.
  public var keepsAccepted: Bool

  /// Makes options: personal data are refused, documents count for ever, all or none are kept.
  public init(
    personalData: PersonalDataRule = .refuse, timeToLive: Double? = nil,
    keepsAccepted: Bool = false
  ) {
    self.personalData = personalData
    self.timeToLive = timeToLive
    self.keepsAccepted = keepsAccepted
  }
}

/// What became of a document that came in.
public struct AddedDocument: Sendable, Equatable {
  /// What happened.
  public enum Outcome: Sendable, Equatable {
    /// The document is new.
    case added
    /// The document has taken the place of an earlier version.
    case newVersion
    /// The newest version has the same text and labels already.
    case unchanged
  }

  /// The document's name.
  public var name: String
  /// What happened.
  public var outcome: Outcome
  /// The version it has now, counted from 1.
  public var version: Int
  /// How many chunks it has.
  public var chunks: Int
  /// How many of them say nearly the same as another that is stored: of these one is found.
  public var repeated: Int
  /// How many personal data were masked, by kind.
  public var masked: [PersonalDataKind: Int]
}

/// What came of adding documents.
public struct AddOutcome: Sendable, Equatable {
  /// What became of each document that was accepted, in order.
  public var documents: [AddedDocument] = []
  /// Why others were refused, one message each.
  public var problems: [String] = []
}
