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

  /// How much is said and shown.
  public enum Length: String, Codable, Sendable, CaseIterable {
    /// The summary, and a few sentences a method.
    case short
    /// The results of each method too.
    case standard
    /// Everything.
    case full

    /// How many sentences a method has in each part of the summary.
    var summarySentences: Int {
      switch self {
      case .short: 1
      case .standard: 2
      case .full: 4
      }
    }
  }

  /// The language of the prose.
  public var language: Language
  /// Who reads it.
  public var audience: Audience
  /// How much is said.
  public var length: Length
  /// The channels that the geo test tested; findings do not name them.
  public var testedChannels: [String]

  /// Chooses a language, an audience and a length, which if nil follows the audience.
  public init(
    language: Language = .en, audience: Audience = .management, length: Length? = nil,
    testedChannels: [String] = []
  ) {
    self.language = language
    self.audience = audience
    self.length = length ?? (audience == .management ? .standard : .full)
    self.testedChannels = testedChannels
  }
}
