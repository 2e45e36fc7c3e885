import Findings
import Foundation
import Inference
import Interchange
import MediaMix
import Probability
import TestSupport

/// What experiments teach, over data sets whose truth is drawn from the prior: each is fitted without
/// its experiments and with them.
struct ExperimentStudy: Sendable {
  var replications: Replications
  /// Whether the lift is measured on the panel's own outcome, noise and all.
  var isFromPanel = false

  /// Holdouts of the channel that data say little about: one measured while it lasted, the other with
  /// seven more periods, so that together they tell carry-over.
  static let national = ExperimentStudy(
    replications: .init(
      tests: [
        TermCase.test(.holdout, [0], [0], 4...7, until: 7, error: 0.8),
        TermCase.test(.holdout, [0], [0], 14...17, until: 24, error: 0.8),
      ]))

  static let geo = ExperimentStudy(
    replications: .init(
      geos: 8, periods: 20,
      tests: [
        TermCase.test(.holdout, [0], [0, 1, 2, 3], 2...5, until: 5, error: 2),
        TermCase.test(.holdout, [0], [4, 5, 6, 7], 8...11, until: 18, error: 2),
      ]))

  /// One holdout of both channels at once.
  static let pair = ExperimentStudy(
    replications: .init(
      tests: [TermCase.test(.holdout, [0, 1], [0], 6...17, until: 25, error: 4)]))

  /// A test on the panel itself: the first channel ran for ten weeks only, and what it brought was
  /// measured over those and the eight weeks after.
  static func panel(_ cells: LiftTest.PanelCells) -> ExperimentStudy {
    ExperimentStudy(
      replications: .init(
        periods: 60, flight: 20...29,
        tests: [TermCase.test(.holdout, [0], [0], 20...29, until: 37, cells: cells)],
        price: [0.03, 0.03, 0.02]),
      isFromPanel: true)
  }

  /// The interval and the distance of the mean from the truth, of one parameter in one fit.
  struct Found: Sendable {
    var isHeld: Bool
    var width: Double
    var error: Double
  }

  /// One parameter, without experiments and with them, in every data set.
  struct Pair: Sendable {
    var without: Found
    var with: Found
  }

  struct Outcome: CustomStringConvertible {
    var count: Int
    var pairs: [(name: String, values: [Pair])]

    func hits(_ values: [Pair], _ fit: (Pair) -> Found) -> Int { values.count { fit($0).isHeld } }

    /// The smallest p-value of exact coverage with experiments, times their number.
    var smallest: Double {
      let law = ExactBinomial(trials: count, probability: 0.9)
      let values = pairs.map { law.twoSided(hits($0.values, \.with)) }
      return min(1, (values.min() ?? 0) * Double(values.count))
    }

    /// The mean of log(width with / width without).
    func logWidthRatio(_ name: String) -> Double {
      mean(name) { log($0.with.width / $0.without.width) }.mean
    }

    /// How much nearer to the truth the mean comes, in standard errors over data sets.
    func approach(_ name: String) -> Double {
      let (mean, error) = mean(name) { $0.without.error - $0.with.error }
      return mean / error
    }

    private func mean(_ name: String, _ value: (Pair) -> Double) -> (mean: Double, error: Double) {
      let values = (pairs.first { $0.name == name }?.values ?? []).map(value)
      let mean = values.reduce(0, +) / Double(values.count)
      let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (mean, square.squareRoot() / Double(values.count))
    }

    /// The exact 95 % interval of a coverage (Clopper and Pearson 1934).
    func bounds(_ hits: Int) -> String {
      let (k, n) = (Double(hits), Double(count))
      let lower = hits == 0 ? 0 : (try? Beta(a: k, b: n - k + 1))?.quantile(0.025) ?? .nan
      let upper = hits == count ? 1 : (try? Beta(a: k + 1, b: n - k))?.quantile(0.975) ?? .nan
      return String(format: "%d/%d, %.2f to %.2f", hits, count, lower, upper)
    }

    var description: String {
      let parts = pairs.map { name, values in
        "\(name): held with tests \(bounds(hits(values, \.with))),"
          + " without \(bounds(hits(values, \.without))), width x"
          + String(format: " %.2f", exp(logWidthRatio(name)))
          + String(format: ", mean nearer by %.1f standard errors", approach(name))
      }
      return parts.joined(separator: "; ") + "; family-wise \(String(format: "%.2g", smallest))"
    }
  }

  func judge(count: Int, seed: UInt64) async throws -> Outcome {
    let results = try await Replications.run(count) { replication in
      let set = try dataSet(replication, seed: seed)
      let without = try MediaMixModel(
        data: set.model.data, options: set.model.options, scaling: set.model.design.scaling)
      let a = try await found(without, set.truth)
      let b = try await found(set.model, set.truth)
      return zip(a, b).map { (name: $0.name, pair: Pair(without: $0.found, with: $1.found)) }
    }
    let names = results.first?.map(\.name) ?? []
    return Outcome(
      count: count,
      pairs: names.indices.map { k in (names[k], results.map { $0[k].pair }) })
  }

  private func dataSet(_ replication: Int, seed: UInt64) throws -> Replications.DataSet {
    let set = try replications.dataSet(replication, seed: seed)
    guard isFromPanel else { return set }
    let (design, data) = (set.model.design, set.model.data)
    let (mean, increments) = (design.mean(at: set.truth), design.increments(at: set.truth))
    let tests = zip(design.specification.experiments, increments).map { test, increment in
      var test = test
      test.lift = increment
      for t in test.measurement {
        test.lift += data.kpi[t] - mean[t] * design.scaling.kpiDeviation - design.scaling.kpiMean
      }
      test.standardError =
        set.truth.sigma[0] * design.scaling.kpiDeviation
        * Double(test.measurement.count).squareRoot()
      return test
    }
    return .init(
      model: try MediaMixModel(
        data: data, options: set.model.options, scaling: design.scaling, experiments: tests),
      truth: set.truth)
  }

  /// The first channel's ROI and adstock, and the second's ROI.
  private func found(
    _ model: MediaMixModel, _ truth: MediaMixParameters
  ) async throws -> [(name: String, found: Found)] {
    let sampling = try await MediaMixSampler(model: model, threads: 1).run()
    let contributions = model.design.contributions(at: truth).map { $0.reduce(0, +) }
    let truths = [
      ("roi.1", contributions[0] / model.data.totalSpend(0)), ("alpha.1", truth.alpha[0]),
      ("roi.2", contributions[1] / model.data.totalSpend(1)),
    ]
    return try truths.map { name, value in
      let index = sampling.parameterIndex
      guard let place = index.entries.firstIndex(where: { $0.name == name }) else {
        throw MediaMixError.sampling("no \(name)")
      }
      let draws = MediaMixSampling.column(sampling.parameters, place, of: index.count)
        .flatMap { $0 }
      let (lower, upper) = Quantile.centralInterval(0.9, of: draws)
      let mean = draws.reduce(0, +) / Double(draws.count)
      return (
        name,
        Found(
          isHeld: (lower...upper).contains(value), width: upper - lower, error: abs(mean - value))
      )
    }
  }
}
