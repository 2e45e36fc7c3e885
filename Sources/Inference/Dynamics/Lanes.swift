/// A vector of doubles in memory owned by someone else, padded with zeros to whole groups of four.
///
/// The padding lets every loop of the dynamics run over `SIMD4` without a remainder; it stays zero
/// because each of those loops maps zeros to zeros. Raw loads and stores keep the view legal beside
/// the typed `Double` view that densities see.
struct Lanes {
  let raw: UnsafeMutableRawPointer

  /// How many groups of four hold `dimension` numbers.
  static func groups(for dimension: Int) -> Int { (dimension + 3) / 4 }

  /// Bytes of one group of four.
  static let stride = MemoryLayout<SIMD4<Double>>.stride

  /// The `group`-th four numbers; the caller keeps `group` inside the vector.
  @inline(__always)
  subscript(group: Int) -> SIMD4<Double> {
    get { raw.load(fromByteOffset: group &* Lanes.stride, as: SIMD4<Double>.self) }
    nonmutating set {
      raw.storeBytes(
        of: newValue, toByteOffset: group &* Lanes.stride, as: SIMD4<Double>.self)
    }
  }

  /// The first `count` numbers as doubles; the memory was bound to `Double` when it was made.
  func doubles(_ count: Int) -> UnsafeMutableBufferPointer<Double> {
    UnsafeMutableBufferPointer(start: raw.assumingMemoryBound(to: Double.self), count: count)
  }
}

/// Zero-filled memory for several padded vectors, freed with its owner.
final class LaneMemory {
  let groups: Int
  private let base: UnsafeMutableRawPointer

  /// Allocates `vectors` vectors for `dimension` numbers each.
  init(vectors: Int, dimension: Int) {
    groups = Lanes.groups(for: dimension)
    let count = max(1, vectors * groups) * 4
    base = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Double>.stride, alignment: 64)
    base.bindMemory(to: Double.self, capacity: count).initialize(repeating: 0, count: count)
  }

  deinit { base.deallocate() }

  /// The `index`-th vector.
  @inline(__always)
  func vector(_ index: Int) -> Lanes {
    Lanes(raw: base + index &* groups &* Lanes.stride)
  }
}
