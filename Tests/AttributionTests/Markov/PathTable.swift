import Attribution
import Foundation
import TestSupport

/// A table of collapsed paths as tests write it.
struct PathTable {
  struct Row {
    var touches: [String]
    var conversions: Int
    var value: Int
    var nulls: Int
  }

  var rows: [Row] = []

  init(_ rows: [Row]) { self.rows = rows }

  /// Rows such as `("a > b", 2, 30, 5)`: conversions, value, nulls.
  init(_ rows: [(String, Int, Int, Int)]) {
    self.rows = rows.map { path, conversions, value, nulls in
      Row(
        touches: path.components(separatedBy: " > "), conversions: conversions, value: value,
        nulls: nulls)
    }
  }

  /// The distinct paths in canonical order, and their counts.
  var prepared: (paths: PathList, counts: PathCounts) {
    let channels = Set(rows.flatMap(\.touches)).sorted {
      Array($0.utf8).lexicographicallyPrecedes($1.utf8)
    }
    let ranks = Dictionary(uniqueKeysWithValues: zip(channels, (0 as UInt16)...))
    var merged: [[UInt16]: Row] = [:]
    for row in rows {
      let path = row.touches.compactMap { ranks[$0] }
      var sum = merged[path] ?? Row(touches: row.touches, conversions: 0, value: 0, nulls: 0)
      sum.conversions += row.conversions
      sum.value += row.value
      sum.nulls += row.nulls
      merged[path] = sum
    }
    let sorted = merged.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    var offsets = [0]
    for path in sorted { offsets.append(offsets[offsets.count - 1] + path.key.count) }
    return (
      PathList(channels: channels, offsets: offsets, touches: sorted.flatMap(\.key)),
      PathCounts(
        conversions: sorted.map(\.value.conversions), value: sorted.map(\.value.value),
        nulls: sorted.map(\.value.nulls))
    )
  }

  /// The peer data set of 10,000 rows that the shared folder holds.
  static func pathData() throws -> PathTable {
    let text = try String(
      contentsOfFile: SharedData.path("attribution/channelattribution_pathdata.csv"),
      encoding: .utf8)
    let rows = text.split(separator: "\n").dropFirst().map { line -> Row in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Row(
        touches: fields[0].components(separatedBy: " > "),
        conversions: Int(Double(fields[1]) ?? .nan),
        value: Int(((Double(fields[2]) ?? .nan) * 1e6).rounded()),
        nulls: Int(Double(fields[3]) ?? .nan))
    }
    return PathTable(rows)
  }
}

/// Credits by channel name.
func named(_ values: [Double]?, _ paths: PathList) -> [String: Double] {
  Dictionary(uniqueKeysWithValues: zip(paths.channels, values ?? []))
}
