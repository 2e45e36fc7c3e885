import Parallel
import Probability
import Resampling

/// The placebo test in space: the estimator is let loose on donors that were not treated.
///
/// Every set of as many donors as there are treated geos plays the treated ones, with the other donors
/// to compare with: all sets where they are few, else distinct random ones. Where treatment was drawn
/// by lot, the share of sets with an effect no smaller than the real one is a p-value; the spread of
/// their effects is a standard error for one more set like them.
/// Abadie, Diamond and Hainmueller 2010; Arkhangelsky and others 2021, algorithm 4.
public struct PlaceboTest: Sendable {
  private let limit: Int
  private let seed: UInt64

  /// Makes the test.
  ///
  /// - Parameters:
  ///   - limit: the most sets.
  ///   - seed: where random sets come from.
  /// - Throws: `GeoLiftError.badOptions` for fewer than two sets.
  public init(limit: Int = 500, seed: UInt64 = 1) throws(GeoLiftError) {
    guard limit >= 2 else {
      throw .badOptions("\(limit) placebo sets cannot be compared; give 100 or more.")
    }
    self.limit = limit
    self.seed = seed
  }

  /// Estimates all placebo effects, on several threads; the result does not depend on their number.
  ///
  /// - Throws: `GeoLiftError.tooLittle` where there are too few donors to play both parts,
  ///   `CancellationError`.
  public func result(
    _ estimator: any GeoEstimator, _ experiment: GeoExperiment, threads: Int = 1
  ) async throws -> PlaceboResult {
    let (donors, treated) = (experiment.donors.count, experiment.treated.count)
    guard donors - treated >= estimator.fewestDonors, donors > treated else {
      throw GeoLiftError.tooLittle(
        "A placebo test of \(estimator.name) needs \(treated) donors to play the treated geos and "
          + "\(max(estimator.fewestDonors, 1)) to compare with, and there are \(donors); it cannot "
          + "tell.")
    }
    var stream = RandomStream(seed: seed, stream: 0x706C_6163)
    let sets = DistinctSubsets(of: donors, size: treated, limit: limit, stream: &stream)
    let real = PlaceboEffect(
      try estimator.fit(GeoProblem(experiment)), GeoProblem(experiment),
      geos: experiment.treated.map { experiment.panel.geos[$0] })
    // A few batches a thread: a fit alone is shorter than the start of a thread.
    let batches = min(sets.subsets.count, max(threads, 1) * 4)
    let effects = try await inParallel(batches, width: max(threads, 1)) { batch in
      try stride(from: batch, to: sets.subsets.count, by: batches).map { place in
        try Task.checkCancellation()
        return try Self.effect(estimator, experiment, sets.subsets[place])
      }
    }
    let ordered = sets.subsets.indices.map { effects[$0 % batches][$0 / batches] }
    return PlaceboResult(real: real, placebos: ordered, isExact: sets.isExact)
  }

  private static func effect(
    _ estimator: any GeoEstimator, _ experiment: GeoExperiment, _ set: [Int]
  ) throws(GeoLiftError) -> PlaceboEffect {
    let donors = experiment.donors
    let players = Set(set)
    let problem = GeoProblem(
      experiment.panel.values, treated: set.map { donors[$0] },
      donors: donors.indices.filter { !players.contains($0) }.map { donors[$0] },
      window: experiment.window, unitEffects: experiment.test.unitEffects,
      predictors: experiment.predictors)
    return PlaceboEffect(
      try estimator.fit(problem), problem, geos: set.map { experiment.panel.geos[donors[$0]] })
  }
}
