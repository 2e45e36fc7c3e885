import Inference
import Parallel

extension MediaMixResult {
  /// All draws of each channel's return over another window; nil for a channel that spent nothing in
  /// it.
  func returns(over window: ReportWindow, threads: Int) async throws -> [String: [Double]] {
    let (sampling, model) = (sampling, model)
    let seed = model.options.sampler.seed
    let chains = try await inParallel(sampling.draws.chains.count, width: threads) { chain in
      let recorder = PosteriorRecorder(
        density: sampling.density, data: model.data, window: window, seed: seed, chain: chain)
      recorder.record(sampling.draws.chains[chain], dimension: sampling.draws.dimension)
      try Task.checkCancellation()
      return (quantities: recorder.quantities, index: recorder.quantityIndex)
    }
    var returns: [String: [Double]] = [:]
    for c in data.channels.indices where window.spend[c] > 0 {
      returns[data.channels[c]] = chains.flatMap { quantities, index in
        let place = index.term(c, QuantityIndex.roi)
        return stride(from: place, to: quantities.count, by: index.count).map { quantities[$0] }
      }
    }
    return returns
  }
}
