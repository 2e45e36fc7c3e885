import Foundation

/// How far people who rate the same things agree.
public enum RaterAgreement {
  /// What ratings are, which says how far two of them lie apart.
  public enum Scale: String, Sendable, CaseIterable {
    /// Names: equal or not.
    case nominal
    /// Ranks.
    case ordinal
    /// Numbers.
    case interval
  }

  /// Cohen's κ of two raters: agreement beyond chance, (pₒ − pₑ) / (1 − pₑ) (Cohen 1960).
  ///
  /// - Parameter pairs: what each said of the same thing.
  /// - Returns: nil without pairs, or where both always say one and the same.
  public static func kappa(_ pairs: [(Double, Double)]) -> Double? {
    guard !pairs.isEmpty else { return nil }
    let count = Double(pairs.count)
    let observed = Double(pairs.count { $0.0 == $0.1 }) / count
    let values = Set(pairs.flatMap { [$0.0, $0.1] }).sorted()
    let expected = values.reduce(0) { sum, value in
      sum + Double(pairs.count { $0.0 == value }) / count * Double(pairs.count { $0.1 == value })
        / count
    }
    return expected < 1 ? (observed - expected) / (1 - expected) : nil
  }

  /// Krippendorff's α: one less observed over expected disagreement, for any number of raters and with
  /// ratings missing (Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section E).
  ///
  /// - Parameters:
  ///   - units: the ratings of each thing; those with fewer than two count for nothing.
  ///   - scale: what the ratings are.
  /// - Returns: nil if no thing has two ratings, or all ratings are one and the same.
  public static func alpha(_ units: [[Double]], _ scale: Scale) -> Double? {
    let paired = units.filter { $0.count > 1 }
    let values = Set(paired.joined()).sorted()
    guard values.count > 1 else { return nil }
    let index = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
    var coincidences = [[Double]](
      repeating: [Double](repeating: 0, count: values.count), count: values.count)
    for unit in paired {
      for (a, first) in unit.enumerated() {
        for (b, second) in unit.enumerated() where a != b {
          if let row = index[first], let column = index[second] {
            coincidences[row][column] += 1 / Double(unit.count - 1)
          }
        }
      }
    }
    let totals = coincidences.map { $0.reduce(0, +) }
    let all = totals.reduce(0, +)
    var (observed, expected) = (0.0, 0.0)
    for c in values.indices {
      for k in values.indices where k > c {
        let distance = distance(c, k, values, totals, scale)
        observed += coincidences[c][k] * distance
        expected += totals[c] * totals[k] * distance
      }
    }
    return 1 - (all - 1) * observed / expected
  }

  /// The squared difference of two values.
  private static func distance(
    _ c: Int, _ k: Int, _ values: [Double], _ totals: [Double], _ scale: Scale
  ) -> Double {
    switch scale {
    case .nominal: return 1
    case .interval: return (values[c] - values[k]) * (values[c] - values[k])
    case .ordinal:
      let between = totals[c...k].reduce(0, +) - (totals[c] + totals[k]) / 2
      return between * between
    }
  }
}
