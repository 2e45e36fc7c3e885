import Findings

/// What a report tells of paths, whatever the model: who assisted, who came last, which paths are
/// common.
package struct PathSummary: Sendable, Equatable {
  /// Conversions of journeys that hold a channel, by channel.
  package let touched: [Int]
  /// Conversions of journeys that end with a channel, by channel.
  package let last: [Int]
  /// The most common paths with a conversion, by conversions.
  package let top: [Row]
  /// All other paths together; nil if there are none.
  package let others: Row?
  /// From where to where journeys go.
  package let transitions: Transitions

  /// A path, or several together.
  package struct Row: Sendable, Equatable {
    /// The channels, by rank; empty of several paths together.
    package var touches: [UInt16]
    /// Journeys with a conversion.
    package var converting: Int
    /// Journeys without.
    package var nulls: Int
    /// Conversions.
    package var conversions: Int
    /// Value in millionths of money.
    package var value: Int

    fileprivate mutating func add(_ other: Row) {
      converting += other.converting
      nulls += other.nulls
      conversions += other.conversions
      value &+= other.value
    }
  }

  /// The fewest converting journeys of a path that is shown by itself: fewer could be one person's.
  package static let fewestJourneys = 5
  /// The most paths that are shown.
  package static let mostPaths = 20

  /// Conversions that a channel assisted: held by the journey, which another channel ended.
  package var assisted: [Int] { zip(touched, last).map { $0 - $1 } }

  /// Summarises counted journeys.
  package init(_ data: AttributionData) {
    let (paths, counts) = (data.paths, data.counts)
    var touched = [Int](repeating: 0, count: paths.channels.count)
    var last = touched
    // The path by which a channel was counted last, so that it counts once a path.
    var seen = [Int](repeating: -1, count: paths.channels.count)
    for path in 0..<paths.count where counts.conversions[path] > 0 {
      for touch in paths[path] where seen[Int(touch)] != path {
        seen[Int(touch)] = path
        touched[Int(touch)] += counts.conversions[path]
      }
      if let end = paths[path].last { last[Int(end)] += counts.conversions[path] }
    }
    self.touched = touched
    self.last = last
    transitions = Transitions(paths, counts)
    (top, others) = Self.top(data)
  }

  private static func top(_ data: AttributionData) -> ([Row], Row?) {
    var converting = [Int](repeating: 0, count: data.paths.count)
    for (entry, path) in data.converting.path.enumerated() {
      converting[Int(path)] += data.converting.journeys[entry]
    }
    let counts = data.counts
    func row(_ path: Int) -> Row {
      Row(
        touches: Array(data.paths[path]), converting: converting[path], nulls: counts.nulls[path],
        conversions: counts.conversions[path], value: counts.value[path])
    }
    let all = (0..<data.paths.count).filter { counts.conversions[$0] > 0 }
    let ordered = all.sorted { (counts.conversions[$0], $1) > (counts.conversions[$1], $0) }
    var shown = ordered.filter { converting[$0] >= fewestJourneys }.prefix(mostPaths).map(row)
    let places = Set(shown.map(\.touches))
    var others = Row(touches: [], converting: 0, nulls: 0, conversions: 0, value: 0)
    for path in all where !places.contains(Array(data.paths[path])) { others.add(row(path)) }
    if others.converting == 0 { return (shown, nil) }
    // What is left of the total by subtraction must not be one person's either.
    while others.converting < fewestJourneys, let smallest = shown.popLast() {
      others.add(smallest)
    }
    return (shown, others.converting < fewestJourneys ? nil : others)
  }
}
