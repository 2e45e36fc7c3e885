import Attribution
import Foundation
import Probability

/// A small table of paths with their counts, in canonical order whatever the order of its rows.
struct GameTable {
  /// A path as its channels, and what came of it.
  struct Row {
    var path: [String]
    var conversions = 0
    var value = 0
    var nulls = 0
  }

  let paths: PathList
  let counts: PathCounts

  /// Rows of one path are summed.
  init(_ rows: [Row]) {
    let channels = Set(rows.flatMap(\.path)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let rank = Dictionary(uniqueKeysWithValues: channels.enumerated().map { ($1, UInt16($0)) })
    var sums: [[UInt16]: Row] = [:]
    for row in rows {
      let path = row.path.compactMap { rank[$0] }
      var sum = sums[path] ?? Row(path: row.path)
      sum.conversions += row.conversions
      sum.value += row.value
      sum.nulls += row.nulls
      sums[path] = sum
    }
    let sorted = sums.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    var offsets = [0]
    var touches: [UInt16] = []
    for (path, _) in sorted {
      touches += path
      offsets.append(touches.count)
    }
    paths = PathList(channels: channels, offsets: offsets, touches: touches)
    counts = PathCounts(
      conversions: sorted.map(\.value.conversions), value: sorted.map(\.value.value),
      nulls: sorted.map(\.value.nulls))
  }

  /// Rows of a text such as `a > b`, conversions, value and nulls.
  init(_ rows: [(String, Int, Int, Int)]) {
    self.init(
      rows.map {
        Row(path: $0.0.components(separatedBy: " > "), conversions: $0.1, value: $0.2, nulls: $0.3)
      })
  }

  /// A number by channel name.
  func named(_ numbers: [Double]?) -> [String: Double] {
    Dictionary(uniqueKeysWithValues: zip(paths.channels, numbers ?? []))
  }

  /// Random journeys whose channels each raise the rate, some more than others.
  static func random(channels: Int, rows: Int, seed: UInt64) -> GameTable {
    var stream = RandomStream(seed: seed, stream: 9)
    let names = (0..<channels).map { "c" + String(1000 + $0) }
    return GameTable(
      (0..<rows).map { _ in
        let length = 1 + Int(stream.uniform() * 6)
        let touches = (0..<length).map { _ in Int(stream.uniform() * Double(channels)) }
        let strength = Set(touches).reduce(0.0) { $0 + 1 + Double($1 % 4) }
        let rate = strength / 60
        let journeys = 40 + Int(stream.uniform() * 100)
        let conversions = Int(rate * Double(journeys))
        return Row(
          path: touches.map { names[$0] }, conversions: conversions,
          value: conversions * 1_250_000, nulls: journeys - conversions)
      })
  }
}

extension AttributionOptions {
  /// The defaults with a seed and a number of permutations.
  static func sampling(_ permutations: Int, seed: UInt64 = 1) -> AttributionOptions {
    var options = AttributionOptions()
    options.permutations = permutations
    options.seed = seed
    return options
  }
}
