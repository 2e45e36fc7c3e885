import Findings

/// How well a store answers questions whose answers are known.
public struct RetrievalEvaluation: Sendable {
  /// The scores of one way to find passages, as means over the questions.
  public struct Scores: Sendable, Equatable {
    /// The way.
    public var method: RetrievalMethod
    /// The share of questions with an answer among the first k documents, by k.
    public var hits: [Int: Double]
    /// The mean reciprocal rank among the first ten.
    public var reciprocalRank: Double
    /// The mean normalised discounted cumulative gain of the first ten.
    public var gain: Double
  }

  /// How many questions were asked.
  public var questions: Int
  /// The scores of each way.
  public var scores: [Scores]
  /// What the user should know, such as documents that the store does not have.
  public var notices: [String]
  /// The names, versions and hashes of the documents, for the hash of a run.
  public var contents: String

  /// Asks every question in every way that the store has; a document ranks where its best passage does.
  ///
  /// - Throws: `KnowledgeError.store`, `.locked`; `.refused` if the store has none of the documents;
  ///   `CancellationError`.
  public init(_ store: KnowledgeStore, _ file: QuestionFile) throws {
    let documents = try store.documents()
    let names = Set(documents.map(\.name))
    let wanted = Set(file.questions.flatMap(\.relevance.keys))
    let missing = wanted.subtracting(names).sorted()
    guard missing.count < wanted.count else {
      throw KnowledgeError.refused([
        "None of the documents that should answer is in \(store.path), such as "
          + "\(missing.first ?? ""). Names are those of: liftwerk knowledge list"
      ])
    }
    questions = file.questions.count
    contents = documents.map { "\($0.name)\u{0}\($0.hash)" }.joined(separator: "\u{1}")
    notices =
      missing.isEmpty
      ? []
      : [
        "\(missing.count) of \(wanted.count) documents that should answer are not in the store, such "
          + "as \(missing[0]); they count as not found."
      ]
    scores = []
    let methods = store.encoder == nil ? [RetrievalMethod.words] : RetrievalMethod.allCases
    for method in methods {
      var all: [RankingScores] = []
      for question in file.questions {
        try Task.checkCancellation()
        let found = try store.find(question.text, limit: 30, method: method)
        if all.isEmpty { notices += found.notices.filter { !notices.contains($0) } }
        var seen: Set<String> = []
        let ranking = found.passages.map(\.citation.document).filter { seen.insert($0).inserted }
        all.append(RankingScores(ranking, relevance: question.relevance))
      }
      scores.append(Self.mean(method, all))
    }
  }

  private static func mean(_ method: RetrievalMethod, _ all: [RankingScores]) -> Scores {
    func mean(_ value: (RankingScores) -> Double) -> Double {
      all.reduce(0) { $0 + value($1) } / Double(max(all.count, 1))
    }
    return Scores(
      method: method,
      hits: Dictionary(
        uniqueKeysWithValues: RankingScores.depths.map { depth in
          (depth, mean { $0.hits[depth] == true ? 1 : 0 })
        }),
      reciprocalRank: mean(\.reciprocalRank), gain: mean(\.gain))
  }
}
