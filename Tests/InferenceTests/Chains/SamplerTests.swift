import Foundation
import Inference
import Probability
import Synchronization
import Testing

private let normal = ScaledNormal(scales: [1, 2, 0.5])

@Suite("Sampler") struct SamplerTests {
  @Test("one thread and four give the same bits", arguments: MetricKind.allCases)
  func threads(metric: MetricKind) async throws {
    let one = try await sample(normal, .init(warmup: 200, metric: metric, threads: 1), draws: 100)
    let four = try await sample(normal, .init(warmup: 200, metric: metric, threads: 4), draws: 100)
    #expect(one.draws == four.draws)
    #expect(one.chains.map(\.stepSize) == four.chains.map(\.stepSize))
    #expect(one.chains.map(\.metric) == four.chains.map(\.metric))
  }

  @Test("two extensions give the same bits as one")
  func extensions() async throws {
    let once = try await sample(normal, draws: 100)
    var twice = try await sample(normal, draws: 50)
    try await twice.extend(by: 0)
    try await twice.extend(by: 50)
    #expect(once.draws == twice.draws)
    #expect(twice.draws.count == 100)
  }

  @Test("chains and seeds differ, and chains do not depend on how many there are")
  func streams() async throws {
    let four = try await sample(normal, draws: 20).draws
    let two = try await sample(normal, .init(chains: 2), draws: 20).draws
    let other = try await sample(normal, .init(chains: 2, seed: 2), draws: 20).draws
    #expect(Array(four.chains[..<2]) == two.chains)
    #expect(four.chains[0] != four.chains[1])
    #expect(two.chains[0] != other.chains[0])
  }

  @Test("gradients are counted: one a leapfrog and one a block")
  func gradients() async throws {
    var sampler = try await sample(normal, draws: 30)
    try await sampler.extend(by: 20)
    for (chain, draws) in zip(sampler.chains, sampler.draws.chains) {
      let leapfrogs = draws.statistics.reduce(0) { $0 + $1.leapfrogs }
      #expect(chain.samplingGradients == leapfrogs + 2)
      #expect(chain.warmupGradients > 500)
    }
  }

  @Test("statistics are consistent with the draws")
  func statistics() async throws {
    let sampler = try await sample(normal, draws: 200)
    for (number, chain) in sampler.draws.chains.enumerated() {
      #expect(chain.positions.count == 600)
      for (draw, statistic) in chain.statistics.enumerated() {
        let value = sampler.draws.withPosition(chain: number, draw: draw) { q in
          (0..<3).reduce(0.0) { $0 - q[$1] * q[$1] / normal.scales[$1] / normal.scales[$1] / 2 }
        }
        #expect(abs(value - statistic.logDensity) < 1e-12 * max(1, abs(value)))
        #expect(statistic.energy >= -statistic.logDensity)
        #expect(statistic.acceptance >= 0 && statistic.acceptance <= 1)
        #expect(statistic.stepSize == sampler.chains[number].stepSize)
        #expect(statistic.leapfrogs >= (1 << statistic.treeDepth) - 1)
        #expect(statistic.leapfrogs < 2 << statistic.treeDepth)
      }
    }
  }

  @Test("trajectories stop at the maximum depth")
  func depth() async throws {
    let density = CorrelatedPairs(pairs: 1, condition: 1e6)
    let options = SamplerOptions(chains: 1, maximumDepth: 3)
    let draws = try await sample(density, options, draws: 100).draws
    #expect(draws.chains[0].statistics.allSatisfy { $0.treeDepth <= 3 && $0.leapfrogs <= 7 })
  }

  @Test("a wall of zero density is counted as divergences and never crossed")
  func divergences() async throws {
    let density = FunctionDensity(dimension: 2) { q in
      abs(q[0]) < 1 && abs(q[1]) < 1 ? (0, [0, 0]) : (-.infinity, [.nan, .nan])
    }
    let draws = try await sample(density, .init(warmup: 100), draws: 200).draws
    let counted = draws.chains.flatMap(\.statistics).count(where: \.divergent)
    #expect(counted > 10 && counted == draws.divergences)
    #expect(draws.chains.allSatisfy { $0.positions.allSatisfy { abs($0) < 1 } })
  }

  @Test("warm-up of no iterations still finds a step size")
  func noWarmup() async throws {
    let sampler = try await sample(normal, .init(warmup: 0), draws: 10)
    #expect(sampler.chains.allSatisfy { $0.stepSize > 0.01 && $0.stepSize < 10 })
  }

  @Test("progress is throttled, ends with the total, and names its phase")
  func progress() async throws {
    let log = Mutex<[SamplerProgress]>([])
    var sampler = try Sampler(
      density: normal, options: .init(chains: 2, warmup: 300), initial: uniformStart(3))
    try await sampler.warmUp { step in log.withLock { $0.append(step) } }
    try await sampler.extend(by: 400) { step in log.withLock { $0.append(step) } }
    let steps = log.withLock { $0 }
    for chain in 0..<2 {
      let mine = steps.filter { $0.chain == chain }
      #expect(mine.contains { $0.isWarmup && $0.iteration == 300 && $0.total == 300 })
      #expect(mine.last.map { !$0.isWarmup && $0.iteration == 400 && $0.total == 400 } == true)
    }
    #expect(steps.count < 100)
  }
}
