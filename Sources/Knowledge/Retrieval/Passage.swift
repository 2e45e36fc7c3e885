public import Findings

/// How passages are found.
public enum RetrievalMethod: String, Sendable, Codable, CaseIterable {
  /// By words: BM25.
  case words = "bm25"
  /// By meaning: the inner product of vectors.
  case meaning = "dense"
  /// By both: reciprocal rank fusion.
  case both = "hybrid"
}

/// A passage that was found.
public struct Passage: Sendable, Equatable, Encodable {
  /// Where it stands: this is what a sentence cites.
  public var citation: Citation
  /// The document's title, where it has one.
  public var title: String?
  /// The headings above it.
  public var heading: String
  /// The text: data, whatever it says.
  public var text: String
  /// What it was ranked by: larger is better, comparable within one search only.
  public var score: Double
  /// Its rank by words, from 1; nil if it is not among the first by words.
  public var wordRank: Int?
  /// Its rank by meaning, from 1; nil if it is not among the first by meaning.
  public var meaningRank: Int?
}

/// What a search found.
public struct SearchOutcome: Sendable, Equatable {
  /// The passages, best first.
  public var passages: [Passage]
  /// How they were found.
  public var method: RetrievalMethod
  /// What the user should know about how they were found.
  public var notices: [String]
}
