public import Findings

/// What a kind of finding is called in prose, and how its numbers are to be read.
///
/// Writer and verifier share these words: what the one may write the other understands.
public struct Measure: Sendable, Equatable {
  /// Which way is better for the reader's business.
  public enum Better: Sendable { case more, less, neither }

  /// The grammatical gender of a German noun.
  public enum Gender: Sendable { case masculine, feminine, neuter, plural }

  /// The words of one language for the measure: noun phrases without an article, the first of which
  /// is the one to write.
  public struct Words: Sendable, Equatable {
    /// The phrases, in lower case but for what is always written with capitals.
    public var phrases: [String]

    /// The phrase to write.
    public var name: String { phrases[0] }
  }

  /// The finding's id.
  public let id: String
  /// The value of the subject's key `metric` that the words belong to; nil for any.
  public let metric: String?
  /// The English words.
  public let english: Words
  /// The German words.
  public let german: Words
  /// The gender of the German name.
  public let gender: Gender
  /// Which way is better.
  public let better: Better

  init(
    _ id: String, _ metric: String? = nil, en: [String], de: [String], _ gender: Gender,
    _ better: Better = .neither
  ) {
    self.id = id
    self.metric = metric
    english = Words(phrases: en)
    german = Words(phrases: de)
    self.gender = gender
    self.better = better
  }

  /// The words of a language.
  public func words(_ language: Language) -> Words { language == .de ? german : english }
}
