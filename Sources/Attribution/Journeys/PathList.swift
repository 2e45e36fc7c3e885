/// The distinct paths of channels that journeys took, in canonical order.
///
/// Channels are sorted by their UTF-8 bytes and named by their rank; paths are sorted by their ranks,
/// a path before those that continue it. A path has at least one touch.
package struct PathList: Sendable, Equatable {
  /// The channels' names, sorted.
  package let channels: [String]
  /// Where each path starts in `touches`; one more entry than there are paths.
  package let offsets: [Int]
  /// The ranks of all paths, end to end.
  package let touches: [UInt16]

  /// Takes paths in canonical order.
  package init(channels: [String], offsets: [Int], touches: [UInt16]) {
    self.channels = channels
    self.offsets = offsets
    self.touches = touches
  }

  /// How many paths there are.
  package var count: Int { offsets.count - 1 }

  /// The ranks of one path.
  package subscript(path: Int) -> ArraySlice<UInt16> { touches[offsets[path]..<offsets[path + 1]] }
}
