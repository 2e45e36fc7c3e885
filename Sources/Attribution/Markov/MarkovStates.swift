/// The states and transitions that the distinct paths have in the absorbing chain of order k.
///
/// A state is the tuple of the last min(k, touches so far) channels of a journey, so that a journey's
/// first k - 1 touches have short states of their own. START, CONV and NULL come on top: each path
/// begins with a transition from START, has one transition a touch, and ends in CONV or NULL. A
/// channel that follows itself is a transition like any other.
///
/// States are numbered by length, then by their channels from the oldest on; transitions by the state
/// they leave (START first), then by the channel they lead to. Both depend on the set of paths only.
/// Built once for a `PathList`; the counts of a replicate then become transition counts by integer
/// sums in one pass, see `MarkovFlows`.
package struct MarkovStates: Sendable {
  /// How many channels a state remembers.
  package let order: Int
  /// How many channels there are.
  package let channels: Int
  /// The last channel of each state.
  package let last: [UInt16]
  /// How many channels each state's tuple has, 1 to `order`.
  package let lengths: [UInt8]
  /// The state that each transition leaves; -1 is START.
  package let sources: [Int32]
  /// The state that each transition leads to.
  package let targets: [Int32]
  /// The transition of each touch of each path, laid out as `PathList.touches`.
  package let steps: [Int32]
  /// Where each path starts in `steps`; one more entry than there are paths.
  package let offsets: [Int]
  /// The transitions by the state they lead to; see `arrivalOffsets`.
  let arrivals: [Int32]
  /// Where each state's arrivals start; one more entry than there are states.
  let arrivalOffsets: [Int]

  /// How many states there are, START, CONV and NULL aside.
  package var count: Int { last.count }

  /// Builds states and transitions.
  ///
  /// - Throws: `refused` if there are more than `limit` states.
  package init(paths: PathList, order: Int, limit: Int) throws(AttributionError) {
    var level = TupleLevel(paths: paths, below: nil)
    for _ in 1..<max(order, 1) {
      try Self.check(level, order: order, limit: limit)
      level = TupleLevel(paths: paths, below: level)
    }
    try Self.check(level, order: order, limit: limit)
    self.init(paths: paths, level: level)
  }

  /// Builds the chains of orders 1 to `highest`, as far as their states stay within the limit.
  ///
  /// - Throws: `refused` if order 1 has more than `limit` states.
  package static func all(
    paths: PathList, highest: Int, limit: Int
  ) throws(AttributionError) -> [MarkovStates] {
    var level = TupleLevel(paths: paths, below: nil)
    try check(level, order: 1, limit: limit)
    var chains = [MarkovStates(paths: paths, level: level)]
    while chains.count < highest {
      level = TupleLevel(paths: paths, below: level)
      if level.count > limit { break }
      chains.append(MarkovStates(paths: paths, level: level))
    }
    return chains
  }

  private static func check(
    _ level: TupleLevel, order: Int, limit: Int
  ) throws(AttributionError) {
    if level.count > limit {
      throw .refused(
        "The Markov chain of order \(order) has at least \(level.count) states, more than the "
          + "\(limit) that are allowed; choose a lower order, merge channels, or raise stateLimit.")
    }
  }

  /// A transition of order k is a tuple of k + 1 channels, START included: the next level.
  private init(paths: PathList, level: TupleLevel) {
    let transitions = TupleLevel(paths: paths, below: level)
    order = level.order
    channels = paths.channels.count
    last = level.channels
    lengths = level.lengths
    sources = transitions.prefixes.map { $0 - 1 }
    steps = transitions.ids
    offsets = paths.offsets
    var targets = [Int32](repeating: 0, count: transitions.count)
    for (touch, step) in transitions.ids.enumerated() { targets[Int(step)] = level.ids[touch] }
    self.targets = targets
    (arrivalOffsets, arrivals) = Self.grouped(targets, groups: level.count)
  }

  /// Lists the places of each key, in order: where each group starts, and the places.
  static func grouped(_ keys: [Int32], groups: Int) -> (offsets: [Int], members: [Int32]) {
    var offsets = [Int](repeating: 0, count: groups + 1)
    for key in keys { offsets[Int(key) + 1] += 1 }
    for group in 0..<groups { offsets[group + 1] += offsets[group] }
    var next = offsets
    var members = [Int32](repeating: 0, count: keys.count)
    for (place, key) in keys.enumerated() {
      members[next[Int(key)]] = Int32(place)
      next[Int(key)] += 1
    }
    return (offsets, members)
  }
}
