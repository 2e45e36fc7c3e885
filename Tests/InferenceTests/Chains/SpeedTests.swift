import Inference
import Testing

@Suite("Speed") struct SpeedTests {
  @Test("tmp", arguments: [15, 50, 100]) func speed(n: Int) async throws {
    for kind in MetricKind.allCases {
      let clock = ContinuousClock()
      let density = ScaledNormal(scales: (0..<n).map { 0.2 + 0.1 * Double($0) })
      var sampler = try Sampler(density: density, options: .init(chains: 1, metric: kind), initial: uniformStart(n))
      try await sampler.warmUp()
      let t = clock.now
      try await sampler.extend(by: 5000)
      let d = clock.now - t
      let g = sampler.chains[0].samplingGradients
      print("SPEED", n, kind, "us/leapfrog", Double(d.components.attoseconds) / 1e12 / Double(g), "lf/draw", Double(g)/5000, "warm", sampler.chains[0].warmupGradients, "step", sampler.chains[0].stepSize, "acc", sampler.draws.chains[0].statistics.map(\.acceptance).reduce(0,+)/5000, "div", sampler.draws.divergences)
      print(sampler.draws.coordinate(n-1)[0].map { $0*$0 }.reduce(0,+)/5000 / density.scales[n-1]/density.scales[n-1])
    }
  }
}
