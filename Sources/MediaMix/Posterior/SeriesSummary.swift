import Foundation
import Inference
import Parallel

/// Bands over time and along response curves, from evenly thinned draws.
struct SeriesSummary: Sendable {
  /// The most draws that bands are made from; totals use all draws.
  static let limit = 1000

  /// For each term, its contribution in each period.
  let contributions: [Band]
  /// The expected outcome in each period.
  let mean: Band
  /// Draws of a new outcome in each period: periods x draws.
  let predictions: [[Double]]
  /// The interval of a new outcome in each period.
  let predicted: Band
  /// The expected outcome less all terms, in each period.
  let baseline: Band
  /// For each medium, its outcome at each multiple of today's exposure.
  let curves: [Band]
  /// For each medium with reach and frequency, its outcome at each frequency.
  let frequencyCurves: [Band]
  /// The best frequency of each such medium, draw by draw.
  let bestFrequencies: [[Double]]
  /// For each such medium, the place of its best frequency among those of its curve.
  let bestPlaces: [Int]
  /// What the outcome would gain there over today, draw by draw.
  let frequencyGains: [[Double]]
  /// The effect of each course of time in each period.
  let courses: [Band]
  /// The change of each course from the first quarter of the periods to the last, draw by draw.
  let courseChanges: [[Double]]
  /// Posterior mean of the expected outcome in each geo and period, G x T.
  let geoMean: [Double]
  /// Posterior variance of the expected outcome in each geo and period, G x T.
  let geoVariance: [Double]
  /// How well the fitted cells would have been predicted without them.
  let outOfSample: OutOfSample
  /// Whether series drawn from the model look like the observed one.
  let checks: [PredictiveCheck]

  init(_ sampling: MediaMixSampling, _ model: MediaMixModel, threads: Int) async throws {
    let seed = model.options.sampler.seed
    let perChain = max(1, Self.limit / sampling.draws.chains.count)
    let cells = model.design.fittedCells
    let residualStride = OutOfSample.stride(
      cells: cells.count, draws: min(perChain, sampling.draws.count) * sampling.draws.chains.count)
    let chains = try await inParallel(sampling.draws.chains.count, width: threads) { chain in
      let recorder = PosteriorRecorder(
        density: sampling.density, data: model.data, window: model.window, seed: seed, chain: chain)
      let draws = sampling.draws.chains[chain]
      var geo = CellMoments(cells: model.data.geoCount * model.data.timeCount)
      var residuals: [ResidualDraw] = []
      let thinned = Self.thinned(draws.count, to: perChain).enumerated()
      let series = try thinned.map { number, draw in
        try Task.checkCancellation()
        var one = recorder.series(draws, dimension: sampling.draws.dimension, draw: draw)
        // Only its moments are used, and G x T numbers for each draw would fill the memory.
        geo.add(one.geoMean)
        one.geoMean = []
        if number % residualStride == 0 { residuals.append(one.residuals) }
        one.residuals.residuals = []
        return one
      }
      return (series: series, geo: geo, residuals: residuals)
    }
    outOfSample = try await OutOfSample(
      chains.flatMap(\.residuals), cells: cells, threads: threads)
    let series = chains.flatMap(\.series)
    let (level, times) = (model.options.level, model.data.timeCount)
    let terms = model.design.termCount
    contributions = (0..<terms).map { c in
      Band(series.map(\.contributions), offset: c * times, count: times, level: level)
    }
    mean = Band(series.map(\.mean), count: times, level: level)
    predicted = Band(series.map(\.predicted), count: times, level: level)
    let fitted = 0..<model.design.specification.trainCount
    checks = PredictiveCheck.all(
      observed: fitted.map { ReportWindow.outcome(model.data, $0...$0) },
      expected: series.map { Array($0.mean[fitted]) },
      replicated: series.map { Array($0.predicted[fitted]) })
    predictions = (0..<times).map { t in series.map { $0.predicted[t] } }
    let baselines = series.map { one in
      (0..<times).map { t in
        (0..<terms).reduce(one.mean[t]) { $0 - one.contributions[$1 * times + t] }
      }
    }
    baseline = Band(baselines, count: times, level: level)
    let points = PosteriorRecorder.multipliers.count
    curves = model.data.exposure.indices.map { c in
      Band(series.map(\.curves), offset: c * points, count: points, level: level)
    }
    let frequencies = PosteriorRecorder.frequencies
    let repeated = model.data.frequency.count { $0 != nil }
    frequencyCurves = (0..<repeated).map { k in
      Band(
        series.map(\.frequencyCurves), offset: k * frequencies.count, count: frequencies.count,
        level: level)
    }
    bestFrequencies = Self.bestFrequencies(series, count: repeated)
    bestPlaces = Self.bestPlaces(bestFrequencies)
    frequencyGains = Self.frequencyGains(
      series, terms: model.data.frequency.indices.filter { model.data.frequency[$0] != nil },
      places: bestPlaces, window: model.window.periods, timeCount: times)
    courseChanges = Self.courseChanges(
      series, count: model.design.courses.count, timeCount: times)
    courses = model.design.courses.indices.map { k in
      Band(series.map(\.courses), offset: k * times, count: times, level: level)
    }
    var geo = CellMoments(cells: model.data.geoCount * times)
    for chain in chains { geo.add(chain.geo) }
    geoMean = geo.mean
    geoVariance = geo.variance
  }

  /// `limit` numbers spread evenly over 0 ..< count.
  static func thinned(_ count: Int, to limit: Int) -> [Int] {
    count <= limit ? Array(0..<count) : (0..<limit).map { $0 * count / limit }
  }
}

/// Running mean and variance of each of many cells.
///
/// Welford 1962, doi:10.1080/00401706.1962.10490022; parts joined as in Chan, Golub and LeVeque 1983,
/// doi:10.1080/00031305.1983.10483115.
private struct CellMoments: Sendable {
  private(set) var mean: [Double]
  private var squares: [Double]
  private var count = 0.0

  init(cells: Int) {
    mean = [Double](repeating: 0, count: cells)
    squares = mean
  }

  var variance: [Double] { squares.map { $0 / max(1, count - 1) } }

  mutating func add(_ values: [Double]) {
    count += 1
    for (cell, value) in values.enumerated() {
      let step = value - mean[cell]
      mean[cell] += step / count
      squares[cell] += step * (value - mean[cell])
    }
  }

  mutating func add(_ other: CellMoments) {
    guard other.count > 0 else { return }
    let total = count + other.count
    for cell in mean.indices {
      let step = other.mean[cell] - mean[cell]
      mean[cell] += step * other.count / total
      squares[cell] += other.squares[cell] + step * step * count * other.count / total
    }
    count = total
  }
}
