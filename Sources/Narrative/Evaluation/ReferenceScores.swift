import Foundation

/// How close a text comes to texts that people wrote.
public struct ReferenceScores: Codable, Sendable, Equatable {
  /// BLEU: the geometric mean of the clipped precisions of runs of one to four words, times the brevity
  /// penalty, with equal weights and no smoothing (Papineni and others 2002, equations 1-3).
  public let bleu: Double
  /// ROUGE-L: the harmonic mean of recall and precision of the longest common subsequence; the best of
  /// the references (Lin 2004, equations 2-4 with β = 1).
  public let rougeL: Double

  enum CodingKeys: String, CodingKey {
    case bleu
    case rougeL = "rouge_l"
  }

  /// The most words of a text that are compared; the rest is left out.
  static let mostWords = 20_000

  /// Compares a text with references.
  public init(_ text: String, references: [String]) {
    let words = Array(TextTokens.of(text).prefix(Self.mostWords))
    let others = references.map { Array(TextTokens.of($0).prefix(Self.mostWords)) }
    bleu = Self.bleu(words, others)
    rougeL = others.map { Self.rougeL(words, $0) }.max() ?? 0
  }

  package static func bleu(_ words: [String], _ references: [[String]]) -> Double {
    guard !words.isEmpty, !references.isEmpty else { return 0 }
    var logarithm = 0.0
    for length in 1...4 {
      let precision = clippedPrecision(words, references, length)
      guard precision > 0 else { return 0 }
      logarithm += log(precision) / 4
    }
    // The reference whose length is nearest, the shorter of two.
    let nearest =
      references.map(\.count).min {
        (abs($0 - words.count), $0) < (abs($1 - words.count), $1)
      } ?? 0
    let penalty =
      words.count > nearest ? 1 : exp(1 - Double(nearest) / Double(words.count))
    return penalty * exp(logarithm)
  }

  /// The share of runs that a reference has, each counted at most as often as in one of them.
  package static func clippedPrecision(
    _ words: [String], _ references: [[String]], _ length: Int
  ) -> Double {
    let runs = TextTokens.runs(words, of: length)
    let all = runs.values.reduce(0, +)
    guard all > 0 else { return 0 }
    let others = references.map { TextTokens.runs($0, of: length) }
    let found = runs.reduce(0) { sum, run in
      sum + min(run.value, others.map { $0[run.key] ?? 0 }.max() ?? 0)
    }
    return Double(found) / Double(all)
  }

  package static func rougeL(_ words: [String], _ reference: [String]) -> Double {
    guard !words.isEmpty, !reference.isEmpty else { return 0 }
    let common = Double(TextTokens.longestCommon(words, reference))
    return 2 * common / Double(words.count + reference.count)
  }
}
