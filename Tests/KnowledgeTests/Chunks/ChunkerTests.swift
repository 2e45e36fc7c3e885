import Foundation
import Knowledge
import Testing

@Suite("Chunks")
struct ChunkerTests {
  static let hostile = [
    "", " \n\n\t ", "a", "# ", "#", "# A", "# A\n# B\n## C", "A\n===\nB\n---\nC\n\n---\n",
    "```\n# no heading\n```\n# heading", "~~~\nopen fence\n# inside",
    String(repeating: "word ", count: 3000), String(repeating: "x", count: 20_000),
    String(repeating: "| a | b |\n", count: 500),
    String(repeating: "Das ist ein Satz. ", count: 400),
    "e\u{301}\r\n\r\n😀👨‍👩‍👧‍👦 \u{200F}text\u{2028}line\u{85}next", "z. B. am 3. Mai. Dann.",
    String(repeating: "# Heading\n\ntext\n", count: 300), String(repeating: "!", count: 5000),
    "日本語。" + String(repeating: "文", count: 1000),
  ]

  @Test(
    "give back exactly the text of their range, in order, and lose only white space",
    arguments: hostile)
  func offsets(text: String) {
    let scalars = Array(text.unicodeScalars)
    for hasHeadings in [true, false] {
      let chunks = Chunker.chunks(text, hasHeadings: hasHeadings, limit: 60)
      var place = 0
      for (number, chunk) in chunks.enumerated() {
        #expect(chunk.number == number && chunk.from >= place && chunk.to > chunk.from)
        #expect(Array(chunk.text.unicodeScalars) == Array(scalars[chunk.from..<chunk.to]))
        #expect(isSpace(scalars[place..<chunk.from]))
        place = chunk.to
      }
      #expect(isSpace(scalars[place...]))
    }
  }

  private func isSpace(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    scalars.allSatisfy(\.properties.isWhitespace)
  }

  @Test("are no longer than the limit", arguments: hostile)
  func bounds(text: String) {
    for chunk in Chunker.chunks(text, hasHeadings: true, limit: 60) {
      let pieces = chunk.text.split { !$0.isLetter && !$0.isNumber }.map { ($0.count + 2) / 3 }
      #expect(pieces.reduce(0, +) <= 60)
      #expect(chunk.text.unicodeScalars.count <= 60 * 12)
    }
  }

  @Test("never cross a heading, and know those above them")
  func headings() {
    let text = """
      Preface.

      # Brand

      Be kind.

      ## Voice

      Say "shop", not "store".

      ```
      # this is code
      ```

      Numbers
      -------
      Use digits.
      # Law #
      None.
      """
    let chunks = Chunker.chunks(text, hasHeadings: true)
    #expect(
      chunks.map(\.heading) == ["", "Brand", "Brand › Voice", "Brand › Numbers", "Law"])
    #expect(chunks[2].text.contains("# this is code"))
    #expect(chunks[4].text == "# Law #\nNone.")
    #expect(Chunker.chunks(text, hasHeadings: false).map(\.heading) == [""])
  }

  @Test("end at ends of sentences, not after ordinals and abbreviations")
  func sentences() {
    let text = String(repeating: "Am 3. Mai galt z. B. das Angebot der Woche. ", count: 12)
    for chunk in Chunker.chunks(text, hasHeadings: false, limit: 40) {
      #expect(chunk.text.hasPrefix("Am 3. Mai") && chunk.text.hasSuffix("Woche."))
    }
  }

  @Test("of a table end at ends of rows")
  func rows() {
    let text = String(repeating: "| search | 12 | 3.4 |\n", count: 60)
    let chunks = Chunker.chunks(text, hasHeadings: true, limit: 60)
    #expect(chunks.count > 5)
    for chunk in chunks {
      #expect(chunk.text.hasPrefix("| search") && chunk.text.hasSuffix("3.4 |"))
    }
  }
}
