import Bandits
import Foundation
import LinearAlgebra
import Probability
import TestSupport
import Testing

@Suite("Regressions of contextual bandits")
struct RegressionTests {
  private func data(_ count: Int) -> [(x: [Double], y: Double)] {
    var stream = RandomStream(seed: 11, stream: 4)
    return (0..<count).map { _ in
      let x = [1, stream.standardNormal(), stream.standardNormal()]
      return (x, 0.5 + 2 * x[1] - x[2] + 0.3 * stream.standardNormal())
    }
  }

  @Test("rank-one updates give the posterior of all observations at once")
  func linear() throws {
    let rows = data(40)
    var regression = BayesianLinear(size: 3, precision: 0.5, shape: 3, scale: 2)
    for row in rows { try regression.learn(row.x, reward: row.y) }
    var precision = 0.5 * Matrix.identity(3)
    var moments = [0.0, 0, 0]
    for row in rows {
      for i in 0..<3 {
        moments[i] += row.x[i] * row.y
        for j in 0..<3 { precision[i, j] += row.x[i] * row.x[j] }
      }
    }
    let factor = try Cholesky(precision)
    let mean = try factor.solve(moments)
    for i in 0..<3 { #expect(isClose(regression.coefficients[i], mean[i], 1e-12)) }
    let squares = rows.reduce(0) { $0 + $1.y * $1.y }
    let scale = 2 + 0.5 * (squares - zip(mean, moments).reduce(0) { $0 + $1.0 * $1.1 })
    #expect(isClose(regression.scale, scale, 1e-10))
    let context = [1, 0.3, -2.0]
    let form = zip(context, try factor.solve(context)).reduce(0) { $0 + $1.0 * $1.1 }
    let posterior = try #require(regression.expectedReward(context) as? StudentT)
    #expect(isClose(posterior.scale, (scale / 23 * form).squareRoot(), 1e-10))
    #expect(posterior.degreesOfFreedom == 46)
  }

  /// The peer's mode and covariance; `logistic.py` made them.
  private struct Reference: Decodable {
    var contexts: [[Double]]
    var converted: [Bool]
    var mode: [Double]
    var covariance: [[Double]]
  }

  @Test("Laplace's method finds the mode and curvature that a peer finds")
  func logistic() throws {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/logistic", withExtension: "json"))
    let reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url))
    var regression = BayesianLogistic(size: 3, precision: 0.7)
    try regression.fit(reference.contexts, converted: reference.converted)
    for i in 0..<3 {
      #expect(isClose(regression.coefficients[i], reference.mode[i], 1e-7))
      var unit = [0.0, 0, 0]
      unit[i] = 1
      let column = regression.precision.solve(unit)
      for j in 0..<3 { #expect(isClose(column[j], reference.covariance[i][j], 1e-7)) }
    }
  }

  @Test("learning one by one ends near the mode of all at once")
  func online() throws {
    var stream = RandomStream(seed: 5, stream: 1)
    var (contexts, converted): ([[Double]], [Bool]) = ([], [])
    for _ in 0..<2000 {
      let x = [1, stream.standardNormal()]
      contexts.append(x)
      converted.append(stream.uniform() < 1 / (1 + exp(1 - 0.8 * x[1])))
    }
    var whole = BayesianLogistic(size: 2)
    try whole.fit(contexts, converted: converted)
    var online = BayesianLogistic(size: 2)
    for (x, yes) in zip(contexts, converted) { try online.learn(x, converted: yes) }
    for i in 0..<2 { #expect(abs(online.coefficients[i] - whole.coefficients[i]) < 0.03) }
  }

  @Test("contextual shares follow the arm whose reward grows with the context")
  func contextual() throws {
    var bandit = try ContextualBandit(
      arms: ["up", "flat"], regression: .linear(BayesianLinear(size: 2)))
    for index in 0..<60 {
      let x = [1, Double(index % 7) - 3]
      try bandit.learn(arm: "up", context: x, reward: x[1])
      try bandit.learn(arm: "flat", context: x, reward: 0.1 * Double(index % 3 - 1))
    }
    #expect(bandit.names == ["flat", "up"])
    #expect(try bandit.shares([1, 2])[1] > 0.99)
    #expect(try bandit.shares([1, -2])[1] < 0.01)
    #expect(throws: BanditError.self) { try bandit.shares([1]) }
  }
}
