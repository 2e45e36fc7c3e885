import Inference
import MediaMix
import Probability
import Tables

/// A small panel cut in two: the data, and a plan of what follows.
struct PlannedPanel {
  let data: MediaMixData
  let plan: MediaPlan
  let options: MediaMixOptions

  init(
    geos: Int = 1, history: Int = 40, planned: Int = 6, seed: UInt64 = 7,
    change: (inout MediaMixOptions) -> Void = { _ in }
  ) throws {
    let whole = try SmallPanel.data(
      geos: geos, periods: history + planned, leadIn: 4, price: [0.002, 0.03], seed: seed)
    func rows(_ values: [Double], lead: Int, _ periods: Range<Int>) -> [Double] {
      let width = values.count / geos
      return (0..<geos).flatMap { g in
        periods.map { values[g * width + lead + $0] }
      }
    }
    let (past, future) = (0..<history, history..<(history + planned))
    data = MediaMixData(
      source: "small", geos: whole.geos, isNational: whole.isNational,
      times: try TimeAxis(
        whole.times.labels.prefix(history).compactMap { CivilDate(iso: $0).map(TimePoint.init) },
        source: "small", column: "week"), leadIn: 4, channels: whole.channels,
      controls: whole.controls, kpi: rows(whole.kpi, lead: 0, past),
      value: rows(whole.value, lead: 0, past), population: whole.population,
      spend: whole.spend.map { rows($0, lead: 0, past) },
      exposure: whole.exposure.map { rows($0, lead: 0, 0..<(4 + history)) },
      controlValues: whole.controlValues.map { rows($0, lead: 0, past) }, currency: "EUR")
    plan = MediaPlan(
      times: data.times.continued(by: planned).dropFirst(history),
      spend: whole.spend.map { rows($0, lead: 0, future) },
      exposure: whole.exposure.map { rows($0, lead: 4, future) },
      frequency: whole.frequency, treatmentValues: [],
      controlValues: whole.controlValues.map { rows($0, lead: 0, future) },
      value: rows(whole.value, lead: 0, future))
    options = SmallPanel.options(data) {
      $0.baseline = .init(knots: .count(2), fourier: 0)
      $0.sampler = .init(chains: 2, warmup: 150, draws: .count(200), seed: 3)
      change(&$0)
    }
  }

  /// The same with a KPI drawn from the model, and the outcome that the plan really has.
  func simulated(seed: UInt64) throws -> (panel: PlannedPanel, outcome: [Double]) {
    let scaling = try self.scaling()
    let model = try MediaMixModel(data: data, options: options, scaling: scaling)
    let longer = data.appending(plan, tail: 0)
    let design = model.density().extended(to: longer).design
    var stream = RandomStream(seed: seed, stream: 5)
    let kpi = design.simulateKPI(
      at: design.drawPrior(&stream), population: data.population, stream: &stream)
    let (past, times) = (data.timeCount, longer.timeCount)
    let outcome = (past..<times).map { t in
      data.geos.indices.reduce(0) { $0 + kpi[$1 * times + t] * longer.value[$1 * times + t] }
    }
    let history = data.geos.indices.flatMap { kpi[($0 * times)..<($0 * times + past)] }
    return (
      PlannedPanel(data: data.replacingKPI(history), plan: plan, options: options), outcome
    )
  }

  func scaling() throws -> MediaMixScaling {
    MediaMixScaling(
      kpiMean: 500, kpiDeviation: 4,
      exposureScale: MediaMixScaling(
        data, specification: try MediaMixSpecification(options: options, data: data)
      ).exposureScale, controlMean: [0], controlDeviation: [1])
  }

  private init(data: MediaMixData, plan: MediaPlan, options: MediaMixOptions) {
    (self.data, self.plan, self.options) = (data, plan, options)
  }

  /// The same panel with another plan.
  func replacing(plan: MediaPlan) -> PlannedPanel {
    PlannedPanel(data: data, plan: plan, options: options)
  }

  /// The plan without any money or exposure.
  var withoutMedia: MediaPlan {
    var plan = plan
    plan.spend = plan.spend.map { $0.map { _ in 0 } }
    plan.exposure = plan.exposure.map { $0.map { _ in 0 } }
    return plan
  }

  /// A fit with scaling fixed in advance.
  func fit() async throws -> MediaMixResult {
    let model = try MediaMixModel(data: data, options: options, scaling: try scaling())
    let sampling = try await MediaMixSampler(model: model, threads: 2).run()
    return try await MediaMixResult(model: model, sampling: sampling, threads: 2)
  }
}
