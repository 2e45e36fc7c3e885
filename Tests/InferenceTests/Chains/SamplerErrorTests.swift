import Inference
import Testing

/// A density that takes a fixed time.
private struct SlowNormal: LogDensity {
  let pause: Duration
  var dimension: Int { 20 }

  func makeScratch() {}

  func evaluate(
    at position: UnsafeBufferPointer<Double>, gradient: UnsafeMutableBufferPointer<Double>,
    scratch: inout Void
  ) -> Double {
    let end = ContinuousClock.now + pause
    while ContinuousClock.now < end {}
    var value = 0.0
    for i in 0..<dimension {
      gradient[i] = -position[i]
      value -= position[i] * position[i] / 2
    }
    return value
  }
}

@Suite("Sampler errors") struct SamplerErrorTests {
  @Test(
    "cancellation ends a run that would take hours", arguments: [Duration.zero, .milliseconds(5)])
  func cancellation(pause: Duration) async throws {
    let task = Task {
      _ = try await sample(SlowNormal(pause: pause), .init(warmup: 5_000_000, threads: 2))
    }
    try await Task.sleep(for: .milliseconds(150))
    let clock = ContinuousClock()
    let start = clock.now
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    // An idle machine takes milliseconds; a busy one gets patience.
    #expect(clock.now - start < .seconds(20))
  }

  @Test("no finite starting point is a typed error that says what to do")
  func badStart() async throws {
    let density = FunctionDensity(dimension: 1) { _ in (.nan, [0]) }
    await #expect(throws: InferenceError.noFiniteStart(chain: 0, attempts: 100)) {
      _ = try await sample(density, .init(threads: 4))
    }
    let endless = FunctionDensity(dimension: 1) { _ in (0, [.infinity]) }
    await #expect(throws: InferenceError.noFiniteStart(chain: 0, attempts: 100)) {
      _ = try await sample(endless)
    }
    let text = InferenceError.noFiniteStart(chain: 0, attempts: 100).description
    #expect(text.contains("chain 1") && text.contains("check the data"))
  }

  @Test("later starting points are tried, with their number")
  func laterStart() async throws {
    let density = FunctionDensity(dimension: 1) { q in
      q[0] > 100 ? (.nan, [0]) : (-q[0] * q[0] / 2, [-q[0]])
    }
    var sampler = try Sampler(density: density, options: .init(chains: 2)) { _, attempt, _ in
      [attempt < 7 ? 1000 : 1]
    }
    try await sampler.warmUp()
    #expect(sampler.chains.count == 2)
  }

  @Test("a start of the wrong dimension, draws before warm-up and bad options are refused")
  func misuse() async throws {
    let density = SlowNormal(pause: .zero)
    var sampler = try Sampler(density: density, options: .init()) { _, _, _ in [1] }
    await #expect(throws: InferenceError.notWarmedUp) { try await sampler.extend(by: 1) }
    await #expect(throws: InferenceError.wrongDimension(chain: 0, expected: 20, found: 1)) {
      try await sampler.warmUp()
    }
    for options in [
      SamplerOptions(chains: 0), .init(warmup: -1), .init(targetAcceptance: 1), .init(threads: 0),
      .init(targetAcceptance: .nan), .init(maximumDepth: 0),
    ] {
      #expect(throws: InferenceError.self) {
        _ = try Sampler(density: density, options: options) { _, _, _ in [] }
      }
    }
  }

  @Test("a failed extension leaves the sampler as it was")
  func failedExtension() async throws {
    let ready = try await sample(SlowNormal(pause: .zero), draws: 10)
    let task = Task {
      var sampler = ready
      withUnsafeCurrentTask { $0?.cancel() }
      await #expect(throws: CancellationError.self) { try await sampler.extend(by: 1000) }
      return sampler.draws
    }
    #expect(await task.value == ready.draws)
  }
}
