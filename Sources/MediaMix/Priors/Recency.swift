import Foundation

/// How much less a finding counts the longer ago it was made.
///
/// Its weight l halves every 52 weeks, so its variance grows by the factor 1 / l.
enum Recency {
  static let halfLife = 52.0

  /// What is added to 1: (1 - l) / l with l = 2^(-weeks / 52).
  static func surcharge(weeks: Double) -> Double { exp2(max(0, weeks) / halfLife) - 1 }
}
