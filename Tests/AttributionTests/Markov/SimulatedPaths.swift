import Attribution
import Probability

/// Journeys drawn from a chain of order k with random transition probabilities.
struct SimulatedPaths {
  let channels: Int
  let order: Int
  private var stream: RandomStream
  private var rows: [[Int]: [Double]] = [:]

  init(channels: Int, order: Int, seed: UInt64) {
    self.channels = channels
    self.order = order
    stream = RandomStream(seed: seed, stream: 0)
  }

  /// A table of journeys, each its own row.
  mutating func rows(journeys: Int) -> [GameTable.Row] {
    (0..<journeys).map { _ in
      let (path, converts) = journey()
      let names = path.map { "c\(String(1_000 + $0))" }
      let value = converts ? Int(1e6 * (1 + 9 * stream.uniform())) : 0
      return GameTable.Row(
        path: names, conversions: converts ? 1 : 0, value: value, nulls: converts ? 0 : 1)
    }
  }

  /// The same, in canonical order.
  mutating func table(journeys: Int) -> GameTable { GameTable(rows(journeys: journeys)) }

  private mutating func journey() -> ([Int], Bool) {
    var path: [Int] = []
    while true {
      let next = draw(from: row(after: Array(path.suffix(order))))
      if next >= channels { return (path, next == channels) }
      path.append(next)
    }
  }

  private mutating func draw(from weights: [Double]) -> Int {
    var left = stream.uniform() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      left -= weight
      if left < 0 { return index }
    }
    return weights.count - 1
  }

  /// Skewed weights: some transitions are many times as likely as others.
  private mutating func row(after state: [Int]) -> [Double] {
    if let row = rows[state] { return row }
    var row: [Double] = []
    for _ in 0..<channels {
      let u = stream.uniform()
      row.append(u * u * u)
    }
    if state.isEmpty {
      row += [0, 0]
    } else {
      let sum = row.reduce(0, +)
      row += [0.15 * sum * stream.uniform(), 0.5 * sum * stream.uniform() + 0.05 * sum]
    }
    rows[state] = row
    return row
  }
}

extension GameTable {
  /// Paths and counts.
  var prepared: (paths: PathList, counts: PathCounts) { (paths, counts) }
}
