import Tables

/// What the effect by one estimator would be if a choice had been made otherwise.
public struct GeoSensitivity: Sendable, Equatable {
  /// The choice.
  public enum Choice: String, Sendable, CaseIterable {
    /// A donor is left out.
    case withoutGeo = "without_geo"
    /// The time before the test begins later.
    case fromPeriod = "from_period"
    /// Ridge's λ is a multiple of what it is.
    case penalty
    /// Means before the test are taken out, or are not.
    case unitEffects = "unit_effects"
    /// The test is moved to a time before it began, in which nothing happened: the effect should be
    /// near none.
    case placeboStart = "placebo_start"
  }

  /// The estimator, by its name on the command line.
  public let estimator: String
  /// The choice.
  public let choice: Choice
  /// How it was made: a donor's name, a period's label, a multiple, `yes` or `no`.
  public let scenario: String
  /// The mean effect on a treated geo in a treated period.
  public let att: Double

  /// Donors with at most this weight are not worth leaving out.
  static let leastWeight = 0.01
  /// The most donors to leave out, those that weigh most.
  static let mostDonors = 25
  /// The multiples of λ.
  static let multiples = [0.01, 0.1, 10, 100]
}

/// Makes an estimator's choices otherwise, one at a time.
struct SensitivityStudy {
  let name: String
  let estimator: any GeoEstimator
  let experiment: GeoExperiment
  let problem: GeoProblem
  let estimate: GeoEstimate

  /// All choices, in the order of `Choice`; what the estimator cannot do with less is left out.
  ///
  /// - Throws: `CancellationError`.
  func rows() throws -> [GeoSensitivity] {
    var rows: [GeoSensitivity] = []
    func add(
      _ choice: GeoSensitivity.Choice, _ scenario: String, _ estimator: any GeoEstimator,
      _ problem: GeoProblem
    ) throws {
      try Task.checkCancellation()
      guard let fit = try? estimator.fit(problem) else { return }
      let att = fit.effect(problem)
      guard att.isFinite else { return }
      rows.append(.init(estimator: name, choice: choice, scenario: scenario, att: att))
    }
    for geo in heaviestDonors {
      if let other = changed({ $0.excluded.append(geo) }) {
        try add(.withoutGeo, geo, estimator, other)
      }
    }
    for count in droppedPeriods {
      try add(
        .fromPeriod, experiment.panel.axis.labels[count], estimator, problem.dropping(first: count))
    }
    if name == GeoOptions.Estimator.ridgeASCM.rawValue, let penalty = estimate.fit.penalty {
      for multiple in GeoSensitivity.multiples {
        guard let other = try? RidgeAugmented(penalty: penalty * multiple) else { continue }
        try add(
          .penalty, "λ × \(multiple < 1 ? "\(multiple)" : "\(Int(multiple))")", other, problem)
      }
    }
    if let other = changed({ $0.unitEffects.toggle() }),
      let fit = try? estimator.fit(other), fit.counterfactual != estimate.counterfactual
    {
      try add(.unitEffects, problem.unitEffects ? "no" : "yes", estimator, other)
    }
    for start in earlierStarts {
      try add(
        .placeboStart, experiment.panel.axis.labels[start], estimator,
        problem.placebo(start: start))
    }
    return rows
  }

  private var heaviestDonors: [String] {
    estimate.weights.filter { abs($0.weight) > GeoSensitivity.leastWeight }
      .sorted { (-abs($0.weight), $0.geo) < (-abs($1.weight), $1.geo) }
      .prefix(GeoSensitivity.mostDonors).map(\.geo)
  }

  /// A tenth, a quarter and half of the periods before the test.
  private var droppedPeriods: [Int] {
    [0.1, 0.25, 0.5].map { Int((Double(problem.before) * $0).rounded()) }
      .filter { $0 > 0 && problem.before - $0 >= max(estimator.fewestPeriods, 2) }
  }

  /// Three tests of the same length before this one, while half the time before it is left to them.
  private var earlierStarts: [Int] {
    (1...3).map { problem.before - $0 * problem.window.count }
      .filter { $0 >= max(estimator.fewestPeriods, problem.before / 2, 2) }
  }

  private func changed(_ change: (inout GeoTest) -> Void) -> GeoProblem? {
    var test = experiment.test
    change(&test)
    return
      (try? GeoExperiment(
        experiment.panel, test, predictors: experiment.predictors?.predictors ?? [])).map(
        GeoProblem.init)
  }
}
