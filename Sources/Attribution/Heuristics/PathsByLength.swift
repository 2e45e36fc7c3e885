/// The paths of a list grouped by their number of touches, so that the journeys of one length can be
/// summed as integers and divided once.
struct PathsByLength: Sendable {
  /// The paths, shortest first, in the list's order within a length.
  private let order: [Int32]
  /// The lengths that occur, ascending.
  private let lengths: [Int]
  /// Where each length starts in `order`; one more entry than there are lengths.
  private let starts: [Int]

  /// - Complexity: O(paths), and sorting of the distinct lengths.
  init(_ paths: PathList) {
    let length = { (path: Int) in paths.offsets[path + 1] - paths.offsets[path] }
    var counts: [Int: Int] = [:]
    for path in 0..<paths.count { counts[length(path), default: 0] += 1 }
    lengths = counts.keys.sorted()
    var starts = [0]
    var next: [Int: Int] = [:]
    for length in lengths {
      let start = starts[starts.count - 1]
      next[length] = start
      starts.append(start + (counts[length] ?? 0))
    }
    var order = Array(repeating: Int32(0), count: paths.count)
    for path in 0..<paths.count {
      let place = next[length(path), default: 0]
      order[place] = Int32(path)
      next[length(path)] = place + 1
    }
    self.order = order
    self.starts = starts
  }

  /// The lengths with their paths, ascending.
  var groups: some Sequence<(length: Int, paths: ArraySlice<Int32>)> {
    lengths.indices.lazy.map { (lengths[$0], order[starts[$0]..<starts[$0 + 1]]) }
  }
}
