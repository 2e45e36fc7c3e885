/// The languages a report can be written in.
public enum Language: String, Codable, Sendable, CaseIterable {
  case en, de
}

/// A short text in every language a report can be written in.
public struct Phrase: Codable, Sendable, Hashable {
  /// The English text.
  public var en: String
  /// The German text.
  public var de: String

  /// Makes a phrase from its two texts.
  public init(en: String, de: String) {
    self.en = en
    self.de = de
  }

  /// Makes a phrase that reads the same in every language: a channel's name, a unit.
  public init(_ name: String) {
    self.init(en: name, de: name)
  }

  /// The text in one language.
  public subscript(language: Language) -> String {
    language == .de ? de : en
  }
}
