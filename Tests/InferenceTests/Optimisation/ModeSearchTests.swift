import Foundation
import Inference
import TestSupport
import Testing

@Suite("Mode search") struct ModeSearchTests {
  @Test("a badly scaled normal's mode is found")
  func normal() throws {
    let density = ScaledNormal(scales: (0..<9).map { pow(10, Double($0) / 4 - 1) })
    let result = try ModeSearch().climb(density, from: Array(repeating: 1.5, count: 9))
    #expect(result.converged && result.logDensity > -1e-8, "\(result)")
  }

  @Test("Rosenbrock's valley is followed to its end")
  func rosenbrock() throws {
    let density = FunctionDensity(dimension: 2) { q in
      let (a, b) = (1 - q[0], q[1] - q[0] * q[0])
      return (-a * a - 100 * b * b, [2 * a + 400 * q[0] * b, -200 * b])
    }
    let result = try ModeSearch(tolerance: 1e-14).climb(density, from: [-1.2, 1])
    #expect(result.converged && result.gradients < 150)
    #expect(isClose(result.position[0], 1, 1e-5) && isClose(result.position[1], 1, 1e-5))
  }

  @Test("steps out of the support are cut back")
  func support() throws {
    let density = FunctionDensity(dimension: 1) { q in
      q[0] > 0 ? (3 * log(q[0]) - q[0], [3 / q[0] - 1]) : (-.infinity, [.nan])
    }
    let result = try ModeSearch().climb(density, from: [0.01])
    #expect(result.converged && isClose(result.position[0], 3, 1e-4))
  }

  @Test("bad starts are refused, unbounded densities do not converge")
  func failures() throws {
    let density = FunctionDensity(dimension: 1) { q in (q[0], [1]) }
    #expect(throws: InferenceError.wrongDimension(chain: 0, expected: 1, found: 2)) {
      _ = try ModeSearch().climb(density, from: [1, 2])
    }
    #expect(throws: InferenceError.noFiniteStart(chain: 0, attempts: 1)) {
      _ = try ModeSearch().climb(density, from: [.nan])
    }
    #expect(try !ModeSearch(maximumIterations: 20).climb(density, from: [0]).converged)
  }
}
