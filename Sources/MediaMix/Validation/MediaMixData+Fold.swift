import Tables

extension MediaMixData {
  /// The panel up to a period, with the outcome of its last periods hidden: what could be known
  /// when the first of them was forecast.
  ///
  /// Media, controls and the value of a unit stay, as a plan would state them. The hidden KPI of each
  /// geo is its mean before, so that nothing later can reach a model through totals.
  ///
  /// - Parameters:
  ///   - trainCount: the first periods, which are known.
  ///   - horizon: the periods after them, which are hidden.
  func fold(trainCount: Int, horizon: Int) -> MediaMixData {
    let count = trainCount + horizon
    var known = firstPeriods(count).kpi
    for g in 0..<geoCount {
      let row = g * count
      let mean = known[row..<(row + trainCount)].reduce(0, +) / Double(trainCount)
      for t in trainCount..<count { known[row + t] = mean }
    }
    return firstPeriods(count).replacingKPI(known)
  }

  /// The panel up to a period.
  func firstPeriods(_ count: Int) -> MediaMixData {
    func cut(_ values: [Double], from width: Int, to kept: Int) -> [Double] {
      (0..<geoCount).flatMap { values[($0 * width)..<($0 * width + kept)] }
    }
    func cells(_ values: [Double]) -> [Double] { cut(values, from: timeCount, to: count) }
    return MediaMixData(
      source: source, geos: geos, isNational: isNational, times: times.first(count),
      leadIn: leadIn, channels: channels, controls: controls, kpi: cells(kpi),
      value: cells(value), population: population, spend: spend.map(cells),
      exposure: exposure.map { cut($0, from: leadIn + timeCount, to: leadIn + count) },
      controlValues: controlValues.map(cells), currency: currency, organic: organic,
      treatments: treatments,
      frequency: frequency.map { values in
        values.map { cut($0, from: leadIn + timeCount, to: leadIn + count) }
      }, treatmentValues: treatmentValues.map(cells))
  }
}
