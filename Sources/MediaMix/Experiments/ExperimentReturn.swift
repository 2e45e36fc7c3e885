import Interchange

/// What a lift test says about return: the outcome it added for each unit of money that it moved.
struct ExperimentReturn: Sendable, Equatable {
  /// Money spent less money that would have been spent, over channels, geos and treatment.
  let changedSpend: Double
  /// Lift x value of a unit x margin / changed spend.
  let roi: Double
  /// Its standard error.
  let standardError: Double

  /// - Returns: nil if the test moved no money.
  init?(_ test: ResolvedLiftTest, _ data: MediaMixData, margin: Double) {
    let changed = Self.changedSpend(test, data)
    let worth = Self.value(test, data) * margin
    guard changed != 0, changed.isFinite, worth.isFinite else { return nil }
    changedSpend = changed
    roi = test.lift * worth / changed
    standardError = abs(test.standardError * worth / changed)
    guard roi.isFinite, standardError.isFinite, standardError > 0 else { return nil }
  }

  /// Of a heavy-up by the factor f, S (1 - 1 / f) with S the spend that the panel shows; of a
  /// go-dark, less the usual spend; of a holdout, S.
  private static func changedSpend(_ test: ResolvedLiftTest, _ data: MediaMixData) -> Double {
    switch test.kind {
    case .heavyUp:
      return treatedSpend(test, data) * (1 - 1 / test.spendFactor)
    case .goDark: return -treatedSpend(test, data)
    case .holdout, .conversionLift: return treatedSpend(test, data)
    }
  }

  /// Spend over the treatment as the panel shows it; of a go-dark, as it usually would have been.
  static func treatedSpend(_ test: ResolvedLiftTest, _ data: MediaMixData) -> Double {
    guard test.kind == .goDark else {
      return spend(test, data, test.treatment.lowerBound..<test.treatment.upperBound + 1)
    }
    if let usual = test.usualSpend { return usual }
    let reference = test.reference
    let mean = spend(test, data, reference) / Double(max(1, reference.count))
    return mean * Double(test.treatment.count)
  }

  private static func spend(
    _ test: ResolvedLiftTest, _ data: MediaMixData, _ periods: Range<Int>
  ) -> Double {
    var sum = 0.0
    for c in test.channels {
      for g in test.geos {
        for t in periods { sum += data.spend[c][g * data.timeCount + t] }
      }
    }
    return sum
  }

  /// What a unit of the KPI is worth over the measurement, on average over units.
  private static func value(_ test: ResolvedLiftTest, _ data: MediaMixData) -> Double {
    var (units, worth, plain) = (0.0, 0.0, 0.0)
    for g in test.geos {
      for t in test.measurement {
        let cell = g * data.timeCount + t
        units += data.kpi[cell]
        worth += data.kpi[cell] * data.value[cell]
        plain += data.value[cell]
      }
    }
    if units > 0 { return worth / units }
    return plain / Double(test.geos.count * test.measurement.count)
  }
}
