import Knowledge
import Testing

@Suite("Fusion of ranks")
struct RankFusionTests {
  @Test("sums reciprocal ranks: known scores and order")
  func fusion() {
    let fused = RankFusion.fuse([[1, 2, 3], [3, 1, 4]])
    #expect(fused.map(\.thing) == [1, 3, 2, 4])
    let scores = [1.0 / 61 + 1.0 / 62, 1.0 / 63 + 1.0 / 61, 1.0 / 62, 1.0 / 63]
    for (found, score) in zip(fused, scores) { #expect(abs(found.score - score) < 1e-15) }
    #expect(RankFusion.fuse([[7, 5], [5, 7]]).map(\.thing) == [5, 7])
    #expect(RankFusion.fuse([[], []]).isEmpty)
  }

  @Test("diversity takes the unlike before the like: known choice")
  func diversity() {
    // 0 and 1 say the same; 2 is less relevant and different.
    let likeness: [[Double]] = [[1, 0.95, 0.1], [0.95, 1, 0.1], [0.1, 0.1, 1]]
    let relevance = [1, 0.9, 0.6]
    func choose(_ trade: Double) -> [Int] {
      RankFusion.diversify(relevance, trade: trade, count: 3) { likeness[$0][$1] }
    }
    #expect(choose(1) == [0, 1, 2])
    // 0.5 * 0.6 - 0.5 * 0.1 = 0.25 against 0.5 * 0.9 - 0.5 * 0.95 = -0.025
    #expect(choose(0.5) == [0, 2, 1])
    #expect(RankFusion.diversify([], trade: 0.5, count: 3) { _, _ in 0 }.isEmpty)
  }
}
