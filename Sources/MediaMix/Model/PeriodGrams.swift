/// What shocks that all geos share need to know of the block's columns; constant, computed once.
///
/// Periods in which equally many geos are observed are weighted alike, so inner products of their
/// sums of columns are added up over such periods.
struct PeriodGrams: Sendable {
  /// The number of geos observed in each period, T.
  let observed: [Int]
  /// a_t = sum_g m_gt L_gt, T x count.
  let rows: FixedBuffer
  private let size: Int
  /// For each number of geos, sum_t a_t a_t' over its periods; count x count.
  private let grams: [(observed: Int, gram: FixedBuffer)]

  /// The columns of one geo, each one entry a period, and 1 for a period that is fitted, else 0.
  typealias Columns = (border: [[Double]], own: [[Double]], mask: [Double])

  init(_ geos: [Columns]) {
    let times = geos.first?.mask.count ?? 0
    let border = geos.first?.border.count ?? 0
    let size = geos.reduce(border) { $0 + $1.own.count }
    let observed = (0..<times).map { t in geos.count { $0.mask[t] != 0 } }
    let rows = FixedBuffer(count: times * size)
    var next = border
    for geo in geos {
      for t in 0..<times where geo.mask[t] != 0 {
        for (p, column) in geo.border.enumerated() { rows[t * size + p] += column[t] }
        for (o, column) in geo.own.enumerated() { rows[t * size + next + o] = column[t] }
      }
      next += geo.own.count
    }
    (self.size, self.observed, self.rows) = (size, observed, rows)
    grams = Set(observed).subtracting([0]).sorted().map { number in
      let gram = FixedBuffer(count: size * size)
      for t in 0..<times where observed[t] == number {
        for k in 0..<size {
          for l in 0...k { gram[k * size + l] += rows[t * size + k] * rows[t * size + l] }
        }
      }
      return (number, gram)
    }
  }

  /// Adds weight x D a_t a_t' D of all periods to the lower triangle of a matrix.
  func add(
    to matrix: UnsafeMutablePointer<Double>, scale d: UnsafePointer<Double>,
    weight: (_ observed: Int) -> Double
  ) {
    for (observed, gram) in grams {
      let weight = weight(observed)
      for k in 0..<size {
        let factor = weight * d[k]
        let (to, from) = (matrix + k * size, gram.pointer + k * size)
        for l in 0...k { to[l] += factor * d[l] * from[l] }
      }
    }
  }
}
