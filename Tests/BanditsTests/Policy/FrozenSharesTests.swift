import Bandits
import Probability
import Testing

@Suite("Frozen shares")
struct FrozenSharesTests {
  @Test("arms are drawn as often as their shares say")
  func frequencies() throws {
    let frozen = try FrozenShares(version: 1, arms: ["a", "b", "c"], shares: [0.2, 0, 0.5])
    var counts = [0, 0, 0, 0]
    var stream = RandomStream(seed: 9, stream: 2)
    for _ in 0..<100_000 { counts[frozen.arm(at: stream.uniform()) ?? 3] += 1 }
    #expect(counts[1] == 0)
    // Five standard errors.
    for (count, share) in [(counts[0], 0.2), (counts[2], 0.5), (counts[3], 0.3)] {
      #expect(abs(Double(count) / 1e5 - share) < 5 * (share * (1 - share) / 1e5).squareRoot())
    }
  }

  @Test("shares that sum to one but for rounding leave nobody out")
  func rounding() throws {
    let thirds = [1 / 3.0, 1 / 3.0, 1 / 3.0 - 1e-12, 0]
    let frozen = try FrozenShares(version: 1, arms: ["a", "b", "c", "d"], shares: thirds)
    #expect(frozen.arm(at: 1 - 0x1p-53) == 2)
    #expect(frozen.arm(at: 0x1p-53) == 0)
  }

  @Test("shares that are no distribution are refused")
  func refused() {
    for shares in [[0.7, 0.7], [-0.1, 0.5], [.nan, 0.5], [0.5]] {
      #expect(throws: BanditError.self) {
        try FrozenShares(version: 1, arms: ["a", "b"], shares: shares)
      }
    }
  }
}
