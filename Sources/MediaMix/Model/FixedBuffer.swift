/// A block of doubles at a fixed address, for loops that run over raw pointers.
///
/// A buffer that is shared between chains is filled once and never written again; that is what
/// makes it `Sendable`. A buffer of a chain's scratch is touched by that chain alone.
package final class FixedBuffer: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<Double>
  package let count: Int

  init(count: Int) {
    self.count = max(count, 1)
    pointer = .allocate(capacity: self.count)
    pointer.initialize(repeating: 0, count: self.count)
  }

  convenience init(_ values: [Double]) {
    self.init(count: values.count)
    for (index, value) in values.enumerated() { pointer[index] = value }
  }

  deinit { pointer.deallocate() }

  subscript(index: Int) -> Double {
    get { pointer[index] }
    set { pointer[index] = newValue }
  }

  package var array: [Double] { Array(UnsafeBufferPointer(start: pointer, count: count)) }

  func fill(_ value: Double) { pointer.update(repeating: value, count: count) }
}
