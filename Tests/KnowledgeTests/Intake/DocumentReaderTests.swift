import Foundation
import Knowledge
import Testing

@Suite("Reading documents")
struct DocumentReaderTests {
  private func text(_ bytes: [UInt8]) throws -> String {
    try DocumentReader.document(Data(bytes), name: "a.txt", format: .text).text
  }

  @Test("reads UTF-8 and UTF-16 with a mark, and keeps line ends and all else")
  func encodings() throws {
    #expect(try text(Array("a\r\nß\u{301}😀".utf8)) == "a\r\nß\u{301}😀")
    #expect(try text([0xEF, 0xBB, 0xBF] + Array("x".utf8)) == "x")
    #expect(try text([0xFF, 0xFE, 0x61, 0, 0xDF, 0]) == "aß")
    #expect(try text([0xFE, 0xFF, 0, 0x61, 0, 0xDF]) == "aß")
  }

  @Test(
    "refuses what is no text, with the place",
    arguments: [
      ([0x61, 0xC3, 0x28], "byte 1"), ([0x89, 0x50, 0x4E, 0x47, 0, 1], "binary"),
      ([0x61, 0, 0x62], "binary"), ([0xFF, 0xFE, 0x61], "UTF-16"),
      ([0xFF, 0xFE, 0, 0xD8], "UTF-16"), ([0x20, 0x0A], "no text"), ([], "no text"),
    ] as [([UInt8], String)])
  func refusals(bytes: [UInt8], hint: String) {
    let error = #expect(throws: KnowledgeError.self) { try text(bytes) }
    #expect(
      error?.description.contains(hint) == true && error?.description.contains("a.txt") == true)
  }

  @Test("strips a page: headings, lists, tables, entities, no scripts")
  func page() throws {
    let page = """
      <!doctype html><html><head><title>Brand &amp; voice</title><style>p{}</style>
      <script>if (a < b) { document.write("<p>no</p>") }</script></head>
      <body><!-- <p>hidden</p> --><h1>Voice</h1><p>Say&nbsp;<b>shop</b>,
        not   store &mdash; &#x1F600;&#228;.</p><ul><li>One</li><li>Two</li></ul>
      <table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>5 < 6 &unknown; &
      <p title="x > y">End</body>
      """
    let document = try DocumentReader.document(Data(page.utf8), name: "a.html", format: .html)
    #expect(document.title == "Brand & voice")
    #expect(
      document.text == """
        # Voice

        Say\u{A0}shop, not store — 😀ä.

        - One
        - Two

        a b
        c

        5 < 6 &unknown; &

        End
        """)
  }

  @Test(
    "hostile pages end",
    arguments: [
      "<", "<a", "<!--", "&", "&#", "<script>", "<p title='", "</", "<title>", "<h1>", "&#x110000;",
      "<textarea><", "<pre>",
    ])
  func hostilePages(piece: String) throws {
    let page = "x" + String(repeating: piece, count: 20_000)
    let document = try DocumentReader.document(Data(page.utf8), name: "a.html", format: .html)
    #expect(document.text.hasPrefix("x"))
    #expect(!document.text.unicodeScalars.contains { $0.value == 0 || $0.value == 0x1B })
  }

  @Test("walks folders once, however links lead in circles, and names documents by their place")
  func folders() throws {
    let folder = try StoreFolder()
    _ = try folder.write("docs/a.md", Data("# A\n\none".utf8))
    _ = try folder.write("docs/sub/b.txt", Data("two".utf8))
    _ = try folder.write("docs/sub/picture.png", Data([1, 2]))
    _ = try folder.write("docs/.hidden.md", Data("three".utf8))
    let files = FileManager.default
    let docs = folder.path + "/docs"
    try files.createSymbolicLink(atPath: docs + "/sub/up", withDestinationPath: "..")
    try files.createSymbolicLink(atPath: docs + "/again.md", withDestinationPath: "a.md")
    try files.createSymbolicLink(atPath: docs + "/self", withDestinationPath: "self")
    try files.createSymbolicLink(atPath: docs + "/gone.md", withDestinationPath: "nowhere")
    let outcome = try DocumentReader.read([docs, docs + "/sub"])
    #expect(outcome.documents.map(\.name) == ["a.md", "sub/b.txt"])
    #expect(outcome.otherFiles.count == 1 && outcome.problems.isEmpty)
  }

  @Test("refuses what is too large before reading it, and tells of each that is refused")
  func limits() throws {
    let folder = try StoreFolder()
    let path = try folder.write("big.txt", Data())
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: 200_000_000)
    _ = try folder.write("bad.md", Data([0xFF, 0xFF]))
    _ = try folder.write("good.md", Data("fine".utf8))
    let outcome = try DocumentReader.read([folder.path])
    #expect(outcome.documents.map(\.name) == ["good.md"])
    #expect(outcome.problems.count == 2)
    #expect(outcome.problems.contains { $0.contains("200 MB") && $0.contains("--limit") })
    #expect(throws: KnowledgeError.self) { try DocumentReader.read([folder.path + "/none"]) }
    let png = try folder.write("x.png", Data([1]))
    let error = #expect(throws: KnowledgeError.self) { try DocumentReader.read([png]) }
    #expect(error?.description.contains("md, markdown") == true)
  }

  @Test("refuses a glossary without a column of terms")
  func glossary() {
    let error = #expect(throws: KnowledgeError.self) {
      try DocumentReader.document(
        Data("word,meaning\na,b\n".utf8), name: "g.csv", format: .glossary)
    }
    #expect(error?.description.contains("column term") == true)
  }
}
