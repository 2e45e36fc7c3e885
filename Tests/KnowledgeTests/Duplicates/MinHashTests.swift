import Knowledge
import Testing

@Suite("MinHash")
struct MinHashTests {
  /// A text of so many words, of which the first few are replaced.
  private func text(_ words: Int, replaced: Int, mark: String) -> String {
    (0..<words).map { $0 < replaced ? "\(mark)\($0)" : "word\($0)" }.joined(separator: " ")
  }

  @Test(
    "estimates the Jaccard index within four standard errors", arguments: [0, 5, 20, 60, 120, 200])
  func estimate(replaced: Int) {
    let (one, other) = (text(200, replaced: 0, mark: ""), text(200, replaced: replaced, mark: "x"))
    let (a, b) = (MinHash.shingles(one), MinHash.shingles(other))
    let truth = Double(a.intersection(b).count) / Double(a.union(b).count)
    let error = 4 * (truth * (1 - truth) / Double(MinHash.size)).squareRoot()
    #expect(abs(MinHash(one).likeness(to: MinHash(other)) - truth) <= error + 1e-12)
  }

  @Test("sees no difference in case and punctuation, and does in the order of words")
  func sameness() {
    #expect(
      MinHash("Say shop, not store!").likeness(to: MinHash("say SHOP — not (store)")) == 1)
    #expect(MinHash("a b c d e f g h").likeness(to: MinHash("h g f e d c b a")) < 0.2)
    #expect(MinHash("shop").likeness(to: MinHash("store")) < 0.1)
    #expect(MinHash("").likeness(to: MinHash("")) == 1)
  }
}
