import Inference
import Probability

/// Uniform starts on (-2, 2), as most samplers use.
func uniformStart(
  _ dimension: Int
) -> @Sendable (Int, Int, inout RandomStream) -> [Double] {
  { _, _, stream in (0..<dimension).map { _ in 4 * stream.uniform() - 2 } }
}

/// Warms up and draws.
func sample<Density: LogDensity>(
  _ density: Density, _ options: SamplerOptions = .init(), draws: Int = 1000
) async throws -> Sampler<Density> {
  var sampler = try Sampler(
    density: density, options: options, initial: uniformStart(density.dimension))
  try await sampler.warmUp()
  try await sampler.extend(by: draws)
  return sampler
}
