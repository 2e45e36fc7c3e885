import Foundation
import Probability
import Resampling
import Testing

@Suite("The Poisson bootstrap") struct PoissonBootstrapTests {
  @Test(
    "a group of alike units weighs as many Poisson numbers do", arguments: [1, 2, 7, 15, 16, 300])
  func groups(units: Int) {
    let bootstrap = PoissonBootstrap(replicates: 1, seed: 5)
    var weights = bootstrap.weights(ofReplicate: 0)
    let count = 100_000
    let sample = SampleMoments((0..<count).map { _ in Double(weights.next(units: units)) })
    let mean = Double(units)
    // Five standard errors; the fourth central moment of a Poisson law is m + 3 m^2.
    #expect(abs(sample.mean - mean) < 5 * (mean / Double(count)).squareRoot())
    let error = ((mean + 2 * mean * mean) / Double(count)).squareRoot()
    #expect(abs(sample.variance - mean) < 5 * error)
  }

  @Test("weights from single bytes follow the Poisson law")
  func bytes() {
    var weights = PoissonBootstrap(replicates: 1, seed: 8).weights(ofReplicate: 0)
    let count = 400_000
    var observed = [Int](repeating: 0, count: 30)
    for _ in 0..<count { observed[weights.next(units: 1)] += 1 }
    var statistic = 0.0
    var tail = Double(count)
    var tailSeen = count
    var probability = exp(-1.0)
    for k in 0..<7 {
      let expected = Double(count) * probability
      let difference = Double(observed[k]) - expected
      statistic += difference * difference / expected
      tail -= expected
      tailSeen -= observed[k]
      probability /= Double(k + 1)
    }
    statistic += (Double(tailSeen) - tail) * (Double(tailSeen) - tail) / tail
    #expect(regularisedGammaQ(3.5, statistic / 2) > 1e-4)
  }

  @Test("no units take no random number") func none() {
    let bootstrap = PoissonBootstrap(replicates: 1, seed: 5)
    var (plain, holed) = (bootstrap.weights(ofReplicate: 0), bootstrap.weights(ofReplicate: 0))
    let first = (0..<50).map { _ in plain.next(units: 3) }
    let second = (0..<50).map { _ in
      #expect(holed.next(units: 0) == 0)
      return holed.next(units: 3)
    }
    #expect(first == second)
  }

  @Test("results are in order and alike for any number of threads") func threads() async throws {
    let bootstrap = PoissonBootstrap(replicates: 37, seed: 11)
    func run(_ threads: Int) async throws -> [[Int]] {
      try await bootstrap.map(threads: threads) { weights in
        (0..<100).map { weights.next(units: $0 % 20) }
      }
    }
    let one = try await run(1)
    #expect(one.count == 37)
    #expect(Set(one).count == 37)
    let (two, many) = (try await run(2), try await run(64))
    #expect(one == two)
    #expect(one == many)
    var direct = bootstrap.weights(ofReplicate: 36)
    #expect(one[36] == (0..<100).map { direct.next(units: $0 % 20) })
  }

  @Test("a cancelled bootstrap stops after the replicates at work") func cancellation() async throws
  {
    let task = Task {
      try await PoissonBootstrap(replicates: 1_000_000, seed: 1).map(threads: 2) { weights in
        (0..<20_000).reduce(0) { sum, _ in sum + weights.next(units: 1) }
      }
    }
    try await Task.sleep(for: .milliseconds(50))
    task.cancel()
    let clock = ContinuousClock()
    let begin = clock.now
    await #expect(throws: CancellationError.self) { try await task.value }
    // All replicates would take minutes.
    #expect(clock.now - begin < .seconds(20))
  }
}
