/// The paths of a list grouped by their number of touches, so that the journeys of one length can be
/// summed as integers and divided once.
struct PathsByLength: Sendable {
  /// The paths, shortest first, in the list's order within a length.
  private let order: [Int32]
  /// The lengths that occur, ascending.
  private let lengths: [Int]
  /// Where each length starts in `order`; one more entry than there are lengths.
  private let starts: [Int]

  init(_ paths: PathList) {
    let length = { (path: Int32) in paths.offsets[Int(path) + 1] - paths.offsets[Int(path)] }
    let order = (0..<Int32(paths.count)).sorted { (length($0), $0) < (length($1), $1) }
    var lengths: [Int] = []
    var starts: [Int] = []
    for (place, path) in order.enumerated() where length(path) != lengths.last {
      lengths.append(length(path))
      starts.append(place)
    }
    self.order = order
    self.lengths = lengths
    self.starts = starts + [order.count]
  }

  /// The lengths with their paths, ascending.
  var groups: some Sequence<(length: Int, paths: ArraySlice<Int32>)> {
    lengths.indices.lazy.map { (lengths[$0], order[starts[$0]..<starts[$0 + 1]]) }
  }
}
