import Findings
import Foundation
import Knowledge
import LanguageModels
import TestSupport
import Testing

/// Unit vectors of 384 numbers that depend on the text alone, as fast as they can be made.
private struct NoiseEncoder: TextEncoder {
  var dimensions: Int { 384 }
  var identity: String { "noise" }
  var limit: Int { 256 }

  func tokenCount(_ text: String) -> Int { 1 }

  func encode(_ texts: [String]) -> [[Float]] {
    texts.map { text in
      var state = text.utf8.reduce(UInt64(7)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
      let numbers = (0..<dimensions).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(Int32(truncatingIfNeeded: state >> 32)) / Float(Int32.max)
      }
      let length = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return numbers.map { $0 / length }
    }
  }
}

/// Words whose frequencies follow Zipf's law, from a stream that is always the same.
private struct Words {
  var state: UInt64 = 1

  mutating func next() -> String {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let uniform = Double(state >> 11) / Double(UInt64(1) << 53)
    return "w\(Int(exp(uniform * log(30_000.0))))q"
  }

  mutating func text(_ count: Int) -> String {
    (0..<count).map { _ in next() }.joined(separator: " ")
  }
}

@Suite("Retrieval at scale")
struct ScaleTests {
  /// The milliseconds of searches over a store of so many chunks of 60 words.
  private func search(chunks: Int, questions: Int) throws -> [Double] {
    let folder = try StoreFolder()
    let store = try folder.store(NoiseEncoder())
    var words = Words()
    let clock = ContinuousClock()
    let begin = clock.now
    let documents = (0..<(chunks / 10)).map { number in
      let paragraphs = (0..<10).map { "# Part \($0)\n\n" + words.text(60) }
      return document("doc\(number)", paragraphs.joined(separator: "\n\n"))
    }
    try store.add(documents)
    let added = clock.now
    try store.fillVectors()
    #expect(try store.documents().reduce(0) { $0 + $1.chunks } == chunks)
    let filled = clock.now
    print("\(chunks) chunks: added in \(added - begin), vectors kept in \(filled - added)")
    _ = try store.search("warm")
    return try (0..<questions).map { _ in
      let question = words.text(8)
      let start = clock.now
      let found = try store.find(question, limit: 8)
      let took = (clock.now - start) / .milliseconds(1)
      #expect(found.method == .both && found.passages.count == 8)
      #expect(try found.passages.allSatisfy { try store.check($0.citation) == .current })
      return took
    }.sorted()
  }

  @Test("a thousand chunks: every passage found holds")
  func small() throws {
    #expect(try search(chunks: 1000, questions: 5).count == 5)
  }

  @Test(
    "fifty thousand chunks: every passage found holds; prints how long a search takes",
    .enabled(if: SlowGroup.isEnabled))
  func large() throws {
    let before = SlowGroup.processorSeconds
    let times = try search(chunks: 50_000, questions: 200)
    SlowGroup.log(
      "search over 50,000 chunks", seconds: SlowGroup.processorSeconds - before,
      "median \(times[100]) ms, p95 \(times[190]) ms, largest \(times[199]) ms")
  }
}
