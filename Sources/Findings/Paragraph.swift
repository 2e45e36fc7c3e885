/// Prose in a report: sentences of one language, each with what it says about which findings.
public struct Paragraph: Codable, Sendable, Equatable {
  /// The language of the text.
  public var language: Language
  /// A few words at its head that say what it is about, with their full stop; no claim.
  public var lead: String?
  /// The sentences, in order.
  public var sentences: [Sentence]

  /// Makes a paragraph.
  public init(_ language: Language, lead: String? = nil, _ sentences: [Sentence]) {
    self.language = language
    self.lead = lead
    self.sentences = sentences
  }

  /// The sentences with a space between them, without the lead.
  public var text: String { sentences.map(\.text).joined(separator: " ") }
}

/// A sentence of a report, bound to the facts it states.
public struct Sentence: Codable, Sendable, Equatable {
  /// The text, with its full stop.
  public var text: String
  /// The findings whose numbers, order or lack it states.
  public var findings: [FindingKey]
  /// The passages it rests on.
  public var citations: [Citation]

  /// Makes a sentence.
  public init(_ text: String, findings: [FindingKey], citations: [Citation] = []) {
    self.text = text
    self.findings = findings
    self.citations = citations
  }
}

/// A passage of a stored document; it can be checked against the stored text.
public struct Citation: Codable, Sendable, Hashable {
  /// The document's name.
  public var document: String
  /// The number of the chunk within the document's version.
  public var chunk: Int
  /// The first character of the passage in the document's text, counted from zero.
  public var from: Int
  /// The character after its last.
  public var to: Int
  /// The SHA-256 of the passage's UTF-8 text, in hexadecimal digits.
  public var hash: String

  /// Makes a citation.
  public init(document: String, chunk: Int, from: Int, to: Int, hash: String) {
    self.document = document
    self.chunk = chunk
    self.from = from
    self.to = to
    self.hash = hash
  }
}
