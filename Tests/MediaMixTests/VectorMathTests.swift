import CVectorMath
import Foundation
import Probability
import Testing

@Suite("Vector mathematics") struct VectorMathTests {
  private typealias Function = (Int32, UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Void

  private func apply(_ function: Function, _ x: [Double]) -> [Double] {
    var y = [Double](repeating: .nan, count: x.count)
    function(Int32(x.count), x, &y)
    return y
  }

  /// The largest distance from libm's results in units of the last place.
  private func distance(_ found: [Double], _ expected: [Double]) -> Double {
    var largest = 0.0
    for (a, b) in zip(found, expected) where !(a == b || (a.isNaN && b.isNaN)) {
      largest = max(largest, a.isFinite && b.isFinite ? abs(a - b) / b.ulp : .infinity)
    }
    return largest
  }

  @Test("exponentials are libm's to two units in the last place") func exponentials() {
    let count = 40_001
    for range in [-746.0...710, -1...1, -1e-8...1e-8, -746 ... -708, 708...710] {
      let width = range.upperBound - range.lowerBound
      let x = (0..<count).map { range.lowerBound + width * Double($0) / Double(count - 1) }
      #expect(distance(apply(vm_exp, x), x.map { exp($0) }) <= 2, "\(range)")
    }
    let special = [
      0, -0.0, .infinity, -.infinity, .nan, 1e300, -1e300, .leastNonzeroMagnitude, 709.782712893384,
      709.7827128933841, -745.1332191019411, -745.1332191019412, -708.3964185322641,
    ]
    #expect(distance(apply(vm_exp, special), special.map { exp($0) }) <= 1)
  }

  @Test("logarithms are libm's to two units in the last place") func logarithms() {
    var x = (-1074...1023).flatMap { power in
      [1, 1.2, 1.4142135623730951, 1.4142135623730954, 1.9].map { scalbn($0, power) }
    }
    x += (0..<40_001).map { 0.5 + 2 * Double($0) / 40_000 }
    x += (0..<2001).map { 1 + 1e-7 * (Double($0) - 1000) / 1000 }
    x += (1...2000).map { Double.leastNonzeroMagnitude * Double($0) }
    #expect(distance(apply(vm_log, x), x.map { log($0) }) <= 2)
    let special = [
      0, -0.0, .infinity, -.infinity, .nan, -1, -Double.leastNonzeroMagnitude,
      .greatestFiniteMagnitude, 1,
    ]
    #expect(distance(apply(vm_log, special), special.map { log($0) }) == 0)
  }

  @Test("a value does not depend on its place in the array") func places() {
    let x = (0..<41).map { 0.037 + 0.11 * Double($0) }
    let ones = [Double](repeating: 1, count: x.count)
    let kernels: [(Int32, UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Void] = [
      vm_exp, vm_log, { vm_hill_slope($0, $1, ones, 0.8, 1.3, $2, $2 + 64, $2 + 128, $2 + 192) },
      { vm_logistic($0, $1, ones, 0.8, $2, $2 + 64, $2 + 128) },
      { vm_root($0, $1, ones, 0.4, $2, $2 + 64, $2 + 128) },
    ]
    for kernel in kernels {
      var whole = [Double](repeating: 0, count: 256)
      kernel(Int32(x.count), x, &whole)
      for start in 0..<x.count {
        for count in [1, 3, 7, 8, 9] where start + count <= x.count {
          var part = [Double](repeating: 0, count: 256)
          kernel(Int32(count), Array(x[start..<(start + count)]), &part)
          for row in stride(from: 0, to: 256, by: 64) {
            #expect(part[row..<(row + count)] == whole[(row + start)..<(row + start + count)])
          }
        }
      }
    }
  }

  @Test("filters are sums of weighted lags, in any number together") func filters() {
    var stream = RandomStream(seed: 3, stream: 0)
    let lead = 20
    let x = (0..<(lead + 45)).map { _ in stream.uniform() }
    let weights = (0..<3).map { _ in (0..<lead).map { _ in stream.uniform() - 0.3 } }
    for taps in [1, 2, 9, lead] {
      for n in [1, 7, 8, 16, 45] {
        let expected = weights.map { w in
          (0..<n).map { t in (0..<taps).reduce(0) { $0 + w[$1] * x[lead + t - $1] } }
        }
        var (a, b, c) = (
          [Double](repeating: .nan, count: n + 1), [Double](repeating: .nan, count: n + 1),
          [Double](repeating: .nan, count: n + 1)
        )
        x.withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return }
          let (start, lags, count) = (base + lead, Int32(taps), Int32(n))
          vm_convolve(start, weights[0], lags, count, &a)
          let single = a
          vm_convolve_pair(start, weights[0], weights[1], lags, count, &a, &b)
          #expect(a.dropLast() == single.dropLast())
          let pair = b
          vm_convolve_triple(
            start, weights[0], weights[1], weights[2], lags, count, &a, &b, &c)
          #expect(a.dropLast() == single.dropLast() && b.dropLast() == pair.dropLast())
        }
        for (found, expected) in zip([a, b, c], expected) {
          #expect(found[n].isNaN)
          for t in 0..<n { #expect(abs(found[t] - expected[t]) < 1e-14) }
        }
      }
    }
  }
}
