import Findings
import Foundation
import Inference
import LinearAlgebra
import MediaMix
import Probability
import Testing

/// What a fit says about each observation left out.
@Suite("Leaving observations out of a fit")
struct LeaveOneOutFitTests {
  /// A model of which only the residual scale is sampled: the rest is linear and Gaussian.
  private static func linearModel() throws -> MediaMixModel {
    let data = try SmallPanel.data(geos: 1, periods: 24, channels: 1)
    let options = SmallPanel.options(data) {
      $0.channels["channel0"]?.prior.roi = .init("fixed", [0.4])
      $0.channels["channel0"]?.prior.alpha = .init("fixed", [0.5])
      $0.channels["channel0"]?.prior.halfSaturation = .init("fixed", [1])
      $0.sampler = .init(chains: 4, warmup: 200, draws: .count(500))
    }
    return try MediaMixModel(data: data, options: options)
  }

  /// log p(y without one) for one residual scale.
  private func logMarginal(_ block: DenseBlock, sigma: Double, without left: Int?) throws -> Double
  {
    let kept = block.residual.indices.filter { $0 != left }
    let covariance = Matrix(rows: kept.count, columns: kept.count) { i, j in
      block.columns.reduce(i == j ? sigma * sigma : 0) { $0 + $1[kept[i]] * $1[kept[j]] }
    }
    let factor = try Cholesky(covariance)
    let residual = kept.map { block.residual[$0] }
    let square = zip(residual, try factor.solve(residual)).reduce(0) { $0 + $1.0 * $1.1 }
    return -0.5 * (square + factor.logDeterminant + Double(kept.count) * log(2 * Double.pi))
  }

  @Test("the exact value of a linear Gaussian model, its scale integrated out, is found")
  func exact() async throws {
    let model = try Self.linearModel()
    let result = try await MediaMix.fit(model, threads: 2)
    var stream = RandomStream(seed: 5, stream: 0)
    let block = try DenseBlock(model, at: model.design.drawPrior(&stream))
    let prior = try HalfNormal(scale: 5)
    let scales = (0..<120).map { exp(-2.3 + 0.025 * Double($0)) }
    func evidence(without left: Int?) throws -> Double {
      let logs = try scales.map { sigma in
        try logMarginal(block, sigma: sigma, without: left) + prior.logDensity(sigma) + log(sigma)
      }
      let largest = logs.max() ?? 0
      return largest + log(logs.reduce(0) { $0 + exp($1 - largest) })
    }
    let all = try evidence(without: nil)
    let loo = result.leaveOneOut
    #expect(loo.points.count == 24)
    var total = 0.0
    for (index, point) in loo.points.enumerated() {
      let expected = all - (try evidence(without: index))
      total += expected
      #expect(abs(point.elpd - expected) < 0.12, "\(index): \(point.elpd) against \(expected)")
    }
    #expect(abs(loo.elpd - total) < 0.3, "\(loo.elpd) against \(total)")
    #expect(loo.parameters > 3 && loo.parameters < 9)
    let calibration = result.calibration
    #expect(calibration.count == 24 && calibration.allSatisfy { (0...1).contains($0) })
  }

  @Test("carry-over that was planted and is left out of the model costs prediction")
  func plantedAdstock() async throws {
    let data = try SmallPanel.data(geos: 1, periods: 80, channels: 1, controls: 0)
    func model(_ data: MediaMixData, maxLag: Int) throws -> MediaMixModel {
      let options = SmallPanel.options(data) {
        $0.channels["channel0"]?.maxLag = maxLag
        $0.baseline = .init(knots: .count(1), fourier: 0)
        $0.sampler = .init(chains: 2, warmup: 200, draws: .count(300))
      }
      return try MediaMixModel(data: data, options: options)
    }
    let truth = try model(data, maxLag: 8)
    var stream = RandomStream(seed: 8, stream: 0)
    var point = truth.design.drawPrior(&stream)
    point.alpha = [0.7]
    point.halfSaturation = [1.5]
    point.strength = [0.5 * data.totalOutcome / data.totalSpend(0)]
    point.knots = [0]
    point.sigma = [0.3]
    let planted = data.replacingKPI(
      truth.design.simulateKPI(at: point, population: data.population, stream: &stream))
    let right = try await MediaMix.fit(try model(planted, maxLag: 8), threads: 2)
    let wrong = try await MediaMix.fit(try model(planted, maxLag: 0), threads: 2)
    let difference = try #require(right.leaveOneOut.difference(to: wrong.leaveOneOut))
    #expect(difference.elpd > 2 * difference.standardError, "\(difference)")
    #expect(StackingWeights.weights([right.leaveOneOut, wrong.leaveOneOut])[0] > 0.9)
  }

  @Test("findings of a fit name the measures, and are finite or absent")
  func findings() async throws {
    let result = try await MediaMix.fit(try Self.linearModel(), threads: 2)
    let findings = result.findings(language: .de, isForced: true)
    func metrics(_ id: String) -> [String] {
      findings.filter { $0.id == id }.compactMap { $0.subject["metric"] }
    }
    #expect(
      metrics("mmm.loo") == ["elpd", "elpd_se", "p_loo", "pareto_k_max", "pareto_k_bad_share"])
    #expect(metrics("mmm.ppc") == ["mean", "sd", "min", "max", "lag1"])
    #expect(findings.allSatisfy { $0.value?.isFinite != false })
    let figures = result.figures(language: .en, isForced: true).map(\.id)
    #expect(figures.contains("mmm.residuals") && figures.contains("mmm.calibration"))
  }

  @Test("a series unlike those drawn is a surprise, one alike is none")
  func checks() throws {
    var stream = RandomStream(seed: 4, stream: 0)
    let expected = [Double](repeating: 10, count: 60)
    func series() -> [Double] { expected.map { $0 + stream.standardNormal() } }
    let replicated = (0..<400).map { _ in series() }
    let expectations = replicated.map { _ in expected }
    let alike = PredictiveCheck.all(
      observed: series(), expected: expectations, replicated: replicated)
    #expect(alike.allSatisfy { (0.005...0.995).contains($0.probability) }, "\(alike)")
    var odd = series()
    odd[7] += 8
    let outlier = PredictiveCheck.all(
      observed: odd, expected: expectations, replicated: replicated)
    #expect(outlier.first { $0.measure == .max }?.isSurprising == true)
    let waves = expected.indices.map { 10 + 1.4 * sin(Double($0) / 5) }
    let lasting = PredictiveCheck.all(
      observed: waves, expected: expectations, replicated: replicated)
    #expect(lasting.first { $0.measure == .lag1 }?.isSurprising == true)
  }
}
