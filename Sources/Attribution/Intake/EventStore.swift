import Foundation

/// The events of one thread, parted by user; past a budget they go to disk.
///
/// Each partition grows by blocks. When all blocks together outgrow the budget they are written to a
/// file that has no name, so that nothing is left behind however the program ends.
final class EventStore: @unchecked Sendable {
  /// How many partitions there are: the top nine bits of a key tell which.
  static let partitions = 512
  /// Events in a block of 4 KiB.
  private static let blockEvents = 128

  private typealias Block = UnsafeMutablePointer<TouchEvent>

  /// A run of events on disk.
  private struct Extent {
    var offset: Int
    var count: Int
  }

  /// The block that each partition fills, and how far; apart from the full ones, since every row
  /// comes by here.
  private let open = UnsafeMutablePointer<Block>.allocate(capacity: EventStore.partitions)
  private let filled = UnsafeMutablePointer<Int>.allocate(capacity: EventStore.partitions)
  /// The full blocks of each partition; apart in memory, so that threads may release partitions at the
  /// same time.
  private let blocks = UnsafeMutablePointer<[Block]>.allocate(capacity: EventStore.partitions)
  private var extents = [[Extent]](repeating: [], count: EventStore.partitions)
  private let budget: Int
  private var held = 0
  private var file: SpillFile?

  /// Makes a store that keeps at most so many bytes in memory.
  init(budget: Int) {
    self.budget = max(budget, 2 * Self.partitions * 4096)
    blocks.initialize(repeating: [], count: Self.partitions)
    for partition in 0..<Self.partitions {
      open[partition] = .allocate(capacity: Self.blockEvents)
      filled[partition] = 0
    }
  }

  deinit {
    for partition in 0..<Self.partitions { open[partition].deallocate() }
    open.deallocate()
    filled.deallocate()
    for partition in 0..<Self.partitions { release(partition) }
    blocks.deinitialize(count: Self.partitions)
    blocks.deallocate()
  }

  /// Gives back the memory of a partition's full blocks, whose events are then gone.
  func release(_ partition: Int) {
    for block in blocks[partition] { block.deallocate() }
    blocks[partition] = []
  }

  /// Bytes written to disk.
  var spilled: Int { file?.length ?? 0 }

  /// Adds an event to the partition of its user.
  @inline(__always)
  func append(_ event: TouchEvent, _ partition: Int) throws(AttributionError) {
    let count = filled[partition]
    open[partition][count] = event
    filled[partition] = count + 1
    if count + 1 == Self.blockEvents { try close(partition) }
  }

  /// Puts a full block away and opens the next.
  private func close(_ partition: Int) throws(AttributionError) {
    blocks[partition].append(open[partition])
    open[partition] = .allocate(capacity: Self.blockEvents)
    filled[partition] = 0
    held += Self.blockEvents * MemoryLayout<TouchEvent>.stride
    if held >= budget { try spill() }
  }

  private func spill() throws(AttributionError) {
    if file == nil { file = try SpillFile() }
    guard let file else { return }
    for partition in 0..<Self.partitions where !blocks[partition].isEmpty {
      let start = file.length
      for block in blocks[partition] {
        try file.append(
          UnsafeRawBufferPointer(
            start: block, count: Self.blockEvents * MemoryLayout<TouchEvent>.stride))
      }
      extents[partition].append(
        Extent(offset: start, count: blocks[partition].count * Self.blockEvents))
      // Only now, since a block that could not be written is still held.
      release(partition)
    }
    try file.flush()
    held = 0
  }

  /// How many events a partition has.
  func count(of partition: Int) -> Int {
    filled[partition] + blocks[partition].count * Self.blockEvents
      + extents[partition].reduce(0) { $0 + $1.count }
  }

  /// Copies a partition's events to a place that has room for them.
  func copy(_ partition: Int, to target: UnsafeMutablePointer<TouchEvent>) throws(AttributionError)
  {
    target.update(from: open[partition], count: filled[partition])
    var target = target + filled[partition]
    for block in blocks[partition] {
      target.update(from: block, count: Self.blockEvents)
      target += Self.blockEvents
    }
    for extent in extents[partition] {
      let bytes = UnsafeMutableRawBufferPointer(
        start: target, count: extent.count * MemoryLayout<TouchEvent>.stride)
      try file?.read(at: extent.offset, into: bytes)
      target += extent.count
    }
  }
}

/// A file without a name that only this process can read.
private final class SpillFile {
  private let descriptor: Int32
  private(set) var length = 0
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 20

  init() throws(AttributionError) {
    let named = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
    let folder = named.isEmpty ? "/tmp" : named
    var template = Array("\(folder)/liftwerk-XXXXXX".utf8CString)
    // mkstemp makes it readable for the owner alone.
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Self.failure("made", in: folder) }
    unlink(&template)
    buffer.reserveCapacity(Self.bufferSize)
  }

  deinit { close(descriptor) }

  func append(_ bytes: UnsafeRawBufferPointer) throws(AttributionError) {
    if buffer.count + bytes.count > Self.bufferSize { try flush() }
    buffer.append(contentsOf: bytes)
    length += bytes.count
  }

  func flush() throws(AttributionError) {
    var written = 0
    while written < buffer.count {
      let count = buffer.withUnsafeBytes {
        write(
          descriptor, UnsafeRawBufferPointer(rebasing: $0[written...]).baseAddress,
          $0.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw Self.failure("written", in: nil)
      }
      written += count
    }
    buffer.removeAll(keepingCapacity: true)
  }

  func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws(AttributionError) {
    var filled = 0
    while filled < target.count {
      let count = pread(
        descriptor, UnsafeMutableRawBufferPointer(rebasing: target[filled...]).baseAddress,
        target.count - filled, off_t(offset + filled))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure("read", in: nil) }
      filled += count
    }
  }

  private static func failure(_ verb: String, in folder: String?) -> AttributionError {
    let reason = String(cString: strerror(errno))
    return .cannotWrite(
      "the file for events that do not fit into memory cannot be \(verb)"
        + (folder.map { " in \($0)" } ?? "") + " (\(reason)). Free space there, set TMPDIR to a "
        + "folder that has some, or allow more with --memory.")
  }
}
