import Foundation
import Inference
import MediaMix
import Probability

/// A density with a term added: a planted mistake.
struct DistortedDensity: LogDensity {
  let base: MediaMixDensity
  /// The term at one coordinate, and its derivative.
  let slot: Int
  let term: @Sendable (Double) -> (value: Double, slope: Double)

  var dimension: Int { base.dimension }
  func makeScratch() -> MediaMixScratch { base.makeScratch() }

  func evaluate(
    at position: UnsafeBufferPointer<Double>, gradient: UnsafeMutableBufferPointer<Double>,
    scratch: inout MediaMixScratch
  ) -> Double {
    let value = base.evaluate(at: position, gradient: gradient, scratch: &scratch)
    let added = term(position[slot])
    gradient[slot] += added.slope
    return value + added.value
  }
}

/// Data sets drawn from a model at points drawn from its prior, with the posterior of each.
///
/// Scaling constants are fixed in advance, so that the prior does not depend on the data drawn.
struct Replications: Sendable {
  /// A mistake to plant, to see whether a test finds it.
  enum Mistake: Sendable {
    case none
    /// The first channel's ROI lacks the Jacobian of its logarithm.
    case missingJacobian
    /// The first channel's ROI has a prior of a third of the standard deviation, on the log scale.
    case narrowPrior
    /// The geo spread of the first channel has a prior of a third of the scale.
    case narrowGeoSpread
    /// The KPI has 1.5 times the noise the model is told.
    case noisyData
  }

  var geos = 1
  var periods = 30
  /// nil: as the model would be sampled.
  var form: MediaMixDensity.Form?
  /// Whether the panel has a channel with reach and frequency, an organic medium and a treatment.
  var hasEveryTerm = false
  /// The only periods in which the first channel runs; nil if it runs all the time.
  var flight: ClosedRange<Int>?
  /// Experiments, whose lifts are drawn from the model.
  var tests: [ResolvedLiftTest] = []
  /// Money for each exposure of the three media.
  ///
  /// The data say little about the first channel, which is cheap, and much about the second: so both
  /// mistakes in the prior and mistakes in the likelihood can show.
  var price = [0.002, 0.03, 0.02]
  var centred: [Bool]?
  var options: @Sendable (inout MediaMixOptions) -> Void = { _ in }
  var mistake = Mistake.none
  /// Independent draws taken from each posterior; a truth has one of `draws` + 1 ranks.
  static let draws = 63

  /// A data set whose KPI comes from a known point.
  struct DataSet {
    let model: MediaMixModel
    let truth: MediaMixParameters
  }

  /// Draws truth and data of one replication.
  func dataSet(_ replication: Int, seed: UInt64) throws -> DataSet {
    let panel = try panel()
    let options = options(panel, seed: seed &+ UInt64(replication) << 20)
    var scaling = MediaMixScaling(
      panel, specification: try MediaMixSpecification(options: options, data: panel))
    (scaling.kpiMean, scaling.kpiDeviation) = (500, 4)
    scaling.controlMean = scaling.controlMean.map { _ in 0 }
    scaling.controlDeviation = scaling.controlDeviation.map { _ in 1 }
    let prior = try MediaMixModel(
      data: panel, options: options, scaling: scaling, experiments: tests
    ).design
    var stream = RandomStream(seed: seed, stream: UInt64(replication))
    let truth = prior.drawPrior(&stream)
    var source = truth
    if mistake == .noisyData { source.sigma = truth.sigma.map { 1.5 * $0 } }
    let kpi = prior.simulateKPI(at: source, population: panel.population, stream: &stream)
    let measured = zip(tests, tests.isEmpty ? [] : prior.increments(at: truth)).map { test, lift in
      var test = test
      test.lift = lift + test.standardError * stream.standardNormal()
      return test
    }
    return DataSet(
      model: try MediaMixModel(
        data: panel.replacingKPI(kpi), options: options, scaling: scaling, experiments: measured),
      truth: truth)
  }

  private func panel() throws -> MediaMixData {
    if hasEveryTerm {
      return try TermCase(name: "", geos: geos, periods: periods).data(price: price)
    }
    let panel = try SmallPanel.data(geos: geos, periods: periods, leadIn: 4, price: price)
    guard let flight else { return panel }
    let width = panel.leadIn + periods
    var (spend, exposure) = (panel.spend, panel.exposure)
    for k in exposure[0].indices where !flight.contains(k % width - panel.leadIn) {
      exposure[0][k] = 0
    }
    for k in spend[0].indices where !flight.contains(k % periods) { spend[0][k] = 0 }
    return MediaMixData(
      source: panel.source, geos: panel.geos, isNational: panel.isNational, times: panel.times,
      leadIn: panel.leadIn, channels: panel.channels, controls: panel.controls, kpi: panel.kpi,
      value: panel.value, population: panel.population, spend: spend, exposure: exposure,
      controlValues: panel.controlValues, currency: panel.currency)
  }

  private func options(_ panel: MediaMixData, seed: UInt64) -> MediaMixOptions {
    let change: @Sendable (inout MediaMixOptions) -> Void = { options in
      options.baseline = .init(knots: .count(2), fourier: 0)
      options.sampler.seed = seed
      self.options(&options)
    }
    return hasEveryTerm
      ? TermCase(name: "", geos: geos, periods: periods, change: change).options(panel)
      : SmallPanel.options(panel, change: change)
  }

  /// The rank of the truth among independent posterior draws, by quantity, and whether the chain
  /// had that many.
  func ranks(
    _ replication: Int, seed: UInt64
  ) async throws -> (ranks: [(name: String, rank: Int)], isComplete: Bool) {
    let set = try dataSet(replication, seed: seed)
    let density = set.model.density(form, centred: centred)
    let seed = seed &+ UInt64(replication) << 20
    switch mistake {
    case .none, .noisyData: return try await ranks(set, density, density, seed)
    case .missingJacobian:
      // roi = exp(0.2 + 0.9 x), so log |d roi / dx| = 0.9 x + constant.
      return try await ranks(
        set, density, distorted(density, ParameterLayout.strength) { (-0.9 * $0, -0.9) }, seed)
    case .narrowPrior, .narrowGeoSpread:
      let which = mistake == .narrowPrior ? ParameterLayout.strength : ParameterLayout.geoSpread
      // From -x^2 / 2 to -9 x^2 / 2.
      return try await ranks(
        set, density, distorted(density, which) { (-4 * $0 * $0, -8 * $0) }, seed)
    }
  }

  /// The density with a term in one scalar of the first channel added.
  private func distorted(
    _ density: MediaMixDensity, _ which: Int,
    term: @escaping @Sendable (Double) -> (value: Double, slope: Double)
  ) -> DistortedDensity {
    let slot = density.layout.slots[density.layout.scalar(0, which)] ?? 0
    return DistortedDensity(base: density, slot: slot, term: term)
  }

  private func ranks<Density: LogDensity>(
    _ set: DataSet, _ density: MediaMixDensity, _ sampled: Density, _ seed: UInt64
  ) async throws -> (ranks: [(name: String, rank: Int)], isComplete: Bool) {
    var sampler = try Sampler(
      density: sampled,
      options: SamplerOptions(
        chains: 1, warmup: geos > 1 ? 400 : 250, seed: seed,
        targetAcceptance: centred == nil ? 0.8 : 0.9)
    ) { _, attempt, stream in density.start(attempt: attempt, stream: &stream) }
    try await sampler.warmUp()
    let recorder = PosteriorRecorder(
      density: density, data: set.model.data, window: set.model.window, seed: seed, chain: 0)
    var (columns, size): ([(name: String, draws: [Double], truth: Double)], Double) = ([], 0)
    for _ in 0..<8 where size < 1.25 * Double(Self.draws) {
      try await sampler.extend(by: recorder.count == 0 ? 300 : recorder.count)
      recorder.record(sampler.draws.chains[0], dimension: density.dimension)
      columns = Self.columns(recorder, set)
      size = columns.map { Diagnostics.summary([$0.draws]).essBulk }.min() ?? 0
    }
    let ranks = columns.map { column in
      let rank = (0..<Self.draws).count { draw in
        column.draws[(draw + 1) * column.draws.count / Self.draws - 1] < column.truth
      }
      return (name: column.name, rank: rank)
    }
    return (ranks, size >= Double(Self.draws))
  }

  /// Draws and truth of every quantity that is checked.
  static func columns(
    _ recorder: PosteriorRecorder, _ set: DataSet
  ) -> [(name: String, draws: [Double], truth: Double)] {
    let truth = truths(set)
    var columns: [(name: String, draws: [Double], truth: Double)] = []
    let count = recorder.parameterIndex.count
    for (index, entry) in recorder.parameterIndex.entries.enumerated() {
      guard let value = truth[entry.name] else { continue }
      let draws = stride(from: index, to: recorder.parameters.count, by: count).map {
        recorder.parameters[$0]
      }
      columns.append((entry.name, draws, value))
    }
    let total = stride(
      from: recorder.quantityIndex.total, to: recorder.quantities.count,
      by: recorder.quantityIndex.count
    ).map { recorder.quantities[$0] }
    columns.append(("contribution", total, truth["contribution"] ?? .nan))
    for k in set.model.design.specification.experiments.indices {
      let name = "increment.\(k + 1)"
      let increments = stride(
        from: recorder.quantityIndex.experiment(k), to: recorder.quantities.count,
        by: recorder.quantityIndex.count
      ).map { recorder.quantities[$0] }
      columns.append((name, increments, truth[name] ?? .nan))
    }
    return columns
  }

  /// The true value of each quantity that is checked, by its name among the exported draws.
  static func truths(_ set: DataSet) -> [String: Double] {
    let (p, data) = (set.truth, set.model.data)
    let contributions = set.model.design.contributions(at: p).map { $0.reduce(0, +) }
    var truth = [
      "roi.1": contributions[0] / data.totalSpend(0),
      "roi.2": contributions[1] / data.totalSpend(1), "knots.1": p.knots[0],
      "gamma.1": p.control[0], "contribution": 0.0,
    ]
    for (c, term) in set.model.design.specification.terms.enumerated() {
      // Treatments are no media.
      if term.role != .treatment { truth["contribution", default: 0] += contributions[c] }
      if term.role != .paid {
        truth["contribution.\(c + 1)"] = contributions[c] / data.totalOutcome
      }
      guard c > 0 else { continue }
      for (place, parameter) in term.shapeParameters where !(term.shapes[place] is PointMass) {
        truth["\(parameter.symbol).\(c + 1)"] = p[keyPath: MediaMixParameters.shapes[place]][c]
      }
    }
    truth["nu"] = p.degreesOfFreedom
    truth["fourier.1"] = p.fourier.first
    truth["drift_amplitude.1"] = p.courseAmplitude.first
    truth["drift_length.1"] = p.courseLength.first
    for (k, increment) in set.model.design.increments(at: p).enumerated() {
      truth["increment.\(k + 1)"] = increment
    }
    truth[p.sigma.count == 1 ? "sigma" : "sigma.1"] = p.sigma[0]
    if data.geoCount > 1 {
      truth["eta.1"] = p.geoSpread[0]
      truth["eta.2"] = p.geoSpread[1]
      truth["xi.1"] = p.controlSpread[0]
      truth["tau.1"] = p.geoIntercept[0]
      truth["gamma_geo.2.1"] = p.control[0] + p.controlSpread[0] * p.controlDeviation[1]
    }
    return truth
  }

  /// Runs replications on two threads and returns what each gives, in order.
  static func run<Result: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Result
  ) async throws -> [Result] {
    try await withThrowingTaskGroup(of: [(Int, Result)].self) { group in
      for part in 0..<2 {
        group.addTask {
          var results: [(Int, Result)] = []
          for replication in stride(from: part, to: count, by: 2) {
            results.append((replication, try await body(replication)))
          }
          return results
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
