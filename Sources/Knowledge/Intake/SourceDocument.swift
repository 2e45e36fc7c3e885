/// What is known about a document besides its text: by this it can be filtered.
public struct DocumentLabels: Sendable, Equatable, Codable {
  /// The language, as in `de`.
  public var language: String?
  /// Where it holds, as in `AT`.
  public var region: String?
  /// Any words, in order and each once.
  public var tags: [String]

  /// Makes labels.
  public init(language: String? = nil, region: String? = nil, tags: [String] = []) {
    self.language = language
    self.region = region
    self.tags = Set(tags).sorted()
  }
}

/// A document as it is to be stored: plain text, or Markdown where headings are known.
public struct SourceDocument: Sendable, Equatable {
  /// The name it is cited by.
  public var name: String
  /// The title, where it has one.
  public var title: String?
  /// Where it came from.
  public var source: String
  /// The format it came in.
  public var format: DocumentFormat
  /// The text; a passage is cited by its place in it.
  public var text: String
  /// What is known about it.
  public var labels: DocumentLabels
  /// The terms of a glossary.
  public var terms: [Term]

  /// Makes a document.
  public init(
    name: String, title: String? = nil, source: String = "", format: DocumentFormat, text: String,
    labels: DocumentLabels = DocumentLabels(), terms: [Term] = []
  ) {
    self.name = name
    self.title = title
    self.source = source
    self.format = format
    self.text = text
    self.labels = labels
    self.terms = terms
  }
}

/// A line of a glossary: how a thing is called, and how not.
public struct Term: Sendable, Equatable, Codable {
  /// The thing.
  public var term: String
  /// What it is to be called.
  public var preferred: String
  /// What it is not to be called.
  public var forbidden: [String]
  /// The language, as in `de`; nil for every language.
  public var language: String?

  /// Makes a term.
  public init(term: String, preferred: String, forbidden: [String], language: String? = nil) {
    self.term = term
    self.preferred = preferred
    self.forbidden = forbidden
    self.language = language
  }
}
