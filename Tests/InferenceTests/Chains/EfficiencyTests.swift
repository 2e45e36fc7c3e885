import Foundation
import Inference
import Testing

/// The effective draws of the worst coordinate for each gradient after warm-up.
private func efficiency<Density: LogDensity>(_ sampler: Sampler<Density>) -> Double {
  let draws = sampler.draws
  let diagnostics = Diagnostics(chains: draws.chains.count, draws: draws.count)
  let worst = (0..<draws.dimension).map { diagnostics.summary(draws.coordinate($0)).essBulk }.min()
  return (worst ?? 0) / Double(sampler.chains.reduce(0) { $0 + $1.samplingGradients })
}

/// Bounds are nutpie's least figure over three seeds, less a fifth; see
/// `Fixtures/nutpie_efficiency.py`.
@Suite("Efficiency") struct EfficiencyTests {
  @Test("fifty normals of seven scales cost no more gradients than in nutpie")
  func normals() async throws {
    let density = ScaledNormal(scales: (0..<50).map { pow(10, Double($0 % 7) - 3) })
    let sampler = try await sample(density)
    #expect(efficiency(sampler) > 0.8 * 0.296)
    let acceptance = sampler.draws.chains.flatMap(\.statistics).map(\.acceptance)
    #expect(abs(acceptance.reduce(0, +) / Double(acceptance.count) - 0.8) < 0.06)
    let warmup = sampler.chains.reduce(0) { $0 + $1.warmupGradients }
    #expect(warmup < 10 * 4 * 500)
  }

  @Test("eight schools cost no more gradients than in nutpie")
  func eightSchools() async throws {
    #expect(efficiency(try await sample(EightSchools(), draws: 4000)) > 0.8 * 0.074)
  }
}
