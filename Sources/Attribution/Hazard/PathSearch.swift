/// Finds the paths of timed journeys in a list.
struct PathSearch {
  private let list: PathList

  init(_ list: PathList) { self.list = list }

  /// The path of each journey, or -1 where the list has none such.
  ///
  /// - Complexity: O(journeys x log(paths) x touches); journeys of one path in a row are found once.
  func paths(of timed: TimedJourneys) -> [Int] {
    var found: [Int] = []
    found.reserveCapacity(timed.count)
    var last: ArraySlice<UInt16> = []
    for journey in 0..<timed.count {
      let touches = timed.channels[timed.offsets[journey]..<timed.offsets[journey + 1]]
      if let path = found.last, touches == last {
        found.append(path)
      } else {
        found.append(path(touches))
      }
      last = touches
    }
    return found
  }

  private func path(_ touches: ArraySlice<UInt16>) -> Int {
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle].lexicographicallyPrecedes(touches) { low = middle + 1 } else { high = middle }
    }
    return low < list.count && list[low] == touches ? low : -1
  }
}
