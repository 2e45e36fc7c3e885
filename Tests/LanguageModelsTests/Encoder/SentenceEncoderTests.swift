import Foundation
import LanguageModels
import TestSupport
import Testing

@Suite("The sentence encoder")
struct SentenceEncoderTests {
  struct Case: Decodable {
    let text: String
    let tokens: [Int]
    let vector: [Double]
  }

  static func folder() throws -> String {
    try #require(Bundle.module.url(forResource: "Fixtures/encoder", withExtension: nil)).path
  }

  private let encoder: SentenceEncoder
  private let cases: [Case]

  init() throws {
    encoder = try SentenceEncoder(folder: Self.folder(), identity: "test")
    cases = try JSONDecoder().decode(
      [Case].self,
      from: Data(contentsOf: URL(fileURLWithPath: Self.folder() + "/reference.json")))
  }

  @Test("agrees with an independent pass in double precision")
  func reference() throws {
    let vectors = encoder.encode(cases.map(\.text))
    for (vector, expected) in zip(vectors, cases) {
      try #require(vector.count == expected.vector.count)
      for (a, b) in zip(vector, expected.vector) { #expect(abs(Double(a) - b) < 1e-5) }
    }
  }

  @Test("counts the word pieces that it looks at")
  func tokens() {
    for one in cases { #expect(encoder.tokenCount(one.text) == one.tokens.count) }
  }

  @Test("gives a text the same vector among others, in any order")
  func neighbours() {
    let together = encoder.encode(cases.map(\.text).reversed())
    for (one, vector) in zip(cases, together.reversed()) {
      for (a, b) in zip(encoder.encode([one.text])[0], vector) { #expect(abs(a - b) < 1e-6) }
    }
  }

  @Test("looks at the beginning of a text that is too long")
  func longText() throws {
    let start = String(repeating: "the return ", count: encoder.limit)
    let vectors = encoder.encode([start, start + "umsatz preis"])
    #expect(vectors[0] == vectors[1])
    #expect(!vectors[0].contains { !$0.isFinite })
  }

  @Test("refuses a damaged model and says which file", arguments: ["cut", "header", "shape"])
  func damaged(kind: String) throws {
    let home = NSTemporaryDirectory() + "encoder-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: home) }
    try FileManager.default.copyItem(atPath: Self.folder(), toPath: home)
    let path = home + "/model.safetensors"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    switch kind {
    case "cut": bytes = bytes.prefix(bytes.count / 2)
    case "header": bytes.replaceSubrange(8..<12, with: Data("oops".utf8))
    default:
      let config = try String(contentsOfFile: home + "/config.json", encoding: .utf8)
      try config.replacingOccurrences(of: "\"hidden_size\": 32", with: "\"hidden_size\": 16").write(
        toFile: home + "/config.json", atomically: true, encoding: .utf8)
    }
    try bytes.write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: LanguageModelError.self) {
      _ = try SentenceEncoder(folder: home, identity: "test")
    }
    #expect(error?.description.contains("model.safetensors") == true)
  }
}

private let realModel = ProcessInfo.processInfo.environment["LIFTWERK_ENCODER"]

/// The real model, if `LIFTWERK_ENCODER` names its folder.
@Suite("all-MiniLM-L6-v2", .enabled(if: realModel != nil && SharedData.isPresent))
struct MiniLMTests {
  struct Reference: Decodable {
    struct Sentence: Decodable {
      let text: String
      let token_ids: [Int]
      let embedding: [Double]
    }
    let sentences: [Sentence]
  }

  @Test("agrees with the reference to 1e-5")
  func reference() throws {
    let encoder = try SentenceEncoder(folder: realModel ?? "", identity: "")
    let data = try Data(
      contentsOf: URL(
        fileURLWithPath: SharedData.path("language/reference/minilm_reference.json")))
    let sentences = try JSONDecoder().decode(Reference.self, from: data).sentences
    try #require(sentences.count == 20)
    var worst = 0.0
    for (vector, one) in zip(encoder.encode(sentences.map(\.text)), sentences) {
      #expect(encoder.tokenCount(one.text) == one.token_ids.count)
      for (a, b) in zip(vector, one.embedding) { worst = max(worst, abs(Double(a) - b)) }
    }
    #expect(worst < 1e-5)
  }
}
