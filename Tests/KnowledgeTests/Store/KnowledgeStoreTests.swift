import Findings
import Foundation
import Knowledge
import LanguageModels
import Synchronization
import Testing

/// A folder for a store, removed when the test lets go of it, and a clock that stands.
final class StoreFolder: Sendable {
  let path = NSTemporaryDirectory() + "liftwerk-knowledge-" + UUID().uuidString
  let time = Mutex(1_000.0)

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func store(_ encoder: (any TextEncoder)? = nil) throws -> KnowledgeStore {
    try KnowledgeStore(
      path: path + "/k.sqlite", encoder: encoder, clock: { [self] in time.withLock { $0 } })
  }

  func write(_ name: String, _ data: Data) throws -> String {
    let place = "\(path)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try data.write(to: URL(fileURLWithPath: place))
    return place
  }
}

func document(_ name: String, _ text: String, _ labels: DocumentLabels = .init()) -> SourceDocument
{
  SourceDocument(name: name, format: .markdown, text: text, labels: labels)
}

@Suite("The store of knowledge")
struct KnowledgeStoreTests {
  @Test("finds what was added, and every citation of it holds")
  func addAndFind() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.add([
      document("voice.md", "# Voice\n\nWe say shop.\n\n# Numbers\n\nPercentages have one decimal."),
      document("law.md", "Claims of savings need a source."),
    ])
    let found = try store.find("How are percentages written?")
    #expect(found.method == .words && found.notices.count == 1)
    let passage = try #require(found.passages.first)
    #expect(passage.citation.document == "voice.md" && passage.heading == "Numbers")
    #expect(passage.text.hasSuffix("Percentages have one decimal."))
    #expect(passage.wordRank == 1 && passage.meaningRank == nil)
    #expect(try store.check(passage.citation) == .current)
    // Another connection sees the same.
    #expect(try folder.store().search("percentages").map(\.citation) == [passage.citation])
  }

  @Test("orders by BM25: known scores")
  func order() throws {
    let store = try StoreFolder().keeping { try $0.store() }
    try store.value.add([
      document("a", "alpha alpha beta"), document("b", "alpha gamma gamma gamma gamma gamma"),
      document("c", "delta"), document("d", "epsilon zeta"), document("e", "eta theta"),
    ])
    #expect(try store.value.search("alpha").map(\.citation.document) == ["a", "b"])
    #expect(try store.value.search("alpha gamma").map(\.citation.document) == ["b", "a"])
    #expect(try store.value.search("omega").isEmpty)
  }

  @Test("a new version takes the place of the old one, whose citations are known to be superseded")
  func versions() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    #expect(try store.add([document("a", "Red is our colour.")]).documents[0].outcome == .added)
    let old = try #require(try store.search("colour").first).citation
    let again = try store.add([document("a", "Red is our colour.")]).documents[0]
    #expect(again.outcome == .unchanged && again.version == 1)
    let next = try store.add([document("a", "Blue is our colour.")]).documents[0]
    #expect(next.outcome == .newVersion && next.version == 2)
    let found = try store.search("colour")
    #expect(found.map(\.text) == ["Blue is our colour."])
    #expect(try store.check(old) == .superseded)
    #expect(try store.check(found[0].citation) == .current)
    #expect(try store.documents().map(\.version) == [2])
    #expect(try store.documents(all: true).map(\.state) == [.superseded, .current])
  }

  @Test(
    "a removed document is found no more, leaves no text, and its citations are known to be removed"
  )
  func removal() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.add([document("a", "Xylophone secret one."), document("b", "Another text.")])
    try store.add([document("a", "Xylophone secret two.")])
    let citation = try #require(try store.search("xylophone").first).citation
    #expect(try store.remove("a") == 2)
    #expect(try store.search("xylophone").isEmpty)
    #expect(try store.check(citation) == .removed)
    #expect(try store.documents().map(\.name) == ["b"])
    #expect(try store.documents(all: true).filter { $0.state == .removed }.count == 2)
    let error = #expect(throws: KnowledgeError.self) { try store.remove("bb") }
    #expect(error?.description.contains("did you mean b?") == true)
    // The words are in no byte of the file, once the log is written back.
    let other = try folder.store()
    _ = try other.documents()
    for name in ["k.sqlite", "k.sqlite-wal"] {
      guard let data = FileManager.default.contents(atPath: folder.path + "/" + name) else {
        continue
      }
      if name == "k.sqlite" {
        #expect(data.range(of: Data("Xylophone secret two".utf8)) == nil)
      }
    }
    #expect(try store.add([document("a", "Back again.")]).documents[0].version == 3)
    #expect(try store.search("again").count == 1)
  }

  @Test("a document whose time is over is found no more")
  func timeToLive() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.add([document("offer", "Summer offer.")], options: AddOptions(timeToLive: 60))
    let citation = try #require(try store.search("offer").first).citation
    folder.time.withLock { $0 = 1_059 }
    #expect(try store.search("offer").count == 1)
    folder.time.withLock { $0 = 1_060 }
    #expect(try store.search("offer").isEmpty)
    #expect(try store.check(citation) == .expired)
    #expect(try store.documents().isEmpty)
    // The same text added again counts anew.
    let again = try store.add([document("offer", "Summer offer.")]).documents[0]
    #expect(again.outcome == .unchanged)
    #expect(try store.search("offer").count == 1)
    #expect(try store.check(citation) == .current)
  }

  @Test("a citation that was altered, or whose text was, does not hold")
  func tampering() throws {
    let store = try StoreFolder().keeping { try $0.store() }
    try store.value.add([document("a", "Nothing is true, everything is measured.")])
    let good = try #require(try store.value.search("measured").first).citation
    var part = good
    (part.from, part.to) = (0, 15)
    #expect(try store.value.check(part) == .altered)
    part.hash = "Nothing is true".contentHash
    #expect(try store.value.check(part) == .current)
    for wrong in [-1, 1, 400] {
      var citation = good
      citation.to += wrong
      #expect(try store.value.check(citation) == .altered)
      citation = good
      citation.from += wrong
      #expect(try store.value.check(citation) == .altered)
    }
    var other = good
    other.chunk = 7
    #expect(try store.value.check(other) == .altered)
    other.document = "b"
    #expect(try store.value.check(other) == .unknown)
    try store.value.tamper("a", text: "Nothing is true, everything is permitted.")
    #expect(try store.value.check(good) == .altered)
  }

  @Test("of passages that say nearly the same one is found, and after its removal the other")
  func duplicates() throws {
    let store = try StoreFolder().keeping { try $0.store() }
    let long = (0..<60).map { "word\($0)" }.joined(separator: " ")
    let outcome = try store.value.add([
      document("a", long + " end"), document("b", long + " End."),
      document("c", "word1 word2 other"),
    ])
    #expect(outcome.documents.map(\.repeated) == [0, 1, 0])
    #expect(Set(try store.value.search("word1").map(\.citation.document)) == ["a", "c"])
    try store.value.remove("a")
    #expect(Set(try store.value.search("word1").map(\.citation.document)) == ["b", "c"])
  }

  @Test("labels filter; what has no label holds everywhere")
  func filters() throws {
    let store = try StoreFolder().keeping { try $0.store() }
    try store.value.add([
      document("de/a", "rabatt regel eins", .init(language: "de", region: "AT", tags: ["law"])),
      document(
        "de/b", "rabatt regel zwei", .init(language: "de", region: "DE", tags: ["law", "tv"])),
      document("en/c", "rabatt regel three", .init(language: "en")),
      document("d", "rabatt regel vier"),
    ])
    func names(_ filter: KnowledgeFilter) throws -> [String] {
      try store.value.search("rabatt", filter: filter).map(\.citation.document).sorted()
    }
    #expect(try names(.init()).count == 4)
    #expect(try names(.init(language: "DE")) == ["d", "de/a", "de/b"])
    #expect(try names(.init(region: "AT")) == ["d", "de/a", "en/c"])
    #expect(try names(.init(source: "de")) == ["de/a", "de/b"])
    #expect(try names(.init(source: "de/a")) == ["de/a"])
    #expect(try names(.init(tags: ["law", "tv"])) == ["de/b"])
  }

  @Test(
    "questions are words, never syntax",
    arguments: [
      "\"", "'", "a\" OR body:b", "NEAR(a b)", "a*", "^a", "-a", "{heading} : a", "a AND", "(",
      "a + b",
      "'; DROP TABLE document; --", "\0", "a\0b", "%", "", " ", "😀", "ab\u{301}c", "NOT", "\\",
      String(repeating: "many words ", count: 20_000), String(repeating: "x", count: 300_000),
    ])
  func injection(query: String) throws {
    let store = try StoreFolder().keeping { try $0.store() }
    try store.value.add([document("a", "a plain text about body and heading, ab\u{301}c")])
    _ = try store.value.search(query)
    #expect(try store.value.documents().count == 1)
  }

  @Test("hostile text is stored as it is")
  func hostileText() throws {
    let store = try StoreFolder().keeping { try $0.store() }
    let text = "'); DROP TABLE chunk; -- \"quoted\" \u{202E}reversed \u{1B}[31m {{x}} <script> %s"
    try store.value.add([document("../../etc/passwd", text), document("a'b\"c", "quoted name")])
    let passage = try #require(try store.value.search("reversed").first)
    #expect(passage.text == text && passage.citation.document == "../../etc/passwd")
    #expect(try store.value.search("quoted name").count == 2)
    let error = #expect(throws: KnowledgeError.self) {
      try store.value.add([document("bad\nname", "x"), document("", "y")])
    }
    #expect(error?.messages.count == 2)
  }

  @Test("personal data refuse a document, or are masked; the message never repeats them")
  func personalData() throws {
    let store = try StoreFolder().keeping { try $0.store() }
    let text = "Ask Anna.\nMail anna.berger@example.com or\ncall +49 170 1234567."
    let error = #expect(throws: KnowledgeError.self) {
      try store.value.add([document("fine", "Nothing here."), document("brief", text)])
    }
    let message = error?.description ?? ""
    #expect(message.contains("brief") && message.contains("e-mail") && message.contains("line 2"))
    #expect(!message.contains("anna.berger") && !message.contains("1234567"))
    #expect(try store.value.documents().isEmpty)
    let kept = try store.value.add(
      [document("fine", "Nothing here."), document("brief", text)],
      options: AddOptions(keepsAccepted: true))
    #expect(kept.documents.map(\.name) == ["fine"] && kept.problems.count == 1)
    let masked = try store.value.add(
      [document("brief", text)], options: AddOptions(personalData: .mask)
    ).documents[0]
    #expect(masked.masked == [.email: 1, .phone: 1])
    let found = try #require(try store.value.search("mail").first)
    #expect(found.text == "Ask Anna.\nMail [e-mail] or\ncall [phone].")
    #expect(try store.value.check(found.citation) == .current)
  }

  @Test("glossaries give the terms of a language")
  func glossary() throws {
    let store = try StoreFolder().keeping { try $0.store() }
    let csv = """
      term,preferred,forbidden,language
      ROAS,return on ad spend,ROI|return,en
      Umsatz,Umsatz,"Revenue|Sales, brutto",de
      KPI,,,
      """
    try store.value.add([
      try DocumentReader.document(Data(csv.utf8), name: "terms.csv", format: .glossary)
    ])
    let german = try store.value.terminology(.de)
    let umsatz = Term(
      term: "Umsatz", preferred: "Umsatz", forbidden: ["Revenue", "Sales, brutto"], language: "de")
    #expect(german == [umsatz, Term(term: "KPI", preferred: "KPI", forbidden: [])])
    #expect(try store.value.terminology(.en).map(\.term) == ["ROAS", "KPI"])
    #expect(try store.value.search("Umsatz").first?.text.contains("nicht Revenue") == true)
    try store.value.remove("terms.csv")
    #expect(try store.value.terminology(.de).isEmpty)
  }

  @Test("a full disk loses nothing that was there, and says so")
  func fullDisk() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.add([document("a", "Kept text.")])
    try store.limitPages(to: 1)
    let big = (0..<40_000).map { "word\($0)" }.joined(separator: " ")
    let error = #expect(throws: KnowledgeError.self) {
      try store.add([document("b", "small"), document("c", big)])
    }
    #expect(error?.description.contains("disk is full") == true)
    #expect(try store.documents().map(\.name) == ["a"])
    #expect(try store.search("kept").count == 1)
    #expect(try store.search("small").isEmpty)
  }

  @Test("a file that is no store, or is locked, is refused")
  func refusals() throws {
    let folder = try StoreFolder()
    let path = try folder.write("no.sqlite", Data(repeating: 65, count: 5000))
    let error = #expect(throws: KnowledgeError.self) { try KnowledgeStore(path: path) }
    #expect(error?.description.contains("no store of knowledge") == true)
    #expect(throws: KnowledgeError.self) {
      try KnowledgeStore(path: folder.path + "/missing.sqlite", mustExist: true)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/missing.sqlite"))
    let store = try folder.store()
    let other = try KnowledgeStore(path: store.path, patience: 0.05)
    try store.holdingLock {
      let locked = #expect(throws: KnowledgeError.self) { try other.add([document("a", "b")]) }
      guard case .locked = locked else {
        Issue.record("\(String(describing: locked))")
        return
      }
    }
  }
}

/// A value and the folder it lives in.
struct Kept<Value> {
  let folder: StoreFolder
  let value: Value
}

extension StoreFolder {
  /// Makes a value that needs this folder for as long as it lives.
  func keeping<Value>(_ make: (StoreFolder) throws -> Value) throws -> Kept<Value> {
    Kept(folder: self, value: try make(self))
  }
}
