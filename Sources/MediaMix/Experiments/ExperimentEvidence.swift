import Tables

/// A lift test of one channel as an observation of the channel's ROI in the model's data.
///
/// A test tells the return of its own weeks, at its own level of spend, over its own measurement. The
/// model's ROI is that of all its data and of the whole carry-over. So the estimate is completed, and
/// its error grows by what separates the two, with the rules of Meridian 2.1:
///
/// - The part p of the effect that the measurement could see is the share of the carry-over of evenly
///   spent money that falls into it, with geometric adstock at 0.5. The return becomes ROI / p, its
///   error likewise SE / p, and the surcharge is (1 - p) / p.
/// - With the spend of a period in the test a and in the data b, the surcharge is
///   max(a, b) / min(a, b) - 1.
/// - With w weeks from the end of the measurement to the end of the data, and the weight l = 2^(-w/52),
///   the surcharge is (1 - l) / l.
///
/// The error is then SE / p x sqrt(1 + the sum of surcharges).
struct ExperimentEvidence: Sendable, Equatable {
  /// The share of the effect that falls into the measurement.
  let seenShare: Double
  /// The surcharges on the variance, of duration, spend and recency.
  let duration: Double
  let spendRate: Double
  let recency: Double
  /// The ROI and its error, all considered.
  let mean: Double
  let deviation: Double

  /// The adstock parameter at which the unseen carry-over is estimated.
  static let alpha = 0.5

  init(
    _ test: ResolvedLiftTest, _ found: ExperimentReturn, maxLag: Int,
    data: MediaMixData, trainCount: Int
  ) {
    let weights = AdstockFamily.geometric.weights(Self.alpha, maxLag: maxLag)
    seenShare = Self.seenShare(
      weights, treated: test.treatment.count, measured: test.measurement.count)
    duration = (1 - seenShare) / seenShare
    spendRate = Self.spendRate(test, data, trainCount: trainCount)
    recency = Recency.surcharge(weeks: Self.weeks(after: test.measurement.upperBound, data))
    mean = found.roi / seenShare
    let variance = 1 + duration + spendRate + recency
    deviation = found.standardError / seenShare * variance.squareRoot()
  }

  /// The share of the carry-over of money spent evenly over `treated` periods that falls into the
  /// first `measured` ones.
  static func seenShare(_ weights: [Double], treated: Int, measured: Int) -> Double {
    var sum = 0.0
    for period in 0..<treated { sum += weights.prefix(measured - period).reduce(0, +) }
    return sum / Double(treated) / weights.reduce(0, +)
  }

  private static func spendRate(
    _ test: ResolvedLiftTest, _ data: MediaMixData, trainCount: Int
  ) -> Double {
    let inTest = ExperimentReturn.treatedSpend(test, data) / Double(test.treatment.count)
    var usual = 0.0
    for c in test.channels {
      for g in test.geos {
        for t in 0..<trainCount { usual += data.spend[c][g * data.timeCount + t] }
      }
    }
    usual /= Double(trainCount)
    guard inTest > 0, usual > 0 else { return 0 }
    return max(inTest, usual) / min(inTest, usual) - 1
  }

  /// Weeks from the end of a period to the end of the data; 0 for numbered periods.
  private static func weeks(after period: Int, _ data: MediaMixData) -> Double {
    guard data.times.isCalendar, let last = data.times.lastDays.last,
      let end = CivilDate(iso: last), let begin = CivilDate(iso: data.times.lastDays[period])
    else { return 0 }
    return Double(end.dayNumber - begin.dayNumber) / 7
  }
}
