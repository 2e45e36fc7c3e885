import Resampling

/// Whether a test is large enough for a p-value of 0.05, and what would do.
struct GeoSize {
  /// The p-value that should be within reach.
  static let level = 0.05
  /// The periods, the test's among them, that permutation needs; nil if there are as many.
  let periodsNeeded: Int?
  /// The geos, treated ones among them, that placebos in space need; nil if there are as many.
  let geosNeeded: Int?

  init(_ analysis: GeoAnalysis) {
    let (treated, donors) = (analysis.experiment.treated.count, analysis.experiment.donors.count)
    // A law of turns has as many arrangements as periods.
    let reach = analysis.first?.conformal?.chosen.smallestP ?? 0
    periodsNeeded = reach > Self.level ? Int((1 / Self.level).rounded(.up)) : nil
    let sets = GeoAnalysis.fewestPlacebos
    func isEnough(_ donors: Int) -> Bool {
      donors > treated
        && DistinctSubsets.number(of: donors, size: treated, cap: sets) >= sets
    }
    guard !isEnough(donors) else {
      geosNeeded = nil
      return
    }
    geosNeeded = (donors...).first(where: isEnough).map { $0 + treated }
  }
}
