import LinearAlgebra

/// What the baseline can follow: a level for each geo, and the knots and seasons that all geos share.
///
/// A series is G x T, geo by geo. On a complete panel, taking the shared columns off a series whose
/// geo means are gone is the same as taking them off its mean over geos (Frisch and Waugh 1933).
struct WithinBasis: Sendable {
  let geoCount: Int
  let timeCount: Int
  /// Orthonormal columns over time, each summing to zero.
  let columns: [[Double]]
  /// Whether the shared columns follow any course over time.
  let followsAnything: Bool

  /// - Parameter shared: the columns over time, as the model has them.
  init(shared: [[Double]], geoCount: Int, timeCount: Int) throws(LinearAlgebraError) {
    self.geoCount = geoCount
    self.timeCount = timeCount
    followsAnything = shared.count >= timeCount
    guard !shared.isEmpty, !followsAnything else {
      columns = []
      return
    }
    let centred = shared.map { column in
      let mean = column.reduce(0, +) / Double(timeCount)
      return column.map { $0 - mean }
    }
    let svd = try SVD(Matrix(rows: timeCount, columns: centred.count) { centred[$1][$0] })
    columns = (0..<svd.rank(tolerance: 1e-9)).map { svd.left.column($0) }
  }

  /// How many independent courses over time the baseline has besides its level.
  var rank: Int { followsAnything ? timeCount - 1 : columns.count }

  /// The series without the mean of each geo.
  func demeaned(_ series: [Double]) -> [Double] {
    var result = series
    for g in 0..<geoCount {
      let cells = g * timeCount..<(g + 1) * timeCount
      let mean = series[cells].reduce(0, +) / Double(timeCount)
      for cell in cells { result[cell] -= mean }
    }
    return result
  }

  /// The series without anything that the baseline could follow.
  func residual(_ series: [Double]) -> [Double] {
    var result = demeaned(series)
    var course = [Double](repeating: 0, count: timeCount)
    for g in 0..<geoCount {
      for t in 0..<timeCount { course[t] += result[g * timeCount + t] / Double(geoCount) }
    }
    var fitted = course
    if !followsAnything {
      fitted = [Double](repeating: 0, count: timeCount)
      for column in columns {
        let weight = zip(column, course).reduce(0) { $0 + $1.0 * $1.1 }
        for t in 0..<timeCount { fitted[t] += weight * column[t] }
      }
    }
    for g in 0..<geoCount {
      for t in 0..<timeCount { result[g * timeCount + t] -= fitted[t] }
    }
    return result
  }
}
