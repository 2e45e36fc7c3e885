import Findings
import Foundation
import Knowledge
import LanguageModels
import Testing

/// An encoder that knows three subjects, each by a few words.
struct SubjectEncoder: TextEncoder {
  static let subjects = [
    ["cat", "kitten", "feline"], ["price", "cost", "fee"], ["rain", "storm"],
  ]
  var dimensions: Int { 4 }
  var identity = "subjects"
  var limit: Int { 16 }

  func tokenCount(_ text: String) -> Int { text.split(separator: " ").count }

  func encode(_ texts: [String]) -> [[Float]] {
    texts.map { text in
      let words = text.lowercased().split { !$0.isLetter }.map(String.init)
      let counts = Self.subjects.map { subject in Float(words.count(where: subject.contains)) }
      let numbers = counts + [0.1]
      let length = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return numbers.map { $0 / length }
    }
  }
}

@Suite("Search by meaning")
struct VectorSearchTests {
  @Test("finds what shares no word, and both rankings are fused")
  func meaning() throws {
    let folder = try StoreFolder()
    let store = try folder.store(SubjectEncoder())
    try store.add([
      document("a", "The kitten sleeps."), document("b", "The fee is high."),
      document("c", "A storm of applause."), document("d", "Nothing of the kind."),
    ])
    let before = try store.find("cat")
    #expect(before.passages.isEmpty && before.notices.count == 1)
    #expect(try store.fillVectors() == .init(encoded: 4, cutOff: 0))
    #expect(try store.fillVectors().encoded == 0)
    let found = try store.find("feline cost", limit: 2)
    #expect(found.method == .both && found.notices.isEmpty)
    #expect(Set(found.passages.map(\.citation.document)) == ["a", "b"])
    #expect(found.passages.allSatisfy { $0.wordRank == nil && $0.meaningRank != nil })
    #expect(try store.search("storm", limit: 1).first?.wordRank == 1)
    #expect(try store.search("storm", limit: 1, method: .words).first?.meaningRank == nil)
    #expect(try store.find("storm", limit: 1, method: .meaning).method == .meaning)
  }

  @Test("vectors of another encoder are not mixed in, and what is too long is counted")
  func otherEncoder() throws {
    let folder = try StoreFolder()
    let store = try folder.store(SubjectEncoder())
    let long = (0..<30).map { "word\($0)" }.joined(separator: " ")
    try store.add([document("a", "kitten"), document("b", long)])
    #expect(try store.fillVectors() == .init(encoded: 2, cutOff: 1))
    let other = try folder.store(SubjectEncoder(identity: "other"))
    let found = try other.find("cat")
    #expect(found.notices.first?.contains("2 of 2") == true && found.passages.isEmpty)
    #expect(try other.fillVectors().encoded == 2)
    #expect(try other.find("cat", limit: 1).passages.first?.citation.document == "a")
    #expect(try store.find("cat", limit: 1).passages.first?.citation.document == "a")
  }

  @Test("filters hold before the vectors are ranked")
  func filtered() throws {
    let folder = try StoreFolder()
    let store = try folder.store(SubjectEncoder())
    try store.add(
      (0..<300).map { document("en/\($0)", "kitten number \($0)", .init(language: "en")) }
        + [document("de", "a fee", .init(language: "de"))])
    try store.fillVectors()
    let found = try store.search("cat", filter: .init(language: "de"))
    #expect(found.map(\.citation.document) == ["de"])
  }
}

private let realModel = ProcessInfo.processInfo.environment["LIFTWERK_ENCODER"]

/// The real model, if `LIFTWERK_ENCODER` names its folder.
@Suite(
  "Search with all-MiniLM-L6-v2",
  .enabled(if: realModel != nil, "LIFTWERK_ENCODER names no folder of the model"))
struct MiniLMSearchTests {
  @Test("understands a paraphrase, and no chunk is longer than the encoder looks at")
  func paraphrase() throws {
    let folder = try StoreFolder()
    let encoder = try SentenceEncoder(folder: realModel ?? "", identity: "minilm")
    let store = try folder.store(encoder)
    let german = String(repeating: "Die Werbewirkungsmessung der Bundesländer bleibt. ", count: 60)
    try store.add([
      document("money", "Invoices are settled within thirty days of receipt."),
      document("voice", "Our texts are friendly and never shout."),
      document("de", german),
    ])
    #expect(try store.fillVectors().cutOff == 0)
    let found = try store.search("When do we pay bills?", limit: 1)
    #expect(found.first?.citation.document == "money" && found.first?.meaningRank == 1)
  }
}
