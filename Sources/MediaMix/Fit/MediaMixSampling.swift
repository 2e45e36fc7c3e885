import Foundation
package import Inference
import Parallel
import Probability

/// A sampled posterior: positions, what they mean, and the gate's verdict on them.
package struct MediaMixSampling: Sendable {
  package let density: MediaMixDensity
  let samplerOptions: SamplerOptions
  package let draws: Draws
  let chains: [ChainState]
  /// For each chain, draws x parameters.
  package let parameters: [[Double]]
  /// For each chain, draws x quantities.
  package let quantities: [[Double]]
  package let parameterIndex: ParameterIndex
  package let quantityIndex: QuantityIndex
  package let verdict: ConvergenceGate.Verdict
  /// Gradients of the pilot, of warm-up and of the kept draws.
  package let gradients: Gradients
  /// CPU seconds of the whole process while it sampled: pilot, warm-up and draws.
  let cpuSeconds: Double
  /// Where the chains stood each time the gate looked.
  let blocks: [FitState.Block]
  /// How the draws came about.
  package var origin: FitOrigin

  package struct Gradients: Sendable {
    var pilot = 0
    var warmup = 0
    var sampling = 0
    package var total: Int { pilot + warmup + sampling }
  }

  /// One stored number of every draw, chain by chain.
  package static func column(_ table: [[Double]], _ index: Int, of count: Int) -> [[Double]] {
    table.map { chain in
      stride(from: index, to: chain.count, by: count).map { chain[$0] }
    }
  }
}

/// Samples a media-mix model: pilot, warm-up, and blocks of draws until the gate is content.
package struct MediaMixSampler: Sendable {
  /// Draws a chain keeps before the gate first looks, and how many it adds each time after.
  static let firstBlock = 1000
  static let laterBlock = 1000
  /// Sets the pilot's random numbers apart from the run's.
  private static let pilotSeed: UInt64 = 0x9E37_79B9_7F4A_7C15
  /// The most draws a chain keeps under `draws: auto`.
  static let limit = 8000

  let model: MediaMixModel
  let threads: Int
  let progress: (@Sendable (SamplerProgress) -> Void)?

  package init(
    model: MediaMixModel, threads: Int, progress: (@Sendable (SamplerProgress) -> Void)? = nil
  ) {
    self.model = model
    self.threads = threads
    self.progress = progress
  }

  var options: MediaMixOptions.Sampler { model.options.sampler }

  /// Samples; where transitions diverge, once more with a smaller step.
  ///
  /// - Parameters:
  ///   - state: the same fit as it was sampled before, whose draws need not be sampled again.
  ///   - start: where an earlier fit of other data or options left off.
  package func run(
    keeping state: FitState? = nil, from start: WarmStart? = nil
  ) async throws -> MediaMixSampling {
    var begin = Beginning(start: start, centred: start.map(forms))
    if begin.start != nil { begin.judge(model, chains: options.chains) }
    if let state, let sampling = try await restore(state, begin) { return sampling }
    var timer = CPUTimer()
    var spent = 0
    if begin.starts == nil { (begin.centred, spent) = try await choosesCentred() }
    timer.pause()
    var sampling: MediaMixSampling?
    let attempts = Self.acceptances(isGeo: model.data.geoCount > 1).indices
    for attempt in attempts.dropFirst(begin.firstAttempt) {
      let next = try await sample(begin, attempt: attempt, spent: spent, timer: &timer)
      spent = next.gradients.total
      sampling = next
      if !next.verdict.failures.contains(.divergences) { break }
    }
    guard let sampling else { throw MediaMixError.sampling("no attempt was made") }
    return sampling
  }

  /// The acceptance that the step size is tuned to, attempt by attempt.
  static func acceptances(isGeo: Bool) -> [Double] { isGeo ? [0.9, 0.98] : [0.8, 0.95] }

  /// Whether deviations of each channel are sampled as they are, as an earlier fit had them.
  private func forms(_ start: WarmStart) -> [Bool] {
    model.data.terms.map { start.centred.contains($0) }
  }

  /// The sampler of an attempt, before anything is sampled.
  func makeSampler(
    _ density: MediaMixDensity, attempt: Int, warmup: Int
  ) throws -> Sampler<MediaMixDensity> {
    try Sampler(
      density: density,
      options: SamplerOptions(
        chains: options.chains, warmup: warmup, seed: options.seed,
        targetAcceptance: Self.acceptances(isGeo: model.data.geoCount > 1)[attempt],
        threads: threads)
    ) { _, attempt, stream in density.start(attempt: attempt, stream: &stream) }
  }

  private func sample(
    _ begin: Beginning, attempt: Int, spent: Int, timer: inout CPUTimer
  ) async throws -> MediaMixSampling {
    timer.resume()
    let warmup = begin.starts == nil ? options.warmup : WarmStart.warmup(options)
    var sampler = try makeSampler(
      model.density(centred: begin.centred), attempt: attempt, warmup: warmup)
    if let starts = begin.starts {
      try await sampler.warmUp(from: starts, progress: progress)
    } else {
      try await sampler.warmUp(progress: progress)
    }
    var origin = begin.origin
    origin.attempt = attempt
    return try await extend(&sampler, nil, origin, spent: spent, timer: &timer)
  }

  /// Adds blocks of draws until the gate is content, or no more may help.
  ///
  /// - Parameter state: blocks that were sampled before, which stand in for sampling.
  func extend(
    _ sampler: inout Sampler<MediaMixDensity>, _ state: FitState?, _ origin: FitOrigin, spent: Int,
    timer: inout CPUTimer
  ) async throws -> MediaMixSampling {
    let recorders = RecorderBox(
      density: sampler.density, model: model, seed: options.seed, chains: options.chains)
    var origin = origin
    var blocks: [FitState.Block] = []
    while true {
      if let state, blocks.count < state.blocks.count {
        let (chains, draws) = state.restored(blocks.count)
        sampler.restore(chains, draws)
      } else {
        if state != nil { origin.cache = .extended }
        timer.resume()
        try await sampler.extend(by: block(after: blocks.last?.count ?? 0), progress: progress)
        timer.pause()
      }
      blocks.append(FitState.Block(sampler))
      try await recorders.record(sampler.draws, threads: threads)
      let sampling = try summarise(
        sampler, recorders, blocks, origin, pilotGradients: spent, cpuSeconds: timer.seconds)
      let isFinal =
        options.draws != .auto || sampler.draws.count >= limit(recorders.numbersPerDraw)
      if sampling.verdict.passed || isFinal || !sampling.verdict.mayImprove { return sampling }
    }
  }

  /// How many draws the gate waits for before it looks again.
  func block(after kept: Int) -> Int {
    switch options.draws {
    case .count(let count): count
    case .auto: kept == 0 ? Self.firstBlock : Self.laterBlock
    }
  }

  /// The most draws a chain keeps under `draws: auto`: fewer where a draw holds so many numbers that
  /// all together would pass 40 million (320 MB).
  private func limit(_ numbersPerDraw: Int) -> Int {
    min(Self.limit, max(2 * Self.firstBlock, 40_000_000 / (options.chains * numbersPerDraw)))
  }

  /// Decides, channel by channel, whether geo deviations are sampled as they are: a short pilot in
  /// the form for weak data measures how much the data say about each.
  ///
  /// They have to be informed at the low end of their spread too: where the spread may be near
  /// zero, the centred form has a funnel there, however informative the data are on average.
  private func choosesCentred() async throws -> (centred: [Bool]?, gradients: Int) {
    let specification = model.design.specification
    let isLogNormal = specification.terms.contains { $0.geoEffects == .lognormal }
    guard model.data.geoCount > 1 && isLogNormal else { return (nil, 0) }
    let density = model.density()
    var pilot = try Sampler(
      density: density,
      options: SamplerOptions(
        chains: options.chains, warmup: 200, seed: options.seed ^ Self.pilotSeed, threads: threads)
    ) { _, attempt, stream in density.start(attempt: attempt, stream: &stream) }
    try await pilot.warmUp(progress: nil)
    try await pilot.extend(by: 50, progress: nil)
    let scratch = density.makeScratch()
    var information = [[Double]](repeating: [], count: specification.terms.count)
    for chain in 0..<options.chains {
      try Task.checkCancellation()
      for draw in 0..<pilot.draws.count {
        pilot.draws.withPosition(chain: chain, draw: draw) { position in
          guard let x = position.baseAddress else { return }
          _ = density.decode(x, scratch)
          density.media.respond(scratch)
          _ = density.media.couple(scratch)
        }
        for (c, value) in density.information(scratch).enumerated() {
          information[c].append(value)
        }
      }
    }
    let gradients = pilot.chains.reduce(0) { $0 + $1.warmupGradients + $1.samplingGradients }
    return (information.map { Quantile.at([0.05], of: $0)[0] >= 1 }, gradients)
  }

  private func summarise(
    _ sampler: Sampler<MediaMixDensity>, _ recorders: RecorderBox, _ blocks: [FitState.Block],
    _ origin: FitOrigin, pilotGradients: Int, cpuSeconds: Double
  ) throws -> MediaMixSampling {
    let parameters = recorders.parameters
    let quantities = recorders.quantities
    let (parameterIndex, quantityIndex) = (recorders.parameterIndex, recorders.quantityIndex)
    let diagnostics = Diagnostics(chains: options.chains, draws: sampler.draws.count)
    var summaries: [(name: String, summary: ConvergenceSummary)] = []
    for (index, entry) in parameterIndex.entries.enumerated() {
      try Task.checkCancellation()
      let column = MediaMixSampling.column(parameters, index, of: parameterIndex.count)
      summaries.append((entry.name, diagnostics.summary(column)))
    }
    for index in 0..<quantityIndex.count {
      try Task.checkCancellation()
      let column = MediaMixSampling.column(quantities, index, of: quantityIndex.count)
      summaries.append((quantityIndex.name(index, model.data), diagnostics.summary(column)))
    }
    let verdict = ConvergenceGate().judge(
      summaries, divergences: sampler.draws.divergences,
      draws: sampler.draws.count * options.chains,
      energyFractions: sampler.draws.chains.map {
        EnergyDiagnostics.bayesianFractionOfMissingInformation($0.statistics.map(\.energy))
      })
    let gradients = MediaMixSampling.Gradients(
      pilot: pilotGradients, warmup: sampler.chains.reduce(0) { $0 + $1.warmupGradients },
      sampling: sampler.chains.reduce(0) { $0 + $1.samplingGradients })
    return MediaMixSampling(
      density: sampler.density, samplerOptions: sampler.options, draws: sampler.draws,
      chains: sampler.chains,
      parameters: parameters, quantities: quantities, parameterIndex: parameterIndex,
      quantityIndex: quantityIndex, verdict: verdict, gradients: gradients, cpuSeconds: cpuSeconds,
      blocks: blocks, origin: origin)
  }
}

extension ConvergenceGate.Verdict {
  /// Whether more draws could mend what fails: sample sizes and R-hat grow better, divergences and
  /// energy do not.
  fileprivate var mayImprove: Bool {
    failures.allSatisfy { $0 != .divergences && $0 != .energyFraction } && rHatMax < 1.1
  }
}

/// One recorder a chain.
///
/// Each is touched by one task at a time, which makes the box `Sendable`.
private final class RecorderBox: @unchecked Sendable {
  private let recorders: [PosteriorRecorder]

  init(density: MediaMixDensity, model: MediaMixModel, seed: UInt64, chains: Int) {
    recorders = (0..<chains).map { chain in
      PosteriorRecorder(
        density: density, data: model.data, window: model.window, seed: seed, chain: chain)
    }
  }

  var parameters: [[Double]] { recorders.map(\.parameters) }
  var quantities: [[Double]] { recorders.map(\.quantities) }
  var parameterIndex: ParameterIndex { recorders[0].parameterIndex }
  var quantityIndex: QuantityIndex { recorders[0].quantityIndex }
  var numbersPerDraw: Int { parameterIndex.count + quantityIndex.count }

  func record(_ draws: Draws, threads: Int) async throws {
    _ = try await inParallel(recorders.count, width: threads) { [self] chain in
      recorders[chain].record(draws.chains[chain], dimension: draws.dimension)
      try Task.checkCancellation()
    }
  }
}
