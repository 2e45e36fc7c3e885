import Foundation
import LinearAlgebra
import MediaMix
import Probability
import Testing

/// Expected contraction against answers found in other ways.
struct ReadinessContractionTests {
  @Test("expected contraction is that of the normal model where the model is one")
  func contractionIsExact() throws {
    // One channel, coefficient prior N(0, 1), fixed shape, no season, a flat baseline: a regression.
    var panel = try SimulatedPanel(regions: 1, weeks: 80, channels: 1)
    panel.controls = []
    panel.controlValues = []
    panel.options.controls = []
    panel.options.baseline = .init(knots: .count(1), fourier: 0)
    let name = panel.channels[0]
    panel.options.channels[name]?.maxLag = 0
    panel.options.channels[name]?.prior.alpha = .init("fixed", [0])
    panel.options.channels[name]?.prior.halfSaturation = .init("fixed", [1])
    panel.options.channels[name]?.prior.coefficient = .init("normal", [0, 1])
    let readiness = try panel.readiness()

    let exposure = panel.exposure[0]
    let positive = exposure.filter { $0 > 0 }.sorted()
    let half = positive.count / 2
    let median =
      positive.count % 2 == 0 ? (positive[half - 1] + positive[half]) / 2 : positive[half]
    let x = exposure.map { $0 / median / ($0 / median + 1) }
    let n = Double(x.count)
    let yMean = panel.kpi.reduce(0, +) / n
    let sd = sqrt(panel.kpi.reduce(0) { $0 + ($1 - yMean) * ($1 - yMean) } / n)
    let y = panel.kpi.map { ($0 - yMean) / sd }
    let xMean = x.reduce(0, +) / n
    let sxx = x.reduce(0) { $0 + ($1 - xMean) * ($1 - xMean) }
    let sxy = zip(x, y).reduce(0) { $0 + ($1.0 - xMean) * $1.1 }
    let variance = (y.reduce(0) { $0 + $1 * $1 } - sxy * sxy / sxx) / (n - 2)
    // Baseline N(0, 5), coefficient N(0, 1): Schur's complement of the posterior precision.
    let (a, b, c) = (
      1 + x.reduce(0) { $0 + $1 * $1 } / variance, xMean * n / variance, 1.0 / 25 + n / variance
    )
    let expected = 1 - 1 / (a - b * b / c)
    let found = try #require(readiness.value("expected_contraction", channel: name))
    #expect(abs(found - expected) < 1e-6)
  }

  @Test(
    "geo by geo or all at once, the linearised model gives the same",
    arguments: [MediaMixOptions.GeoEffects.lognormal, .normal])
  func dense(effects: MediaMixOptions.GeoEffects) throws {
    var panel = try SimulatedPanel(regions: 3, weeks: 40, channels: 2)
    panel.options.geoEffects = effects
    let readiness = try panel.readiness()
    let model = try MediaMixModel(data: panel.data, options: panel.options)
    let p = readiness.medians
    var columns: [[Double]] = []
    func add(
      _ path: WritableKeyPath<MediaMixParameters, [Double]>, _ index: Int, deviation: Double
    ) {
      let step = 1e-4 * deviation
      var (below, above) = (p, p)
      below[keyPath: path][index] -= step
      above[keyPath: path][index] += step
      columns.append(
        zip(model.design.mean(at: above), model.design.mean(at: below)).map {
          ($0 - $1) / (2 * step) * deviation
        })
    }
    let specification = model.design.specification
    // The default prior of ROI, lognormal [0.2, 0.9], on the log scale.
    for c in 0..<2 { add(\.strength, c, deviation: 0.9 * p.strength[c]) }
    for c in 0..<2 {
      add(\.alpha, c, deviation: (1.0 / 12).squareRoot())
      let half = specification.terms[c].shapes[2].standardDeviation
      add(\.halfSaturation, c, deviation: half)
    }
    for k in p.knots.indices { add(\.knots, k, deviation: specification.knotDeviation) }
    for k in p.fourier.indices { add(\.fourier, k, deviation: specification.fourierDeviation) }
    for j in p.control.indices { add(\.control, j, deviation: specification.controlDeviation) }
    for g in p.geoIntercept.indices {
      add(\.geoIntercept, g, deviation: specification.geoInterceptDeviation)
    }
    for k in p.deviation.indices { add(\.deviation, k, deviation: 1) }
    for k in p.controlDeviation.indices { add(\.controlDeviation, k, deviation: 1) }
    let design = Matrix(rows: columns[0].count, columns: columns.count) { columns[$1][$0] }
    let variance = readiness.residualDeviation * readiness.residualDeviation
    let precision = try Matrix.identity(columns.count) + (1 / variance) * design.gram()
    let covariance = try Cholesky(precision).inverse
    for c in 0..<2 {
      let found = try #require(
        readiness.value("expected_contraction", channel: panel.channels[c]))
      #expect(abs(found - (1 - covariance[c, c])) < 1e-4)
    }
  }
}
