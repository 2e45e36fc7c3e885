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
    return "w\(Int(exp(uniform * log(30_000.0))))"
  }

  mutating func text(_ count: Int) -> String {
    (0..<count).map { _ in next() }.joined(separator: " ")
  }
}

@Suite("Retrieval at scale")
struct ScaleTests {
  /// The milliseconds of searches, by method, over a store of so many chunks of 60 words.
  private func search(chunks: Int, questions: Int) throws -> [[(wall: Double, processor: Double)]] {
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
    return try RetrievalMethod.allCases.map { method in
      try (0..<questions).map { _ in
        let question = words.text(8)
        let before = Self.threadMilliseconds
        let start = clock.now
        let found = try store.find(question, limit: 8, method: method)
        let wall = (clock.now - start) / .milliseconds(1)
        let processor = Self.threadMilliseconds - before
        #expect(found.method == method && found.passages.count == 8)
        for passage in found.passages {
          #expect(try store.check(passage.citation) == .current)
        }
        return (wall, processor)
      }
    }
  }

  /// The time of the processor that this thread has used: others' work does not count.
  private static var threadMilliseconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) * 1e-6
  }

  private static func told(_ times: [Double]) -> String {
    let sorted = times.sorted()
    func at(_ share: Double) -> String {
      (sorted[Int(share * Double(sorted.count - 1))]).formatted(
        .number.precision(.fractionLength(1)))
    }
    return "median \(at(0.5)), p95 \(at(0.95)), largest \(at(1))"
  }

  @Test("a thousand chunks: every passage found holds")
  func small() throws {
    #expect(try search(chunks: 1000, questions: 5).count == 3)
  }

  @Test(
    "fifty thousand chunks: every passage found holds; prints how long a search takes",
    .enabled(if: SlowGroup.isEnabled))
  func large() throws {
    let before = SlowGroup.processorSeconds
    let times = try search(chunks: 50_000, questions: 200)
    let cost = SlowGroup.processorSeconds - before
    for (method, all) in zip(RetrievalMethod.allCases, times) {
      SlowGroup.log(
        "search over 50,000 chunks, \(method.rawValue), milliseconds", seconds: cost,
        "\(Self.told(all.map(\.wall))); processor \(Self.told(all.map(\.processor)))")
    }
  }
}
