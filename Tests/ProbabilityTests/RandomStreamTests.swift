import Foundation
import Probability
import Testing

@Suite("Random streams") struct RandomStreamTests {
  @Test("Philox gives the known answers of Random123") func knownAnswers() {
    let ones = UInt32.max
    #expect(
      Self.words(RandomStream.philox(counter: (0, 0, 0, 0), key: (0, 0)))
        == [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8])
    #expect(
      Self.words(RandomStream.philox(counter: (ones, ones, ones, ones), key: (ones, ones)))
        == [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd])
    #expect(
      Self.words(
        RandomStream.philox(
          counter: (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
          key: (0xa409_3822, 0x299f_31d0)))
        == [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1])
  }

  static func words(_ block: (UInt32, UInt32, UInt32, UInt32)) -> [UInt32] {
    [block.0, block.1, block.2, block.3]
  }

  @Test("a stream is laid out as words of blocks in order") func layout() {
    var stream = RandomStream(seed: 0, stream: 0)
    #expect(stream.next() == 0xe169_c58d_6627_e8d5)
    #expect(stream.next() == 0x9b00_dbd8_bc57_ac4c)
    let third = stream.next()
    var jumped = RandomStream(seed: 0, stream: 0, index: 1)
    #expect(jumped.next() == third)
  }

  @Test("seeds, streams and substreams differ, and repeat") func separate() {
    func first(_ stream: RandomStream) -> UInt64 {
      var copy = stream
      return copy.next()
    }
    let base = RandomStream(seed: 1, stream: 0)
    var advanced = base
    _ = advanced.next()
    let starts = [
      first(base), first(RandomStream(seed: 2, stream: 0)), first(RandomStream(seed: 1, stream: 1)),
      first(RandomStream(seed: 1 << 32, stream: 0)), first(base.substream(0)),
      first(base.substream(1)), first(base.substream(0).substream(0)),
      first(RandomStream(seed: 1, stream: 1).substream(0)),
    ]
    #expect(Set(starts).count == starts.count)
    #expect(first(advanced.substream(1)) == first(base.substream(1)))
  }

  @Test("uniform numbers lie strictly inside the unit interval") func uniformRange() {
    // The largest and the smallest 64-bit words bound what uniform() can return.
    let largest = (Double(UInt64.max >> 12) + 0.5) * 0x1p-52
    #expect(largest < 1)
    var stream = RandomStream(seed: 3, stream: 0)
    var moments = SampleMoments()
    for _ in 0..<100_000 {
      let u = stream.uniform()
      #expect(u > 0 && u < 1)
      moments.add(u)
    }
    // Five standard errors: a false alarm in 1.7 million.
    #expect(abs(moments.mean - 0.5) < 5 / (12 * 100_000.0).squareRoot())
  }

  @Test("standard normal numbers have the normal's moments") func normal() {
    var stream = RandomStream(seed: 4, stream: 0)
    let count = 200_000
    let draws = (0..<count).map { _ in stream.standardNormal() }
    let root = Double(count).squareRoot()
    let moments = (1...4).map { power in
      draws.reduce(0) { $0 + pow($1, Double(power)) } / Double(count)
    }
    // Five standard errors each, from the variances 1, 2, 15 and 96 of z to z⁴.
    #expect(abs(moments[0]) < 5 / root)
    #expect(abs(moments[1] - 1) < 5 * 2.0.squareRoot() / root)
    #expect(abs(moments[2]) < 5 * 15.0.squareRoot() / root)
    #expect(abs(moments[3] - 3) < 5 * 96.0.squareRoot() / root)
  }
}
