import Findings
import Foundation
import GRDB
import LanguageModels

extension KnowledgeStore {
  /// Finds passages, best first.
  ///
  /// - Parameters:
  ///   - query: a question or words; nothing in it is syntax.
  ///   - filter: which documents are searched.
  ///   - limit: the most passages.
  ///   - method: nil uses meaning as well where there is an encoder.
  /// - Returns: at most one of passages that say nearly the same.
  /// - Throws: `KnowledgeError.store`, `.locked`.
  public func search(
    _ query: String, filter: KnowledgeFilter = KnowledgeFilter(), limit: Int = 8,
    method: RetrievalMethod? = nil
  ) throws(KnowledgeError) -> [Passage] {
    try find(query, filter: filter, limit: limit, method: method).passages
  }

  /// Finds passages, and tells how.
  ///
  /// The first hundred by words and by meaning are fused by their ranks; of those, passages are chosen
  /// that say different things. Vectors are compared exactly, one by one.
  ///
  /// - Throws: `KnowledgeError.store`, `.locked`.
  public func find(
    _ query: String, filter: KnowledgeFilter = KnowledgeFilter(), limit: Int = 8,
    method: RetrievalMethod? = nil
  ) throws(KnowledgeError) -> SearchOutcome {
    let limit = min(max(limit, 1), 100)
    var notices: [String] = []
    var vector: [Float]?
    if method != .words {
      if let encoder {
        vector = query.isEmpty ? nil : encoder.encode([query]).first
      } else {
        notices.append(
          "Without an encoder of sentences passages are found by their words alone (BM25).")
      }
    }
    let now = clock()
    return try read { database in
      let cache = self.catalogue
      let catalogue = try cache.current(
        model: encoder?.identity, dimensions: encoder?.dimensions ?? 0, database)
      let search = PassageSearch(database, catalogue, cache, filter, now: now)
      var rankings: (words: [Int64], meaning: [Int64]) = ([], [])
      if let vector {
        rankings.meaning = search.byMeaning(vector)
        let missing = catalogue.entries.count - catalogue.vectorCount
        if missing > 0 {
          notices.append(
            "\(missing) of \(catalogue.entries.count) chunks have no vector of this encoder and are "
              + "found by their words alone. Make them: liftwerk knowledge add")
        }
      }
      if vector == nil || method != .meaning { rankings.words = try search.byWords(query) }
      return SearchOutcome(
        passages: try search.choose(rankings.words, rankings.meaning, limit),
        method: vector == nil ? .words : method ?? .both, notices: notices)
    }
  }
}
