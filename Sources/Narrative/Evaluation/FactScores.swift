import Foundation

/// PARENT: how far a text says what its facts say, no more and no less (Dhingra and others 2019).
///
/// A run of words is entailed by as much of it as occurs in the facts, the word-overlap model of the paper
/// (section 3.1, equation 1).
public struct FactScores: Codable, Sendable, Equatable {
  /// The geometric mean, over runs of one to four words, of the share that the facts entail or a reference
  /// has (equation 3).
  public let precision: Double
  /// The mean share of each fact's words that come in the text in order (equation 7); with references the
  /// geometric mean of it and the recall of what they say of the facts (equations 5 and 6, λ = 0.5).
  public let recall: Double
  /// The harmonic mean of both.
  public let f: Double

  /// Scores a text.
  ///
  /// - Parameters:
  ///   - words: its words.
  ///   - facts: the words of each fact's value.
  ///   - names: words that the facts entail besides: what their values are called.
  ///   - references: the words of texts that people wrote of the same facts; the best counts.
  package init(
    _ words: [String], facts: [[String]], names: Set<String>, references: [[String]] = []
  ) {
    let lexicon = names.union(facts.joined())
    let scores = (references.isEmpty ? [nil] : references.map(Optional.some)).map { reference in
      Self.score(words, facts, lexicon, reference)
    }
    let best = scores.max { $0.f < $1.f } ?? (0, 0, 0)
    (precision, recall, f) = best
  }

  private static func score(
    _ words: [String], _ facts: [[String]], _ lexicon: Set<String>, _ reference: [String]?
  ) -> (precision: Double, recall: Double, f: Double) {
    var precisions: [Double] = []
    var recalls: [Double] = []
    for length in 1...4 {
      let own = TextTokens.runs(words, of: length)
      let other = reference.map { TextTokens.runs($0, of: length) } ?? [:]
      if !own.isEmpty { precisions.append(precision(own, other, lexicon)) }
      if let recall = recall(other, own, lexicon) { recalls.append(recall) }
    }
    let ofFacts = recallOfFacts(words, facts)
    let precision = mean(precisions)
    let recall = reference == nil ? ofFacts : (mean(recalls) * ofFacts).squareRoot()
    let sum = precision + recall
    return (precision, recall, sum > 0 ? 2 * precision * recall / sum : 0)
  }

  private static func entailed(_ run: [String], _ lexicon: Set<String>) -> Double {
    Double(run.count(where: lexicon.contains)) / Double(run.count)
  }

  private static func precision(
    _ own: [[String]: Int], _ other: [[String]: Int], _ lexicon: Set<String>
  ) -> Double {
    var sum = 0.0
    for (run, count) in own.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let shared = Double(min(count, other[run] ?? 0)) / Double(count)
      sum += Double(count) * (shared + (1 - shared) * entailed(run, lexicon))
    }
    return sum / Double(own.values.reduce(0, +))
  }

  /// How much of what a reference says of the facts the text says; nil if it says nothing of them.
  private static func recall(
    _ reference: [[String]: Int], _ own: [[String]: Int], _ lexicon: Set<String>
  ) -> Double? {
    var (found, all) = (0.0, 0.0)
    for (run, count) in reference.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let weight = entailed(run, lexicon)
      found += Double(min(count, own[run] ?? 0)) * weight
      all += Double(count) * weight
    }
    return all > 0 ? found / all : nil
  }

  private static func recallOfFacts(_ words: [String], _ facts: [[String]]) -> Double {
    let known = facts.filter { !$0.isEmpty }
    guard !known.isEmpty else { return 0 }
    let shares = known.map { fact in
      Double(TextTokens.longestCommon(fact, words)) / Double(fact.count)
    }
    return shares.reduce(0, +) / Double(known.count)
  }

  /// The geometric mean; nothing of none.
  private static func mean(_ values: [Double]) -> Double {
    guard !values.isEmpty, values.allSatisfy({ $0 > 0 }) else { return 0 }
    return exp(values.map { log($0) }.reduce(0, +) / Double(values.count))
  }
}
