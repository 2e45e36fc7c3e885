import Foundation
import Inference
import Probability
import Testing

@Suite("Simulation-based calibration") struct CalibrationTests {
  /// The rank of a prior draw among posterior draws is uniform.
  ///
  /// Talts and others 2018, arXiv:1804.06788. Chi-square over 10 bins; 33.7 is passed by chance once
  /// in 10,000 seeds.
  @Test("ranks of a conjugate normal mean are uniform")
  func ranks() async throws {
    let (replicates, kept, thin) = (400, 99, 5)
    var bins = [Double](repeating: 0, count: 10)
    for replicate in 0..<replicates {
      var stream = RandomStream(seed: 77, stream: UInt64(replicate))
      let truth = stream.standardNormal()
      let sum = (0..<5).reduce(0) { total, _ in total + truth + stream.standardNormal() }
      let density = FunctionDensity(dimension: 1) { q in
        (-q[0] * q[0] / 2 - 2.5 * q[0] * q[0] + sum * q[0], [-6 * q[0] + sum])
      }
      let options = SamplerOptions(chains: 1, warmup: 100, seed: UInt64(replicate))
      let draws = try await sample(density, options, draws: kept * thin).draws
      let rank = stride(from: 0, to: kept * thin, by: thin).count {
        draws.chains[0].positions[$0] < truth
      }
      bins[rank / 10] += 1
    }
    let expected = Double(replicates) / 10
    let chiSquare = bins.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    #expect(chiSquare < 33.7, "\(bins)")
  }
}
