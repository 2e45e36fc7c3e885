import Inference
import Parallel
import Tables

extension MediaMixResponse {
  /// The most draws kept, of all chains together: fewer where each holds many regions.
  static func drawLimit(geoCount: Int) -> Int { geoCount > 1 ? 2000 : 4000 }

  /// Takes a posterior.
  ///
  /// - Parameters:
  ///   - result: the fit.
  ///   - periods: the periods to plan for.
  ///   - averagesPrices: whether money buys in every period what it buys on average, as a free
  ///     flighting needs: else odd weeks with cheap contacts would draw all the money.
  ///   - threads: how many chains are read at the same time.
  /// - Throws: `CancellationError`.
  public init(
    _ result: MediaMixResult, periods: PlannedPeriods, averagesPrices: Bool = false, threads: Int
  ) async throws {
    let (model, sampling) = (result.model, result.sampling)
    let data = model.data
    let media = model.design.specification.terms.prefix(data.channels.count)
    tail = media.map(\.maxLag).max() ?? 0
    let first: Int
    let density: MediaMixDensity
    let evaluated: MediaMixData
    if periods.isRetrospective {
      (first, density, evaluated) = (periods.source.lowerBound, sampling.density, data)
      self.periods = Array(data.times.labels[periods.source])
    } else {
      first = data.timeCount
      evaluated = data.appending(data.repeating(periods.source), tail: tail)
      density = sampling.density.extended(to: evaluated)
      self.periods = Array(evaluated.times.labels[first..<(first + periods.count)])
    }
    let design = density.design
    channels = data.channels
    geos = data.geoCount == 1 ? [""] : data.geos
    outcomeValue = model.options.target.isMoney ? 1 : nil
    let value = data.value[0]
    outcomePerKPI = data.value.allSatisfy { $0 == value } ? value : nil
    margin = design.specification.margin
    courseCount = design.courses.count
    terms = media.indices.map { c in
      Term(
        adstock: media[c].adstock, maxLag: media[c].maxLag, saturation: media[c].saturation,
        isAdstockFirst: media[c].order == .adstockFirst && design.frequency[c] == nil,
        course: media[c].course)
    }
    let count = periods.count
    cells = media.indices.flatMap { c in
      data.geos.indices.map { g in
        Cell(
          data, design, channel: c, geo: g, source: periods.source, first: first,
          averagesPrices: averagesPrices)
      }
    }
    let perChain = max(
      1, Self.drawLimit(geoCount: data.geoCount) / sampling.draws.chains.count)
    let (channelCount, span) = (data.channels.count, count + tail)
    let parts = try await inParallel(sampling.draws.chains.count, width: threads) { chain in
      let recorder = PosteriorRecorder(
        density: density, data: evaluated, window: model.window, seed: model.options.sampler.seed,
        chain: chain)
      let draws = sampling.draws.chains[chain]
      var part = (shapes: [Double](), coefficients: [Double](), courses: [Double](), count: 0)
      for draw in SeriesSummary.thinned(draws.count, to: perChain) {
        try Task.checkCancellation()
        _ = recorder.rebuild(draws, dimension: sampling.draws.dimension, draw: draw)
        let s = recorder.scratch
        for c in 0..<channelCount {
          for place in 0..<ParameterLayout.shapeCount {
            part.shapes.append(s.values[density.layout.shape(c, place)])
          }
          for g in 0..<design.geoCount {
            part.coefficients.append(s.coefficients[c * design.geoCount + g])
          }
        }
        for k in design.courses.indices {
          // Past the data an effect stays where it last was.
          for t in first..<(first + span) {
            part.courses.append(s.courses[k * design.stride + min(t, design.timeCount - 1)])
          }
        }
        part.count += 1
      }
      return part
    }
    shapes = parts.flatMap(\.shapes)
    coefficients = parts.flatMap(\.coefficients)
    courses = parts.flatMap(\.courses)
    drawCount = parts.reduce(0) { $0 + $1.count }
  }
}

extension MediaMixResponse.Cell {
  convenience init(
    _ data: MediaMixData, _ design: MediaMixDesign, channel c: Int, geo g: Int,
    source: ClosedRange<Int>, first: Int, averagesPrices: Bool
  ) {
    let row = data.spend[c][(g * data.timeCount)..<((g + 1) * data.timeCount)]
    let start = row.startIndex
    let lags = design.specification.terms[c].maxLag
    let exposure = design.exposureRow(c, g)
    let spend = source.map { row[start + $0] }
    let bought = source.indices.enumerated().map { exposure[first + $0.offset] }
    // A period that shows contacts without spend was paid in another one.
    let isBooked = zip(spend, bought).allSatisfy { $0 > 0 || $1 == 0 }
    let (paid, seen) = (spend.reduce(0, +), bought.reduce(0, +))
    let everPaid = row.reduce(0, +)
    var everSeen = 0.0
    for t in 0..<data.timeCount { everSeen += exposure[t] }
    let mean = paid > 0 ? seen / paid : everPaid > 0 ? everSeen / everPaid : 0
    self.init(
      spend: spend, largest: row.max() ?? 0,
      perMoney: zip(spend, bought).map { money, contacts in
        money > 0 && isBooked && !averagesPrices ? contacts / money : mean
      },
      history: (0..<lags).map { exposure[first - lags + $0] },
      frequency: design.frequencyRow(c, g).map { frequency in
        source.indices.enumerated().map { frequency[first + $0.offset] }
      },
      weight: (0..<(spend.count + lags)).map { k in
        let t = min(first + k, first + spend.count - 1)
        return design.outcomeWeight[g * design.stride + t]
      })
  }
}

extension MediaMixData {
  /// The same periods again as a plan behind the data.
  package func repeating(_ source: ClosedRange<Int>) -> MediaPlan {
    let longer = times.continued(by: source.count)
    /// The last periods of rows of `width` numbers a geo, of which the data's are the last.
    func part(_ values: [Double]) -> [Double] {
      let width = values.count / geoCount
      let lead = width - timeCount
      return (0..<geoCount).flatMap { g in source.map { values[g * width + lead + $0] } }
    }
    return MediaPlan(
      times: longer.dropFirst(timeCount), spend: spend.map(part), exposure: exposure.map(part),
      frequency: frequency.map { $0.map(part) }, treatmentValues: treatmentValues.map(part),
      controlValues: controlValues.map(part), value: part(value))
  }
}
