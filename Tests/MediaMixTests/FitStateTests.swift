import Findings
import Foundation
import Inference
import MediaMix
import Probability
import Synchronization
import Tables
import Testing

/// A store in memory, keyed by the options and the number of periods.
final class MemoryStore: FitStore {
  private let kept = Mutex<[String: Data]>([:])

  private func key(_ question: FitQuestion) -> String {
    let options = try? JSONEncoder.sorted.encode(question.options)
    return String(decoding: options ?? Data(), as: UTF8.self) + "\(question.data.timeCount)"
  }

  func load(_ question: FitQuestion) -> Data? { kept.withLock { $0[key(question)] } }

  func save(_ bytes: Data, for question: FitQuestion) {
    kept.withLock { $0[key(question)] = bytes }
  }

  /// Changes everything that is kept.
  func spoil(_ change: (Data) -> Data) {
    kept.withLock { $0 = $0.mapValues(change) }
  }
}

extension JSONEncoder {
  fileprivate static var sorted: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return encoder
  }
}

@Suite("The state of a fit")
struct FitStateTests {
  private func options(
    _ data: MediaMixData, change: (inout MediaMixOptions) -> Void = { _ in }
  ) -> MediaMixOptions {
    SmallPanel.options(data) {
      $0.sampler = .init(chains: 2, warmup: 100, draws: .count(60), seed: 3)
      change(&$0)
    }
  }

  private func sampled(
    _ data: MediaMixData, _ options: MediaMixOptions, from start: WarmStart? = nil
  ) async throws -> (MediaMixModel, MediaMixSampling) {
    let model = try MediaMixModel(data: data, options: options)
    return (model, try await MediaMixSampler(model: model, threads: 2).run(from: start))
  }

  @Test("survives the way through bytes, bit for bit", arguments: [1, 3])
  func roundTrip(geos: Int) async throws {
    let data = try SmallPanel.data(geos: geos, periods: 30)
    let (model, sampling) = try await sampled(data, options(data))
    let state = try #require(FitState(sampling, window: model.window))
    let read = try #require(FitState(bytes: state.encoded()))
    #expect(read == state)
    let again = try await MediaMixSampler(model: model, threads: 1).run(keeping: read)
    #expect(again.origin.cache == .hit)
    #expect(again.draws == sampling.draws)
    #expect(again.parameters == sampling.parameters && again.quantities == sampling.quantities)
    #expect(again.gradients.total == sampling.gradients.total)
  }

  @Test("names every sampled coordinate once", arguments: [1, 3])
  func names(geos: Int) throws {
    let data = try SmallPanel.data(geos: geos, periods: 30)
    let model = try MediaMixModel(data: data, options: options(data))
    for density in [model.density(), model.density(.joint)] {
      let names = density.coordinateNames
      #expect(names.count == density.dimension && Set(names).count == names.count)
    }
  }

  @Test("is not read when cut short, or of another format, and never ends the process")
  func damage() async throws {
    let data = try SmallPanel.data(geos: 1, periods: 30)
    let (model, sampling) = try await sampled(data, options(data))
    let bytes = try #require(FitState(sampling, window: model.window)).encoded()
    for count in [0, 7, 8, 100, bytes.count / 2, bytes.count - 1] {
      #expect(FitState(bytes: bytes.prefix(count)) == nil)
    }
    #expect(FitState(bytes: bytes + Data([0])) == nil)
    var other = bytes
    other[0] = 2
    #expect(FitState(bytes: other) == nil)
    // Any length may be damaged: the reader believes none that the bytes cannot hold.
    var refused = 0
    for place in stride(from: 0, to: 2000, by: 8) {
      var broken = bytes
      broken.replaceSubrange(place..<(place + 8), with: [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0])
      if FitState(bytes: broken) == nil { refused += 1 }
    }
    #expect(refused > 20)
  }

  @Test("stands in for sampling: a hit gives the same findings, texts and draws")
  func hit() async throws {
    let data = try SmallPanel.data(geos: 2, periods: 30)
    let (store, options) = (MemoryStore(), options(data))
    let plain = try await MediaMix.fit(data: data, options: options, threads: 2)
    let miss = try await MediaMix.fit(data: data, options: options, threads: 2, store: store)
    let hit = try await MediaMix.fit(data: data, options: options, threads: 1, store: store)
    #expect(plain.origin.cache == .off && miss.origin.cache == .miss && hit.origin.cache == .hit)
    for other in [miss, hit] {
      #expect(
        other.findings(language: .de, isForced: true)
          == plain.findings(language: .de, isForced: true))
      #expect(try other.drawsCSV() == plain.drawsCSV())
      #expect(other.gradientCount == plain.gradientCount)
    }
  }

  @Test("serves another level and another window, but not another seed or model")
  func reuse() async throws {
    let data = try SmallPanel.data(geos: 1, periods: 40)
    let store = MemoryStore()
    func fit(_ change: (inout MediaMixOptions) -> Void) async throws -> MediaMixResult {
      try await MediaMix.fit(
        data: data, options: options(data, change: change), threads: 2, store: store)
    }
    func cold(_ change: (inout MediaMixOptions) -> Void) async throws -> MediaMixResult {
      try await MediaMix.fit(data: data, options: options(data, change: change), threads: 2)
    }
    #expect(try await fit { _ in }.origin.cache == .miss)
    let later = MediaMixOptions.Window(from: data.times.labels[20])
    for change: (inout MediaMixOptions) -> Void in [{ $0.level = 0.5 }, { $0.window = later }] {
      let result = try await fit(change)
      #expect(result.origin.cache == .hit)
      let expected = try await cold(change)
      #expect(
        result.findings(language: .en, isForced: true)
          == expected.findings(language: .en, isForced: true))
    }
    #expect(try await fit { $0.sampler.seed = 4 }.origin.cache == .miss)
    #expect(try await fit { $0.baseline.fourier = 2 }.origin.cache == .miss)
  }

  @Test("keeps under draws: auto just the draws that sampling would keep, for any window")
  func autoWindow() async throws {
    let data = try SmallPanel.data(geos: 1, periods: 40)
    let store = MemoryStore()
    let early = options(data) { $0.sampler.draws = .auto }
    let late = options(data) {
      $0.sampler.draws = .auto
      $0.window = .init(from: data.times.labels[36])
    }
    for (first, second) in [(early, late), (late, early)] {
      store.spoil { _ in Data() }
      _ = try await MediaMix.fit(data: data, options: first, threads: 2, store: store)
      let kept = try await MediaMix.fit(data: data, options: second, threads: 2, store: store)
      let cold = try await MediaMix.fit(data: data, options: second, threads: 2)
      #expect(kept.origin.cache != .miss)
      #expect(try kept.drawsCSV() == cold.drawsCSV())
    }
  }

  @Test("goes on where it ended when more draws are asked for, as if it had never stopped")
  func extended() async throws {
    let data = try SmallPanel.data(geos: 1, periods: 30)
    let auto = options(data) { $0.sampler = .init(chains: 2, warmup: 60, draws: .auto, seed: 3) }
    let model = try MediaMixModel(data: data, options: auto)
    let full = try await MediaMixSampler(model: model, threads: 2).run()
    var state = try #require(FitState(full, window: model.window))
    let first = state.restored(0)
    state.blocks = [state.blocks[0]]
    state.draws = first.draws
    var sampler = try Sampler(density: full.density, options: .init(chains: 2, warmup: 60, seed: 3))
    { _, attempt, stream in full.density.start(attempt: attempt, stream: &stream) }
    sampler.restore(first.chains, first.draws)
    try await sampler.extend(by: 40)
    var whole = try Sampler(density: full.density, options: .init(chains: 2, warmup: 60, seed: 3)) {
      _, attempt, stream in full.density.start(attempt: attempt, stream: &stream)
    }
    try await whole.warmUp()
    try await whole.extend(by: first.draws.count + 40)
    #expect(sampler.draws == whole.draws)
    #expect(sampler.chains.map(\.stream.place) == whole.chains.map(\.stream.place))
  }

  @Test("is left aside when it is not this question's, or spoilt")
  func distrust() async throws {
    let data = try SmallPanel.data(geos: 1, periods: 30)
    let (store, options) = (MemoryStore(), options(data))
    let first = try await MediaMix.fit(data: data, options: options, threads: 2, store: store)
    store.spoil { $0.prefix($0.count / 2) }
    let second = try await MediaMix.fit(data: data, options: options, threads: 2, store: store)
    #expect(second.origin.cache == .miss)
    #expect(try second.drawsCSV() == first.drawsCSV())
    // A state of another model under this model's key.
    let (model, sampling) = try await sampled(
      SmallPanel.data(geos: 1, periods: 30, channels: 3),
      self.options(SmallPanel.data(geos: 1, periods: 30, channels: 3)))
    let other = try #require(FitState(sampling, window: model.window)).encoded()
    store.spoil { _ in other }
    let third = try await MediaMix.fit(data: data, options: options, threads: 2, store: store)
    #expect(third.origin.cache == .miss)
    #expect(try third.drawsCSV() == first.drawsCSV())
  }

  @Test("starts the next fit warm: reproducible on any threads, with fewer gradients")
  func warm() async throws {
    let short = try SmallPanel.data(geos: 2, periods: 30)
    let long = try SmallPanel.data(geos: 2, periods: 36)
    let settings: (inout MediaMixOptions) -> Void = {
      $0.sampler = .init(chains: 2, warmup: 500, draws: .count(100), seed: 3)
    }
    let first = try await MediaMix.fit(
      data: short, options: options(short, change: settings), threads: 2)
    let start = try #require(first.warmStart)
    let bytes = try JSONEncoder().encode(start)
    #expect(try JSONDecoder().decode(WarmStart.self, from: bytes) == start)
    func fit(_ threads: Int, _ start: WarmStart?) async throws -> MediaMixResult {
      try await MediaMix.fit(
        data: long, options: options(long, change: settings), threads: threads, warmStart: start)
    }
    let (one, two, cold) = (try await fit(1, start), try await fit(2, start), try await fit(2, nil))
    #expect(one.origin.isWarm && !cold.origin.isWarm)
    #expect(try one.drawsCSV() == two.drawsCSV())
    #expect(one.gradientCount < cold.gradientCount)
  }

  @Test("starts cold and says why when the parameters are others, or the state is damaged")
  func cold() async throws {
    let data = try SmallPanel.data(geos: 1, periods: 30)
    let more = try SmallPanel.data(geos: 1, periods: 30, channels: 3)
    let first = try await MediaMix.fit(data: data, options: options(data), threads: 2)
    var start = try #require(first.warmStart)
    let other = try await MediaMix.fit(
      data: more, options: options(more), threads: 2, warmStart: start)
    #expect(other.origin.coldReason?.contains("parameters are others") == true)
    let plain = try await MediaMix.fit(data: more, options: options(more), threads: 2)
    #expect(try other.drawsCSV() == plain.drawsCSV())
    start.chains[0].variances[0] = .nan
    let damaged = try await MediaMix.fit(
      data: data, options: options(data), threads: 2, warmStart: start)
    #expect(damaged.origin.coldReason?.contains("damaged") == true)
  }

  @Test("leaves the posterior as it is: a warm start agrees with a cold one within MCSE")
  func samePosterior() async throws {
    let data = try SmallPanel.data(geos: 1, periods: 60)
    let settings: (inout MediaMixOptions) -> Void = {
      $0.sampler = .init(chains: 4, warmup: 300, draws: .count(1000), seed: 5)
    }
    let (_, cold) = try await sampled(data, options(data, change: settings))
    let first = try await MediaMix.fit(
      data: data, options: options(data, change: settings), threads: 2)
    let (_, warm) = try await sampled(data, options(data, change: settings), from: first.warmStart)
    #expect(warm.origin.isWarm && warm.draws != cold.draws)
    let diagnostics = Diagnostics(chains: 4, draws: 1000)
    for index in 0..<cold.quantityIndex.count {
      func column(_ sampling: MediaMixSampling) -> (mean: Double, error: Double) {
        let column = MediaMixSampling.column(
          sampling.quantities, index, of: sampling.quantityIndex.count)
        let values = column.flatMap { $0 }
        let mean = values.reduce(0, +) / Double(values.count)
        let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        let size = diagnostics.summary(column).essBulk
        return (mean, (square / size).squareRoot())
      }
      let (a, b) = (column(cold), column(warm))
      #expect(abs(a.mean - b.mean) <= 4.5 * (a.error * a.error + b.error * b.error).squareRoot())
    }
  }
}
