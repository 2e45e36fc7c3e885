public import Findings

/// How a paragraph is to be worded: data for the model, never instructions.
public struct RewriteStyle: Sendable, Equatable {
  /// The language.
  public let language: Language
  /// Who reads it.
  public let audience: NarrativeOptions.Audience
  /// Words of the brand, which may be used.
  public let words: [String]
  /// Rules and terms that no wording may break; nil if there are none.
  public let policy: ReportPolicy?

  /// Describes a style; of words, signs that could end a text are left out.
  public init(_ options: NarrativeOptions, words: [String], policy: ReportPolicy? = nil) {
    language = options.language
    audience = options.audience
    self.policy = policy
    self.words = words.prefix(50).map { word in
      String(word.filter { $0.isLetter || " -&'’.".contains($0) }.prefix(80))
    }.filter { !$0.isEmpty }
  }
}
