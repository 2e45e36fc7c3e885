import Foundation
import LinearAlgebra
import Probability
import Testing

/// A problem like those of synthetic control: donors that share two courses, and a target within
/// or outside their hull.
private func sampleProblem(
  rows: Int, columns: Int, ridge: Double = 0, intercept: Bool = false, seed: UInt64 = 1
) throws -> SimplexProblem {
  var stream = RandomStream(seed: seed, stream: 7)
  let loads = (0...columns).map { _ in (stream.uniform(), stream.standardNormal()) }
  func series(_ load: (Double, Double)) -> [Double] {
    (0..<rows).map { t in
      100 * load.0 + Double(t) * load.0 + 5 * load.1 * sin(Double(t) / 3) + stream.standardNormal()
    }
  }
  let donors = loads.dropLast().map(series)
  let target = series(loads[columns])
  return try SimplexProblem(
    Matrix(rows: donors).transposed, target: target, ridge: ridge, intercept: intercept)
}

@Suite("Least squares over the simplex") struct SimplexTests {
  @Test("two columns have the textbook's weight") func twoColumns() throws {
    // The point (0.25, 0) of the segment from (0, 0) to (1, 0) is nearest to (0.25, 2).
    let problem = try SimplexProblem(Matrix(rows: [[0, 1], [0, 0]]), target: [0.25, 2])
    let solution = problem.solved()
    #expect(isClose(solution.weights[0], 0.75) && isClose(solution.weights[1], 0.25))
    #expect(isClose(solution.objective, 4))
    #expect(solution.isCertified)
  }

  @Test("a vertex, a single column and equal columns are answered") func degenerate() throws {
    let vertex = try SimplexProblem(Matrix(rows: [[1, 2, 3]]), target: [0]).solved()
    #expect(vertex.weights == [1, 0, 0] && vertex.isCertified)
    let single = try SimplexProblem(Matrix(rows: [[1], [5]]), target: [0, 0]).solved()
    #expect(single.weights == [1] && single.isCertified)
    let same = try SimplexProblem(Matrix(rows: [[1, 1], [2, 2]]), target: [1, 1]).solved()
    #expect(isClose(same.weights.reduce(0, +), 1) && same.isCertified)
    let exact = try SimplexProblem(Matrix(rows: [[0, 2], [0, 2]]), target: [1, 1]).solved()
    #expect(isClose(exact.weights[0], 0.5) && exact.isCertified && exact.objective < 1e-20)
  }

  @Test(
    "random problems are certified, with more columns than rows too",
    arguments: [(90, 40), (19, 38), (5, 40), (200, 3)])
  func certified(rows: Int, columns: Int) throws {
    for seed in 1...20 {
      for (ridge, intercept) in [(0.0, false), (0, true), (3, true)] {
        let problem = try sampleProblem(
          rows: rows, columns: columns, ridge: ridge, intercept: intercept, seed: UInt64(seed))
        let solution = problem.solved()
        #expect(solution.isCertified, "seed \(seed): \(solution.relativeGap)")
        #expect(solution.weights.allSatisfy { $0 >= 0 })
        #expect(abs(solution.weights.reduce(0, +) - 1) < 1e-12)
        #expect(solution == problem.solved())
      }
    }
  }

  @Test("a warm start gives the same objective in fewer steps") func warm() throws {
    let cold = try sampleProblem(rows: 90, columns: 40).solved()
    let warm = try sampleProblem(rows: 90, columns: 40).solved(from: cold.weights)
    #expect(warm.isCertified && warm.steps < cold.steps)
    #expect(abs(warm.objective - cold.objective) <= 1e-9 * cold.objective)
    let poor = try sampleProblem(rows: 5, columns: 40)
      .solved(from: [Double](repeating: 1 / 40, count: 40))
    #expect(poor.isCertified)
  }

  @Test("Frank and Wolfe's steps come down to the same objective") func frankWolfe() throws {
    let problem = try sampleProblem(rows: 90, columns: 40, ridge: 500, intercept: true)
    let exact = problem.solved()
    let steps = problem.frankWolfe(decrease: 0, steps: 100_000)
    #expect(steps.objective >= exact.objective * (1 - 1e-12))
    #expect(steps.objective <= exact.objective * (1 + 1e-3))
    #expect(steps.dualityGap >= steps.objective - exact.objective)
  }

  @Test("shapes and numbers that do not fit are refused") func refused() throws {
    #expect(throws: LinearAlgebraError.self) {
      try SimplexProblem(Matrix(rows: [[1, 2]]), target: [1, 2])
    }
    #expect(throws: LinearAlgebraError.self) {
      try SimplexProblem(Matrix(rows: [[1, .nan]]), target: [1])
    }
    #expect(throws: LinearAlgebraError.self) {
      try SimplexProblem(Matrix(rows: [[1, 2]]), target: [1], ridge: -1)
    }
  }

  @Test("forty donors and ninety periods take well under a millisecond") func speed() throws {
    let problem = try sampleProblem(rows: 90, columns: 40)
    let clock = ContinuousClock()
    // The quickest of many, since the machine may be busy.
    let quickest = (0..<50).map { _ in clock.measure { _ = problem.solved() } }.min() ?? .zero
    #expect(quickest < .milliseconds(1), "\(quickest)")
  }

  private func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-12 }
}
