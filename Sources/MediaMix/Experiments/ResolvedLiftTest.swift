package import Interchange

/// A lift test whose names are places in a panel.
package struct ResolvedLiftTest: Sendable, Equatable {
  /// What the test is called in reports.
  package var name: String
  /// How spend was changed.
  package var kind: LiftTest.Kind
  /// The channels whose spend was changed, as increasing indices of `data.channels`.
  package var channels: [Int]
  /// The geos in which it was, as increasing indices of `data.geos`.
  package var geos: [Int]
  /// The periods of the changed spend.
  package var treatment: ClosedRange<Int>
  /// The periods over which the outcome was compared; it begins with the treatment.
  package var measurement: ClosedRange<Int>
  /// Treated spend over usual spend; 0 for every kind but a heavy-up.
  package var spendFactor: Double
  /// Usual spend of all channels together over treatment and geos; of a go-dark only, where given.
  package var usualSpend: Double?
  /// The incremental KPI over measurement and geos, in the KPI's own unit.
  package var lift: Double
  /// Its standard error.
  package var standardError: Double
  /// What the model does with the panel's own cells.
  package var cells: LiftTest.PanelCells
  /// Where the numbers come from.
  package var source: String?

  package init(
    name: String, kind: LiftTest.Kind, channels: [Int], geos: [Int], treatment: ClosedRange<Int>,
    measurement: ClosedRange<Int>, spendFactor: Double, usualSpend: Double?, lift: Double,
    standardError: Double, cells: LiftTest.PanelCells, source: String?
  ) {
    self.name = name
    self.kind = kind
    self.channels = channels
    self.geos = geos
    self.treatment = treatment
    self.measurement = measurement
    self.spendFactor = spendFactor
    self.usualSpend = usualSpend
    self.lift = lift
    self.standardError = standardError
    self.cells = cells
    self.source = source
  }

  /// The sign of a lift under which media work.
  package var expectedSign: Double {
    switch kind {
    case .heavyUp: spendFactor > 1 ? 1 : -1
    case .goDark: -1
    case .holdout, .conversionLift: 1
    }
  }

  /// The periods whose mean is the usual course of a go-dark without `usualSpend`: as many as were
  /// dark, just before, as far as there are any.
  package var reference: Range<Int> {
    max(0, treatment.lowerBound - treatment.count)..<treatment.lowerBound
  }
}

/// The cells of a panel that lift tests take out of the likelihood, so that no outcome counts twice.
package struct MaskedCells: Sendable, Equatable {
  /// Whether each cell (g, t) is taken out; G x T.
  package let isMasked: [Bool]
  /// How many cells are.
  package var count: Int { isMasked.count { $0 } }

  /// Takes out what the tests measured on the panel itself, whichever way they enter the model.
  package init(_ tests: [ResolvedLiftTest], geoCount: Int, timeCount: Int) {
    var isMasked = [Bool](repeating: false, count: geoCount * timeCount)
    for test in tests where test.cells == .mask {
      for g in test.geos {
        for t in test.measurement { isMasked[g * timeCount + t] = true }
      }
    }
    self.isMasked = isMasked
  }
}
