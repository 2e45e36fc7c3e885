/// How often journeys go from one channel to the next, with start, conversion and end without one.
package struct Transitions: Sendable, Equatable {
  /// The ranks of the channels that are shown by themselves, by number of touches.
  package let channels: [Int]
  /// Whether a further state stands for all other channels.
  package let hasOthers: Bool
  /// Journeys from the start and from each state, in rows, to each state, to conversion and to the
  /// end without one.
  package let counts: [[Int]]

  /// The most channels that are shown by themselves.
  package static let mostChannels = 14

  /// Counts the steps of all journeys.
  package init(_ paths: PathList, _ counts: PathCounts) {
    var touches = [Int](repeating: 0, count: paths.channels.count)
    for path in 0..<paths.count {
      let journeys = counts.conversions[path] + counts.nulls[path]
      if journeys > 0 { for touch in paths[path] { touches[Int(touch)] += journeys } }
    }
    let ordered = touches.indices.filter { touches[$0] > 0 }
      .sorted { (touches[$0], $1) > (touches[$1], $0) }
    channels = Array(ordered.prefix(Self.mostChannels))
    hasOthers = ordered.count > channels.count
    var state = [Int](repeating: channels.count, count: paths.channels.count)
    for (place, channel) in channels.enumerated() { state[channel] = place }
    let states = channels.count + (hasOthers ? 1 : 0)
    var steps = [[Int]](
      repeating: [Int](repeating: 0, count: states + 2), count: states + 1)
    for path in 0..<paths.count {
      let (conversions, nulls) = (counts.conversions[path], counts.nulls[path])
      if conversions + nulls == 0 { continue }
      var from = 0
      for touch in paths[path] {
        steps[from][state[Int(touch)]] += conversions + nulls
        from = state[Int(touch)] + 1
      }
      steps[from][states] += conversions
      steps[from][states + 1] += nulls
    }
    self.counts = steps
  }

  /// The shares of each row.
  package var shares: [[Double]] {
    counts.map { row in
      let total = row.reduce(0, +)
      return row.map { total > 0 ? Double($0) / Double(total) : 0 }
    }
  }
}
