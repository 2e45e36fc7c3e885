/// A sum of doubles without rounding, so that their order cannot matter; it is rounded once, at its end.
///
/// Numbers are added as integers into overlapping chunks of 32 bits over the whole range of exponents
/// (a small superaccumulator; Neal 2015). Sorting ten million numbers takes ten times as long.
struct ExactSum {
  /// Chunk i counts units of 2^(32 i - 1075).
  private var chunks = [Int64](repeating: 0, count: 67)
  private var untilCarry = Self.mostAdds
  private var isFinite = true

  /// A part of a number has at most 53 bits, so that so many of them fit into a chunk.
  private static let mostAdds = 1_000

  /// Adds a number.
  @inline(__always)
  mutating func add(_ x: Double) {
    let bits = x.bitPattern
    let field = Int((bits >> 52) & 0x7FF)
    let fraction = Int64(bits & 0xF_FFFF_FFFF_FFFF)
    if field == 0, fraction == 0 { return }
    guard field != 0x7FF else {
      isFinite = false
      return
    }
    // Subnormal numbers have the exponent of the smallest normal ones.
    let exponent = max(field, 1)
    let significand = field == 0 ? fraction : fraction | (1 << 52)
    let (index, shift) = (exponent >> 5, Int64(exponent & 31))
    let low = (significand &<< shift) & 0xFFFF_FFFF
    let high = significand &>> (32 - shift)
    let sign: Int64 = x < 0 ? -1 : 1
    chunks[index] += sign * low
    chunks[index + 1] += sign * high
    untilCarry -= 1
    if untilCarry == 0 { carry() }
  }

  /// Leaves 32 bits in every chunk and moves what is above them up.
  private mutating func carry() {
    for index in 0..<(chunks.count - 1) {
      chunks[index + 1] += chunks[index] >> 32
      chunks[index] &= 0xFFFF_FFFF
    }
    untilCarry = Self.mostAdds
  }

  /// The sum; not finite where a number was not.
  var value: Double {
    guard isFinite else { return .infinity }
    var sum = self
    sum.carry()
    let isNegative = (sum.chunks.last ?? 0) < 0
    if isNegative {
      // Of a negative sum all chunks but the last are filled up: what they say is told by their
      // complement.
      for index in sum.chunks.indices { sum.chunks[index] = -sum.chunks[index] }
      sum.carry()
    }
    var total = 0.0
    for index in sum.chunks.indices.reversed() where sum.chunks[index] != 0 {
      total += Double(
        sign: .plus, exponent: 32 * index - 1_075, significand: Double(sum.chunks[index]))
    }
    return isNegative ? -total : total
  }
}

/// Three exact sums.
struct ExactSums {
  private var x = ExactSum(), y = ExactSum(), z = ExactSum()

  @inline(__always)
  mutating func add(_ values: SIMD3<Double>) {
    x.add(values.x)
    y.add(values.y)
    z.add(values.z)
  }

  var value: SIMD3<Double> { SIMD3(x.value, y.value, z.value) }
}
