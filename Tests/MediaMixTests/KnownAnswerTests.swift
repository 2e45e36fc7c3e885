import Foundation
import MediaMix
import Probability
import Tables
import TestSupport
import Testing

/// Small parts of the model against numbers worked out by hand or published.
struct KnownAnswerTests {
  private func adstock(
    _ family: AdstockFamily, _ alpha: Double, maxLag: Int
  ) -> (weights: [Double], derivatives: [Double]) {
    var (weights, derivatives) = ([Double](repeating: .nan, count: maxLag + 1), [Double]())
    derivatives = weights
    var others = weights
    weights.withUnsafeMutableBufferPointer { weights in
      derivatives.withUnsafeMutableBufferPointer { derivatives in
        others.withUnsafeMutableBufferPointer { others in
          guard let a = weights.baseAddress, let b = derivatives.baseAddress,
            let c = others.baseAddress
          else { return }
          family.fillWeights(
            alpha, 0, maxLag: maxLag, weights: a, alongFirst: b, alongSecond: c)
        }
      }
    }
    return (weights, derivatives)
  }

  @Test("geometric weights are powers of alpha over their sum")
  func geometric() {
    #expect(AdstockFamily.geometric.weights(0.5, maxLag: 2) == [4, 2, 1].map { $0 / 7 })
    #expect(AdstockFamily.geometric.weights(0, maxLag: 3) == [1, 0, 0, 0])
    #expect(
      AdstockFamily.geometric.weights(1, maxLag: 4) == [Double](repeating: 0.2, count: 5))
  }

  @Test("binomial weights fall in a straight line at one half, and are equal at one")
  func binomial() {
    let half = AdstockFamily.binomial.weights(0.5, maxLag: 3)
    for (found, expected) in zip(half, [0.4, 0.3, 0.2, 0.1]) {
      #expect(abs(found - expected) < 1e-15)
    }
    #expect(AdstockFamily.binomial.weights(0, maxLag: 3) == [1, 0, 0, 0])
    #expect(
      AdstockFamily.binomial.weights(1, maxLag: 4) == [Double](repeating: 0.2, count: 5))
  }

  @Test(
    "adstock weights sum to one and their derivatives to zero", arguments: AdstockFamily.allCases)
  func adstockDerivatives(_ family: AdstockFamily) {
    for maxLag in [0, 1, 8, 20] {
      for alpha in [0.05, 0.3, 0.62, 0.97] {
        let found = adstock(family, alpha, maxLag: maxLag)
        #expect(abs(found.weights.reduce(0, +) - 1) < 1e-14)
        #expect(abs(found.derivatives.reduce(0, +)) < 1e-12)
        let h = 1e-5
        let (up, down) = (
          family.weights(alpha + h, maxLag: maxLag),
          family.weights(alpha - h, maxLag: maxLag)
        )
        for lag in 0...maxLag {
          #expect(abs(found.derivatives[lag] - (up[lag] - down[lag]) / (2 * h)) < 1e-6)
        }
      }
      for alpha in [0.0, 1] {
        for slope in adstock(family, alpha, maxLag: maxLag).derivatives { #expect(slope.isFinite) }
      }
    }
    let single = adstock(family, 0.7, maxLag: 0)
    #expect(single.weights == [1] && single.derivatives == [0])
  }

  @Test("Hill's curve is one half at its half saturation, whatever the slope")
  func hill() {
    let curve = SaturationFamily.hill.curve
    for slope in [0.5, 1, 2.5] {
      #expect(abs(curve.value(1.7, 1.7, slope) - 0.5) < 1e-15)
      #expect(curve.value(0, 1.7, slope) == 0)
    }
    #expect(abs(curve.value(2, 1, 1) - 2.0 / 3) < 1e-15)
    #expect(abs(curve.value(2, 1, 2) - 0.8) < 1e-15)
    #expect(curve.value(1e300, 1, 1) == 1)
  }

  @Test("sixteen knots over 156 periods stand where Meridian puts them")
  func knotPositions() {
    #expect(
      KnotBasis.equallySpaced(16, count: 156) == [
        0, 10, 20, 31, 41, 51, 62, 72, 82, 93, 103, 113, 124, 134, 144, 155,
      ])
    #expect(KnotBasis.equallySpaced(1, count: 156) == [0])
    #expect(KnotBasis.equallySpaced(4, count: 3) == [0, 1, 2])
  }

  @Test("knot columns are hats that sum to one and stay level beyond the ends")
  func knotColumns() {
    let columns = KnotBasis.columns(knots: [1, 3, 7], count: 9)
    #expect(columns[0] == [1, 1, 0.5, 0, 0, 0, 0, 0, 0])
    #expect(columns[1] == [0, 0, 0.5, 1, 0.75, 0.5, 0.25, 0, 0])
    #expect(columns[2] == [0, 0, 0, 0, 0.25, 0.5, 0.75, 1, 1])
    #expect(KnotBasis.columns(knots: [0], count: 3) == [[1, 1, 1]])
  }

  @Test("Fourier columns are the sines and cosines of whole years")
  func fourier() {
    let columns = FourierSeries.columns(order: 2, positions: [0, 0.25, 1])
    let expected: [[Double]] = [[0, 1, 0], [1, 0, 1], [0, 0, 0], [1, -1, 1]]
    for (found, expected) in zip(columns, expected) {
      for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-14) }
    }
    #expect(FourierSeries.columns(order: 0, positions: [0, 1]).isEmpty)
  }

  @Test("the ranked probability score of a normal forecast has its closed form")
  func rankedScore() {
    let count = 4000
    let draws = (0..<count).map { 3 + 2 * normalQuantile((Double($0) + 0.5) / Double(count)) }
    for z in [-1.5, 0, 1.0] {
      // Gneiting and Raftery 2007, eq. 21: sigma (z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt(pi)).
      let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
      let score = 2 * (z * (2 * normalCDF(z) - 1) + 2 * density - 1 / Double.pi.squareRoot())
      #expect(abs(FitMetrics.crps(draws.shuffledOnce(), observed: 3 + 2 * z) - score) < 2e-3)
    }
  }

  @Test("R2, wMAPE, MAPE and coverage are those of a hand calculation")
  func fitMetrics() {
    let predicted = [[0, 1, 2], [2, 2, 2], [5, 6, 7]].map { $0.map(Double.init) }
    let metrics = FitMetrics(
      observed: [1, 2, 3], mean: [1.5, 2, 2.5], predicted: predicted, level: 0.9)
    #expect(abs(metrics.rSquared - 0.75) < 1e-15)
    #expect(abs(metrics.wmape - 1.0 / 6) < 1e-15)
    let relative = metrics.mape ?? .nan
    #expect(abs(relative - 2.0 / 9) < 1e-15)
    #expect(abs(metrics.coverage - 2.0 / 3) < 1e-15)
  }

  @Test("a zero among the outcomes leaves no MAPE")
  func noRelativeError() {
    let metrics = FitMetrics(
      observed: [0, 2], mean: [1, 2], predicted: [[1, 1], [2, 2]], level: 0.9)
    #expect(metrics.mape == nil)
    #expect(abs(metrics.wmape - 0.5) < 1e-15)
  }

  @Test("names are ordered as people count, and the order is total")
  func naturalOrder() {
    let sorted = ["geo2", "geo02", "geo10", "geo1", "a", "Geo3"].sorted(by: naturallyPrecedes)
    #expect(sorted == ["Geo3", "a", "geo1", "geo02", "geo2", "geo10"])
    #expect(!naturallyPrecedes("geo1", "geo1"))
  }

  @Test("scaling constants follow Meridian's rules")
  func scaling() throws {
    let start = CivilDate(dayNumber: 18_631)
    let data = MediaMixData(
      source: "hand", geos: ["all"], isNational: true,
      times: try TimeAxis(
        (0..<4).map { TimePoint(start.adding(days: 7 * $0)) }, source: "hand", column: "week"),
      leadIn: 1, channels: ["tv"], controls: ["price"], kpi: [2, 4, 6, 8], value: [1, 1, 1, 1],
      population: [2], spend: [[0, 4, 2, 8]], exposure: [[40, 0, 4, 2, 8]],
      controlValues: [[1, 3, 5, 7]], currency: nil)
    func scaling(holdout: Int) throws -> MediaMixScaling {
      let options = SmallPanel.options(data) {
        $0.baseline = .init(knots: .count(1), fourier: 0)
        $0.channels["tv"]?.maxLag = 1
        $0.holdout = .init(last: holdout)
      }
      return MediaMixScaling(
        data, specification: try MediaMixSpecification(options: options, data: data))
    }
    let all = try scaling(holdout: 0)
    #expect(all.kpiMean == 2.5)
    #expect(abs(all.kpiDeviation - 1.25.squareRoot()) < 1e-15)
    // Positive exposures an inhabitant, lead-in included: 20, 2, 1, 4.
    #expect(all.exposureScale == [3])
    #expect(all.controlMean == [4])
    #expect(abs(all.controlDeviation[0] - 5.0.squareRoot()) < 1e-15)
    // The KPI is taken from fitted periods only, controls from all.
    let half = try scaling(holdout: 2)
    #expect(half.kpiMean == 1.5 && half.kpiDeviation == 0.5 && half.controlMean == [4])
  }
}

extension Array {
  /// The elements in another order, always the same one.
  fileprivate func shuffledOnce() -> [Element] {
    indices.map { self[($0 * 1237 + 11) % count] }
  }
}
