/// The Shapley value of a game of rates: a coalition of channels is worth the conversions, or the value,
/// a journey of all journeys whose channels belong to it; no journeys, no worth.
///
/// The Shapley value is exact up to 20 channels. Beyond, it is the mean over random permutations of the
/// channels, drawn in pairs of one order and its reverse, with the standard error of that mean; the same
/// permutations serve every set of counts, so that replicates differ by their counts alone.
///
/// Worth sums to the rate of all journeys. Credits share all conversions, and all value alike, in
/// proportion of the channels' worth; a game in which a channel's presence lowers the rate has no shares.
package struct RateGame: CreditModel {
  /// What a coalition is worth.
  package enum Worth: Sendable {
    /// Conversions / (conversions + nulls): `shapley-rate`.
    case conversions
    /// Value / (conversions + nulls), in millionths of money: `shapley-value`.
    case value
  }

  /// The most channels of which every coalition is looked at.
  package static let exactLimit = 20
  /// By how many standard errors a sampled worth may lie below zero and still count as zero: among 500
  /// channels without effect, one goes below by chance in 1 of 60 samples.
  package static let allowedErrors = 4.0

  let pathSets: PathSets
  private let worth: Worth
  var permutations: Int
  private let seed: UInt64

  /// Prepares the game for the paths of the data.
  ///
  /// - Throws: `badOptions` if there are fewer than four permutations to sample.
  package init(
    paths: PathList, worth: Worth, options: AttributionOptions
  ) throws(AttributionError) {
    try self.init(PathSets(paths), worth: worth, options: options)
  }

  /// Prepares the game for paths whose sets were found before.
  ///
  /// - Throws: `badOptions` if there are fewer than four permutations to sample.
  package init(
    _ pathSets: PathSets, worth: Worth, options: AttributionOptions
  ) throws(AttributionError) {
    guard pathSets.sets.channels.count <= Self.exactLimit || options.permutations >= 4 else {
      throw .badOptions(
        "A game of \(pathSets.sets.channels.count) channels is sampled, and standard errors need "
          + "at least 4 permutations; \(options.permutations) were asked for.")
    }
    self.pathSets = pathSets
    self.worth = worth
    permutations = options.permutations
    seed = options.seed
  }

  /// Credits for counts of paths; a refusal without journeys that did not convert, for a value game
  /// without value, and where worth has mixed signs.
  ///
  /// - Throws: `refused` if a sum of counts exceeds 2^63.
  package func credit(_ counts: PathCounts) throws(AttributionError) -> Credit {
    try credit(try pathSets.counts(counts))
  }

  /// Credits for counts of sets.
  ///
  /// - Throws: `refused` if a sum of counts exceeds 2^63.
  package func credit(_ counts: SetCounts) throws(AttributionError) -> Credit {
    try credit(counts, by: worth)
  }

  /// Credits for counts of sets, with the worth that an estimate finds.
  func credit(
    _ counts: SetCounts, by estimate: (Game) -> Estimate
  ) throws(AttributionError) -> Credit {
    let totals = try Totals(counts)
    if totals.nulls == 0 { return Credit(refusal: .withoutNulls) }
    if worth == .value && totals.value == 0 { return Credit(refusal: .withoutValue) }
    let found = estimate(game(counts))
    var credit = shared(totals, by: found)
    credit.worthErrors = found.errors
    return credit
  }

  /// The worth of the channels, exact or sampled.
  func worth(of game: Game) -> Estimate {
    let sets = pathSets.sets
    if sets.channels.count <= Self.exactLimit {
      return Estimate(worth: ExactRateGame.worth(of: game, sets), errors: nil)
    }
    let sample = PermutationSample(sets, pairs: (permutations + 1) / 2, seed: seed)
    let (mean, errors) = sample.worth(of: game)
    return Estimate(worth: mean, errors: errors)
  }

  /// What the game sums, of counts of sets.
  func game(_ counts: SetCounts) -> Game {
    Game(
      numerator: worth == .conversions ? counts.conversions : counts.value,
      journeys: zip(counts.conversions, counts.nulls).map(+))
  }

  /// The worth of each channel, with standard errors where it was sampled.
  struct Estimate: Sendable {
    var worth: [Double]
    var errors: [Double]?

    /// How far below zero each worth may lie and still count as zero.
    var tolerance: [Double] {
      if let errors { return errors.map { RateGame.allowedErrors * $0 } }
      let largest = worth.reduce(0) { max($0, abs($1)) }
      return worth.map { _ in 1e-12 * largest }
    }
  }

  /// What a game sums over the sets within a coalition, by set: worth is the quotient of the two sums.
  struct Game {
    var numerator: [Int]
    var journeys: [Int]
  }

  /// All conversions, value and journeys without conversion.
  private struct Totals {
    var conversions: Int
    var value: Int
    var nulls: Int

    /// - Throws: `refused` if a total, or that of all journeys, exceeds 2^63.
    init(_ counts: SetCounts) throws(AttributionError) {
      conversions = try Self.total(counts.conversions)
      value = try Self.total(counts.value)
      nulls = try Self.total(counts.nulls)
      if conversions.addingReportingOverflow(nulls).overflow { throw .tooLarge }
    }

    private static func total(_ counts: [Int]) throws(AttributionError) -> Int {
      guard let total = Int(exactly: counts.reduce(Int128(0)) { $0 + Int128($1) }) else {
        throw .tooLarge
      }
      return total
    }
  }

  private func shared(_ totals: Totals, by estimate: Estimate) -> Credit {
    var credit = Credit()
    let worth = estimate.worth
    credit.worth = worth
    let isMixed = zip(worth, estimate.tolerance).contains { $0 < -$1 }
    if isMixed {
      let names = pathSets.sets.channels
      let lowest = worth.indices.min { worth[$0] < worth[$1] }
      credit.refusal = .mixedSigns(lowest.map { names[$0] } ?? "")
      return credit
    }
    let positive = worth.map { max($0, 0) }
    let sum = positive.reduce(0, +)
    let shares = positive.map { sum > 0 ? $0 / sum : 0 }
    credit.conversions = shares.map { $0 * Double(totals.conversions) }
    credit.value = shares.map { $0 * Double(totals.value) }
    return credit
  }
}
