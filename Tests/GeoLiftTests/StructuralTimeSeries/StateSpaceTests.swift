import Foundation
import GeoLift
import LinearAlgebra
import Probability
import TestSupport
import Testing

/// The states' law written out as one matrix, without a filter.
private struct DenseStates {
  let periods: Int
  let trend: StructuralOptions.Trend
  let season: Int

  /// The covariance of the levels of all periods.
  func levels(_ steps: [Double]) -> Matrix {
    let slope = Matrix(rows: periods, columns: periods) { s, t in
      trend == .slope ? 0.01 + steps[1] * Double(min(s, t)) : 0
    }
    return Matrix(rows: periods, columns: periods) { s, t in
      var sum = 1 + steps[0] * Double(min(s, t))
      for a in 0..<s { for b in 0..<t { sum += slope[a, b] } }
      return sum
    }
  }

  /// The covariance of the series.
  func series(_ parameters: StructuralVariances) -> Matrix {
    let levels = levels(parameters.steps)
    return Matrix(rows: periods, columns: periods) { s, t in
      var value = levels[s, t] + (s == t ? parameters.noise : 0)
      if season > 1 { value += (s % season == t % season ? 1 : 0) - 1 / Double(season) }
      return value
    }
  }
}

@Suite("State space of a structural time series") struct StateSpaceTests {
  private let periods = 13
  private var series: [Double] {
    (0..<periods).map { t -> Double in
      let wave = sin(1.3 * Double(t))
      return wave + 0.1 * Double(t * t % 7)
    }
  }
  private static let cases: [(StructuralOptions.Trend, Int)] = [
    (.level, 1), (.slope, 1), (.level, 4), (.slope, 7),
  ]

  private func parameters(_ trend: StructuralOptions.Trend) -> StructuralVariances {
    StructuralVariances(noise: 0.3, steps: trend == .slope ? [0.2, 0.05] : [0.2])
  }

  @Test("the filter's likelihood is that of the dense normal law", arguments: cases)
  func likelihood(trend: StructuralOptions.Trend, season: Int) throws {
    let parameters = parameters(trend)
    var filter = StateFilter(periods: periods, trend: trend, season: season)
    filter.prepare(parameters)
    let factor = try Cholesky(
      DenseStates(periods: periods, trend: trend, season: season).series(parameters))
    let solved = try factor.solve(series)
    let squares = zip(series, solved).reduce(0) { $0 + $1.0 * $1.1 }
    let expected =
      -0.5 * (factor.logDeterminant + squares + Double(periods) * log(2 * Double.pi))
    #expect(isClose(filter.logLikelihood(series), expected, 1e-11))
  }

  @Test("whitened series have the cross products of the dense inverse", arguments: cases)
  func whitened(trend: StructuralOptions.Trend, season: Int) throws {
    let parameters = parameters(trend)
    var filter = StateFilter(periods: periods, trend: trend, season: season)
    filter.prepare(parameters)
    let table = Matrix(rows: periods, columns: 3) { cos(Double($0 * ($1 + 1))) + Double($1) }
    let inverse = try Cholesky(
      DenseStates(periods: periods, trend: trend, season: season).series(parameters))
    let expected = try table.transposed * inverse.solve(table)
    let found = filter.whitened(table).gram()
    for (a, b) in zip(found.elements, expected.elements) { #expect(isClose(a, b, 1e-10)) }
  }

  @Test("drawn levels have the moments of the dense conditional law", arguments: cases)
  func smoother(trend: StructuralOptions.Trend, season: Int) throws {
    let parameters = parameters(trend)
    var filter = StateFilter(periods: periods, trend: trend, season: season)
    filter.prepare(parameters)
    let dense = DenseStates(periods: periods, trend: trend, season: season)
    let levels = dense.levels(parameters.steps)
    let factor = try Cholesky(dense.series(parameters))
    let means = try levels * factor.solve(series)
    let explained = try levels * factor.solve(levels)
    let smoothed = filter.smoothed(series, steps: parameters.steps)
    for t in 0..<periods {
      #expect(isClose(smoothed.states[t * smoothed.dimension], means[t], 1e-10))
    }
    var stream = RandomStream(seed: 11, stream: 1)
    let draws = 4000
    var sums = [Double](repeating: 0, count: periods)
    var products = Matrix(rows: periods, columns: periods, repeating: 0)
    for _ in 0..<draws {
      let path = filter.sampled(series, parameters, &stream)
      let away = (0..<periods).map { path.states[$0 * path.dimension] - means[$0] }
      for s in 0..<periods {
        sums[s] += away[s]
        for t in 0..<periods { products[s, t] += away[s] * away[t] }
      }
    }
    for s in 0..<periods {
      let variance = levels[s, s] - explained[s, s]
      #expect(abs(sums[s]) < 5 * (variance * Double(draws)).squareRoot())
      for t in 0..<periods {
        let other = levels[t, t] - explained[t, t]
        let expected = levels[s, t] - explained[s, t]
        // The variance of a product of two normal numbers.
        let error = ((variance * other + expected * expected) / Double(draws)).squareRoot()
        #expect(abs(products[s, t] / Double(draws) - expected) < 5 * error, "\(s) \(t)")
      }
    }
  }
}
