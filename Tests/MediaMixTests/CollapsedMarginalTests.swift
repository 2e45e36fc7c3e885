import Foundation
import LinearAlgebra
import MediaMix
import Probability
import TestSupport
import Testing

/// The collapsed density against the joint one with the linear block integrated out by brute force,
/// and the block's conditional draws against its analytic posterior.
struct CollapsedMarginalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var geos = 2
    var change: @Sendable (inout MediaMixOptions) -> Void = { _ in }
    var testDescription: String { name }

    func model() throws -> MediaMixModel {
      let data = try SmallPanel.data(geos: geos, periods: 20, controls: 2, leadIn: 3)
      return try MediaMixModel(data: data, options: SmallPanel.options(data, change: change))
    }
  }

  static let cases: [Case] = [
    Case(name: "national", geos: 1),
    Case(name: "two geos"),
    Case(name: "two geos, no shared shocks") { $0.baseline.periodEffects = false },
    Case(name: "three geos, no shared shocks, held-out periods", geos: 3) {
      $0.baseline.periodEffects = false
      $0.holdout = .init(last: 3)
    },
    Case(name: "two geos, held-out periods") { $0.holdout = .init(last: 5) },
    Case(name: "two geos, a sigma each") { $0.sigma = .perGeo },
    Case(name: "three geos, a sigma each, held-out periods", geos: 3) {
      $0.sigma = .perGeo
      $0.holdout = .init(last: 3)
    },
    Case(name: "two geos, trend, holidays and events") {
      $0.baseline.trend = .changePoints(2)
      $0.baseline.holidays = ["DE", "retail"]
      $0.baseline.events = [.init(name: "sale", at: ["2021-03-03"], width: 2, shape: .decay)]
    },
    Case(name: "two geos, normal effects") { $0.geoEffects = .normal },
  ]

  @Test("the collapsed density is the joint one with the block integrated out", arguments: cases)
  func marginal(_ example: Case) throws {
    let model = try example.model()
    let (collapsed, joint) = (model.density(.collapsed), model.density(.joint))
    var stream = RandomStream(seed: 21, stream: 0)
    var differences: [(Double, Double)] = []
    for _ in 0..<6 {
      let point = drawPoint(model, &stream)
      let block = try DenseBlock(model, at: point)
      // The joint density with the block at zero is the prior plus a likelihood that is known.
      let prior =
        joint.value(at: joint.position(of: point.withoutBlock))
        - model.design.logLikelihood(at: point.withoutBlock)
      let expected = prior + (try block.logMarginal())
      let found = collapsed.value(at: collapsed.position(of: point))
      #expect(isRelativelyClose(found, expected, 1e-9), "\(found) against \(expected)")
      differences.append((found, expected))
    }
    for (a, b) in zip(differences, differences.dropFirst()) {
      #expect(isClose(a.0 - b.0, a.1 - b.1, 1e-9))
    }
  }

  /// Mean and covariance of 20,000 draws, standardised by the analytic posterior, against zero and
  /// the identity: two likelihood-ratio tests, each with a false-alarm rate of 1e-5.
  @Test("drawn blocks have the mean and covariance of the block's posterior", arguments: cases)
  func conditionalDraws(_ example: Case) throws {
    let model = try example.model()
    let density = model.density(.collapsed)
    var stream = RandomStream(seed: 22, stream: 0)
    let point = drawPoint(model, &stream)
    let posterior = try DenseBlock(model, at: point).posterior()
    let position = density.position(of: point)
    let (count, size) = (20_000, posterior.mean.count)
    let scratch = density.makeScratch()
    var sum = [Double](repeating: 0, count: size)
    var square = Matrix(rows: size, columns: size, repeating: 0)
    for draw in 0..<count {
      var own = RandomStream(seed: 23, stream: 0, index: UInt64(draw) << 16)
      let isDrawn = position.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { density.reconstruct($0, stream: &own, scratch) } ?? false
      }
      try #require(isDrawn)
      let shocks = point.periodSpread.map { spread in
        scratch.linear.periodMeans.array.prefix(point.shocks.count).map { $0 / spread }
      }
      let block = scratch.linear.u.array.prefix(size - point.shocks.count)
      let z = posterior.standardised(Array(block) + (shocks ?? []))
      for i in 0..<size {
        sum[i] += z[i]
        for j in 0..<size { square[i, j] += z[i] * z[j] }
      }
    }
    let n = Double(count)
    let distance = sum.reduce(0) { $0 + $1 * $1 / n }
    #expect(regularisedGammaQ(Double(size) / 2, distance / 2) > 1e-5, "mean")

    let covariance = Matrix(rows: size, columns: size) { i, j in
      square[i, j] / n - sum[i] * sum[j] / (n * n)
    }
    let logDeterminant = try Cholesky(covariance).logDeterminant
    let ratio = n * (covariance.diagonal.reduce(0, +) - logDeterminant - Double(size))
    let freedom = Double(size * (size + 1) / 2)
    #expect(regularisedGammaQ(freedom / 2, ratio / 2) > 1e-5, "covariance")
  }

  private func drawPoint(
    _ model: MediaMixModel, _ stream: inout RandomStream
  ) -> MediaMixParameters {
    var point = model.design.drawPrior(&stream)
    // Scales of the size data have, so that both prior and likelihood weigh in.
    point.sigma = point.sigma.map { 0.3 + 0.1 * $0 }
    point.controlSpread = point.controlSpread.map { 0.2 * $0 }
    point.periodSpread = point.periodSpread.map { 0.1 + 0.3 * $0 }
    return point
  }
}
