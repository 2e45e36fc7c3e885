public import Findings

/// Whom prose is written for, and how much of it.
public struct NarrativeOptions: Codable, Sendable, Equatable {
  /// Who reads it; each sees what those before see, and more.
  public enum Audience: String, Codable, Sendable, CaseIterable, Comparable {
    /// Decides: what was found, how sure it is, what to do.
    case management
    /// Works with the numbers: breakdowns and what qualifies them.
    case analyst
    /// Checks the method: fit and diagnostics too.
    case specialist

    /// Whether the first sees less.
    public static func < (a: Audience, b: Audience) -> Bool { a.rank < b.rank }

    private var rank: Int {
      switch self {
      case .management: 0
      case .analyst: 1
      case .specialist: 2
      }
    }
  }

  /// The language of the prose.
  public var language: Language
  /// Who reads it.
  public var audience: Audience

  /// Chooses a language and an audience.
  public init(language: Language = .en, audience: Audience = .management) {
    self.language = language
    self.audience = audience
  }
}
