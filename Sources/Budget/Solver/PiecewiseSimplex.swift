/// Maximises a sum of concave functions made of straight pieces under a few linear rows: the simplex
/// method for separable piecewise-linear programmes (Fourer 1985, Mathematical Programming 33).
///
/// Every variable stands at a break of its function or is basic, and moves a piece at a time, so a
/// basis has one variable a row however many pieces there are. Each row's sum is a variable of its
/// own. Phase 1 counts distance from the rows' limits as a concave piecewise function too.
struct PiecewiseSimplex {
  /// The end of the search.
  struct Outcome {
    /// The amount of each cell.
    var plan: [Double]
    /// The rows' multipliers.
    var prices: [Double]
    /// How far the rows' limits are missed, all together; 0 up to rounding where a plan exists.
    var infeasibility: Double
  }

  /// A concave function of one variable.
  private struct Variable {
    var breaks: [Double]
    var slopes: [Double]
  }

  private let rows: [SeparableProgram.Row]
  private let cellCount: Int
  private var variables: [Variable]
  /// Weights of cells, cell by cell.
  private let columns: [[Double]]
  private var values: [Double]
  /// The break a nonbasic variable stands at; the piece a basic one is in.
  private var places: [Int]
  private var isBasic: [Bool]
  /// The basic variable of each row, and the inverse of the basis, row-major.
  private var basis: [Int]
  private var inverse: [Double]

  private static let tolerance = 1e-11
  private static let pivotLimit = 200_000

  /// - Parameters:
  ///   - hulls: each cell's function, scaled so that amounts and values are near 1.
  ///   - start: where the search begins; the nearest breaks are taken.
  init(_ hulls: [ConcaveHull], _ rows: [SeparableProgram.Row], start: [Double]) {
    self.rows = rows
    cellCount = hulls.count
    var variables = hulls.map { hull in
      Variable(breaks: hull.x, slopes: hull.x.indices.dropLast().map(hull.slope))
    }
    columns = hulls.indices.map { j in rows.map { $0.weights[j] } }
    let m = rows.count
    var places = variables.indices.map { j in
      let breaks = variables[j].breaks
      return breaks.indices.min { abs(breaks[$0] - start[j]) < abs(breaks[$1] - start[j]) } ?? 0
    }
    var values = places.indices.map { variables[$0].breaks[places[$0]] }
    isBasic = [Bool](repeating: false, count: cellCount) + [Bool](repeating: true, count: m)
    basis = (0..<m).map { hulls.count + $0 }
    inverse = [Double](repeating: 0, count: m * m)
    for r in 0..<m {
      inverse[r * m + r] = -1
      let sum = hulls.indices.reduce(0.0) { $0 + rows[r].weights[$1] * values[$1] }
      let (breaks, slopes) = Self.penalty(rows[r])
      values.append(sum)
      variables.append(Variable(breaks: breaks, slopes: slopes))
      places.append(Self.piece(of: sum, breaks))
    }
    self.variables = variables
    self.places = places
    self.values = values
  }

  /// Distance from a row's limits, negative.
  private static func penalty(_ row: SeparableProgram.Row) -> ([Double], [Double]) {
    row.lower == row.upper
      ? ([-.infinity, row.lower, .infinity], [1, -1])
      : ([-.infinity, row.lower, row.upper, .infinity], [1, 0, -1])
  }

  private static func piece(of value: Double, _ breaks: [Double]) -> Int {
    var k = 0
    while k + 2 < breaks.count && value > breaks[k + 1] { k += 1 }
    return k
  }

  /// Solves.
  mutating func solve() -> Outcome {
    let kept = variables.prefix(cellCount).map(\.slopes)
    for j in 0..<cellCount {
      variables[j].slopes = [Double](repeating: 0, count: kept[j].count)
    }
    pivot()
    let missed = rows.indices.reduce(0.0) { sum, r in
      let value = values[cellCount + r]
      return sum + max(0, rows[r].lower - value, value - rows[r].upper)
    }
    if missed <= 1e-9 {
      for j in 0..<cellCount { variables[j].slopes = kept[j] }
      restrictRows()
      pivot()
    }
    return Outcome(
      plan: Array(values.prefix(cellCount)), prices: prices(), infeasibility: missed)
  }

  /// From penalties to limits that hold.
  private mutating func restrictRows() {
    for r in rows.indices {
      let j = cellCount + r
      let isAtUpper = !isBasic[j] && rows[r].lower != rows[r].upper && places[j] == 2
      variables[j] = Variable(breaks: [rows[r].lower, rows[r].upper], slopes: [0])
      places[j] = isAtUpper ? 1 : 0
      values[j] = min(max(values[j], rows[r].lower), rows[r].upper)
    }
  }

  private func weight(_ j: Int, _ r: Int) -> Double {
    j < cellCount ? columns[j][r] : (j - cellCount == r ? -1 : 0)
  }

  private func prices() -> [Double] {
    let m = rows.count
    var y = [Double](repeating: 0, count: m)
    for i in 0..<m {
      let slope = variables[basis[i]].slopes[places[basis[i]]]
      if slope == 0 { continue }
      for r in 0..<m { y[r] += slope * inverse[i * m + r] }
    }
    return y
  }

  private struct Entry {
    var variable: Int
    var direction: Double
    var gain: Double
  }

  /// The best variable to move, or the first one that gains where moves have long led nowhere.
  private func entry(_ y: [Double], takesFirst: Bool) -> Entry? {
    var best: Entry?
    for j in variables.indices where !isBasic[j] {
      let variable = variables[j]
      if variable.breaks.count < 2 { continue }
      var pull = 0.0
      if j < cellCount {
        for r in y.indices { pull += y[r] * columns[j][r] }
      } else {
        pull = -y[j - cellCount]
      }
      let place = places[j]
      if place + 1 < variable.breaks.count, variable.breaks[place + 1] > variable.breaks[place] {
        let gain = variable.slopes[place] - pull
        if gain > Self.tolerance, gain > best?.gain ?? 0 {
          best = Entry(variable: j, direction: 1, gain: gain)
        }
      }
      if place > 0, variable.breaks[place] > variable.breaks[place - 1] {
        let gain = pull - variable.slopes[place - 1]
        if gain > Self.tolerance, gain > best?.gain ?? 0 {
          best = Entry(variable: j, direction: -1, gain: gain)
        }
      }
      if takesFirst && best != nil { return best }
    }
    return best
  }

  /// Moves until nothing gains.
  private mutating func pivot() {
    var still = 0
    for count in 0..<Self.pivotLimit {
      if count % 64 == 63 { refresh() }
      guard let entry = entry(prices(), takesFirst: still > 40) else { return }
      still = step(entry) > 0 ? 0 : still + 1
    }
  }

  /// Moves one variable as far as its piece and the basic ones allow.
  private mutating func step(_ entry: Entry) -> Double {
    let (m, j) = (rows.count, entry.variable)
    var change = [Double](repeating: 0, count: m)
    for i in 0..<m {
      for r in 0..<m { change[i] -= entry.direction * inverse[i * m + r] * weight(j, r) }
    }
    let from = places[j]
    let next = entry.direction > 0 ? from + 1 : from - 1
    var (length, leaving) = (abs(variables[j].breaks[next] - variables[j].breaks[from]), -1)
    for i in 0..<m where abs(change[i]) > Self.tolerance {
      let b = basis[i]
      let end = variables[b].breaks[places[b] + (change[i] > 0 ? 1 : 0)]
      let room = max(0, (end - values[b]) / change[i])
      if room < length || (room == length && leaving >= 0 && b < basis[leaving]) {
        length = room
        leaving = i
      }
    }
    guard length.isFinite else { return 0 }
    for i in 0..<m { values[basis[i]] += length * change[i] }
    guard leaving >= 0 else {
      places[j] = next
      values[j] = variables[j].breaks[next]
      return length
    }
    values[j] += entry.direction * length
    let column = change.map { -entry.direction * $0 }
    exchange(
      j, piece: entry.direction > 0 ? from : from - 1, leaving, isRising: change[leaving] > 0,
      column)
    return length
  }

  /// Takes a variable into the basis in another one's stead; `column` is what it changes.
  private mutating func exchange(
    _ j: Int, piece: Int, _ leaving: Int, isRising: Bool, _ column: [Double]
  ) {
    let m = rows.count
    let out = basis[leaving]
    places[out] += isRising ? 1 : 0
    values[out] = variables[out].breaks[places[out]]
    isBasic[out] = false
    for r in 0..<m { inverse[leaving * m + r] /= column[leaving] }
    for i in 0..<m where i != leaving && column[i] != 0 {
      for r in 0..<m { inverse[i * m + r] -= column[i] * inverse[leaving * m + r] }
    }
    basis[leaving] = j
    isBasic[j] = true
    places[j] = piece
  }

  /// Computes the inverse and the basic values anew, so that rounding does not pile up.
  private mutating func refresh() {
    let m = rows.count
    guard m > 0 else { return }
    var work = [Double](repeating: 0, count: m * 2 * m)
    for r in 0..<m {
      for i in 0..<m { work[r * 2 * m + i] = weight(basis[i], r) }
      work[r * 2 * m + m + r] = 1
    }
    for c in 0..<m {
      let best = (c..<m).max { abs(work[$0 * 2 * m + c]) < abs(work[$1 * 2 * m + c]) } ?? c
      let centre = work[best * 2 * m + c]
      guard abs(centre) > 1e-13 else { return }
      for k in 0..<(2 * m) {
        let kept = work[c * 2 * m + k]
        work[c * 2 * m + k] = work[best * 2 * m + k] / centre
        if best != c { work[best * 2 * m + k] = kept }
      }
      for r in 0..<m where r != c {
        let factor = work[r * 2 * m + c]
        if factor == 0 { continue }
        for k in 0..<(2 * m) { work[r * 2 * m + k] -= factor * work[c * 2 * m + k] }
      }
    }
    for i in 0..<m { for r in 0..<m { inverse[i * m + r] = work[i * 2 * m + m + r] } }
    var right = [Double](repeating: 0, count: m)
    for j in variables.indices where !isBasic[j] {
      for r in 0..<m { right[r] -= weight(j, r) * values[j] }
    }
    for i in 0..<m {
      values[basis[i]] = (0..<m).reduce(0.0) { $0 + inverse[i * m + $1] * right[$1] }
    }
  }
}
