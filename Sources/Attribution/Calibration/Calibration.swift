package import Interchange

/// The calibration layer: credits of tested channels scaled by lift tests, model by model.
package struct Calibration: Sendable, Equatable {
  /// What the tests' lifts count.
  package let measure: AttributionOptions.Calibration.Measure
  /// The tests that could be used, in the order given.
  package let tests: [CalibrationTest]
  /// The tests that could not, and why.
  package let unusable: [CalibrationTest.Unusable]
  /// By model, in the order of the models: credits of tested channels, by rank.
  package let credits: [[CalibratedCredit]]

  /// Scales the credits of models; nil without tests.
  ///
  /// - Parameters:
  ///   - tests: lift tests, of which each has the window of its place in the data.
  ///   - models: the models, prepared for the data's paths.
  ///   - estimates: what they credit, in the same order.
  /// - Throws: `AttributionError` of a model.
  package init?(
    _ tests: [LiftTest], data: AttributionData, models: [any CreditModel],
    estimates: [ModelEstimate], measure: AttributionOptions.Calibration.Measure
  ) throws(AttributionError) {
    guard !tests.isEmpty else { return nil }
    var usable: [CalibrationTest] = []
    var unusable: [CalibrationTest.Unusable] = []
    for (place, test) in tests.enumerated() {
      let counts = data.windows.indices.contains(place) ? data.windows[place] : nil
      switch CalibrationTest.read(test, window: place, counts: counts, paths: data.paths) {
      case .success(let test): usable.append(test)
      case .failure(let reason): unusable.append(reason)
      }
    }
    self.measure = measure
    self.tests = usable
    self.unusable = unusable
    var credits: [[CalibratedCredit]] = []
    for (model, estimate) in zip(models, estimates) {
      credits.append(try Self.scale(estimate, model, usable, data: data, measure: measure))
    }
    self.credits = credits
  }

  private static func scale(
    _ estimate: ModelEstimate, _ model: any CreditModel, _ tests: [CalibrationTest],
    data: AttributionData, measure: AttributionOptions.Calibration.Measure
  ) throws(AttributionError) -> [CalibratedCredit] {
    guard !estimate.isRefused else { return [] }
    let part: CreditReplicates.Part = measure == .value ? .value : .conversions
    let unit = measure == .value ? data.intake.valueUnits : 1
    var inWindow: [Double] = []
    for test in tests {
      let credit = try model.credit(data.windows[test.window])
      let all = measure == .value ? credit.value : credit.conversions
      inWindow.append((all?[test.channel] ?? 0) / unit)
    }
    return Set(tests.map(\.channel)).sorted().compactMap { channel in
      let places = tests.indices.filter { tests[$0].channel == channel }
      guard let credit = estimate.number(part, channel: channel) else { return nil }
      return CalibratedCredit(
        places.map { tests[$0] }, windows: places.map { inWindow[$0] }, credit: credit,
        replicates: estimate.replicates.numbers(part, channel: channel).map { $0 / unit })
    }
  }
}
