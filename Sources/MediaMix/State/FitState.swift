package import Inference
import Probability

/// Everything of a sampled posterior that costs gradients: kept positions, and what every chain
/// needs to go on as if it had never stopped.
///
/// Parameters, quantities, findings and figures follow from it without a gradient, for any report
/// window and language. `FitState+Bytes.swift` writes it to bytes.
package struct FitState: Sendable, Equatable {
  /// What a chain learnt in warm-up.
  package struct Tuning: Sendable, Equatable {
    var stepSize: Double
    /// The variances of its metric.
    var variances: [Double]
    var warmupGradients: Int
    var warmupDivergences: Int
  }

  /// Where the chains stood when a block of draws was full and the gate looked.
  package struct Block: Sendable, Equatable {
    /// Draws of a chain so far.
    var count: Int
    /// For each chain, gradients of its draws so far.
    var gradients: [Int]
    /// For each chain, the place of its random stream.
    var places: [RandomStream.Place]
  }

  /// The sampled coordinates, in order.
  package var names: [String]
  /// For each channel, whether its geo deviations were sampled as they are.
  package var centred: [Bool]
  /// Which attempt the draws are of; later ones follow divergences.
  package var attempt: Int
  /// The first and last period of the window that the gate looked at.
  package var window: ClosedRange<Int>
  /// Iterations of warm-up.
  package var warmup: Int
  /// Whether the chains began where those of an earlier run ended.
  package var isWarm: Bool
  /// Gradients of the pilot and of attempts before this one.
  package var earlierGradients: Int
  package var tunings: [Tuning]
  package var blocks: [Block]
  package var draws: Draws

  /// Takes the state of a posterior; nil where a metric is not diagonal.
  package init?(_ sampling: MediaMixSampling, window: ReportWindow) {
    let chains = sampling.chains
    guard !sampling.blocks.isEmpty, chains.allSatisfy({ $0.metric.isDiagonal }) else { return nil }
    names = sampling.density.coordinateNames
    centred = sampling.density.layout.forms.map { $0 == .centred }
    attempt = sampling.origin.attempt
    self.window = window.periods
    warmup = sampling.samplerOptions.warmup
    isWarm = sampling.origin.isWarm
    earlierGradients = sampling.gradients.pilot
    tunings = chains.map {
      Tuning(
        stepSize: $0.stepSize, variances: $0.metric.variances,
        warmupGradients: $0.warmupGradients, warmupDivergences: $0.warmupDivergences)
    }
    blocks = sampling.blocks
    draws = sampling.draws
  }

  /// Takes parts as they were read; nil if they contradict each other.
  init?(
    names: [String], centred: [Bool], attempt: Int, window: ClosedRange<Int>, warmup: Int,
    isWarm: Bool, earlierGradients: Int, tunings: [Tuning], blocks: [Block], draws: Draws
  ) {
    let (chains, dimension) = (draws.chains.count, draws.dimension)
    let areBlocksSound = zip(blocks, blocks.dropFirst()).allSatisfy { $0.count < $1.count }
    guard names.count == dimension, chains > 0, tunings.count == chains, areBlocksSound,
      let first = blocks.first, first.count > 0, blocks.last?.count == draws.count,
      blocks.allSatisfy({ $0.gradients.count == chains && $0.places.count == chains }),
      tunings.allSatisfy({ $0.variances.count == dimension }),
      draws.chains.allSatisfy({
        $0.count == draws.count && $0.positions.count == draws.count * dimension
      })
    else { return nil }
    self.names = names
    self.centred = centred
    self.attempt = attempt
    self.window = window
    self.warmup = warmup
    self.isWarm = isWarm
    self.earlierGradients = earlierGradients
    self.tunings = tunings
    self.blocks = blocks
    self.draws = draws
  }

  /// Draws and chains as they were when a block was full.
  package func restored(_ block: Int) -> (chains: [ChainState], draws: Draws) {
    let (mark, dimension) = (blocks[block], draws.dimension)
    let kept = draws.chains.map {
      Draws.Chain(
        positions: Array($0.positions.prefix(mark.count * dimension)),
        statistics: Array($0.statistics.prefix(mark.count)))
    }
    let chains = tunings.indices.map { c in
      ChainState(
        position: Array(kept[c].positions.suffix(dimension)), stepSize: tunings[c].stepSize,
        metric: .diagonal(tunings[c].variances), warmupGradients: tunings[c].warmupGradients,
        samplingGradients: mark.gradients[c], warmupDivergences: tunings[c].warmupDivergences,
        stream: RandomStream(mark.places[c]))
    }
    return (chains, Draws(dimension: dimension, chains: kept))
  }
}

extension FitState.Block {
  init(_ sampler: Sampler<MediaMixDensity>) {
    count = sampler.draws.count
    gradients = sampler.chains.map(\.samplingGradients)
    places = sampler.chains.map(\.stream.place)
  }
}

extension Metric {
  var isDiagonal: Bool {
    if case .diagonal = self { true } else { false }
  }
}
