/// Puts the events of a partition in order by user and time, and hands them on; one a thread.
final class PartitionSorter {
  private let stores: [EventStore]
  /// The ranks of each store's channel numbers.
  private let ranks: [[UInt32]]
  /// Whether events are needed again after this.
  private let keepsEvents: Bool
  private var events = UnsafeMutableBufferPointer<TouchEvent>.allocate(capacity: 0)
  private var ordered = UnsafeMutableBufferPointer<TouchEvent>.allocate(capacity: 0)
  private var starts: [UInt32] = []
  private var count = 0

  init(stores: [EventStore], ranks: [[UInt32]], keepsEvents: Bool) {
    self.stores = stores
    self.ranks = ranks
    self.keepsEvents = keepsEvents
  }

  deinit {
    events.deallocate()
    ordered.deallocate()
  }

  /// Hands on the events of each user of a partition, in order, with channels as ranks.
  func forEachUser(
    of partition: Int, _ body: (UnsafeBufferPointer<TouchEvent>) -> Void
  ) throws(AttributionError) {
    try load(partition)
    if !keepsEvents { for store in stores { store.release(partition) } }
    sort()
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, ordered[end].isSameUser(as: ordered[start]) { end += 1 }
      body(UnsafeBufferPointer(rebasing: ordered[start..<end]))
      start = end
    }
  }

  private func load(_ partition: Int) throws(AttributionError) {
    count = stores.reduce(0) { $0 + $1.count(of: partition) }
    if events.count < count {
      events.deallocate()
      ordered.deallocate()
      events = .allocate(capacity: count + count / 8)
      ordered = .allocate(capacity: count + count / 8)
    }
    guard let base = events.baseAddress else { return }
    var offset = 0
    for (store, ranks) in zip(stores, ranks) {
      try store.copy(partition, to: base + offset)
      let end = offset + store.count(of: partition)
      while offset < end {
        let event = events[offset]
        if event.channel != TouchEvent.noChannel {
          events[offset].tag = ranks[Int(event.channel)] | event.tag & TouchEvent.conversionFlag
        }
        offset += 1
      }
    }
  }

  /// Scatters events by the low bits of their key into short runs, and sorts each.
  private func sort() {
    var buckets = 1
    while buckets * 4 < count { buckets *= 2 }
    let mask = UInt64(buckets - 1)
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: repeatElement(0, count: buckets + 1))
    starts.withUnsafeMutableBufferPointer { starts in
      for index in 0..<count { starts[Int(events[index].key & mask) + 1] += 1 }
      for bucket in 0..<buckets { starts[bucket + 1] += starts[bucket] }
      for index in 0..<count {
        let bucket = Int(events[index].key & mask)
        ordered[Int(starts[bucket])] = events[index]
        starts[bucket] += 1
      }
      // Each start has moved on to the next one's.
      var start = 0
      for bucket in 0..<buckets {
        let end = Int(starts[bucket])
        Self.sortRun(UnsafeMutableBufferPointer(rebasing: ordered[start..<end]))
        start = end
      }
    }
  }

  /// Insertion while runs are short, as nearly all are.
  private static func sortRun(_ run: UnsafeMutableBufferPointer<TouchEvent>) {
    if run.count > 48 {
      var run = run
      run.sort(by: TouchEvent.precedes)
      return
    }
    var index = 1
    while index < run.count {
      let event = run[index]
      var place = index
      while place > 0, TouchEvent.precedes(event, run[place - 1]) {
        run[place] = run[place - 1]
        place -= 1
      }
      run[place] = event
      index += 1
    }
  }
}
