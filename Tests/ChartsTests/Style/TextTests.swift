import Charts
import Findings
import Testing

@Suite("Texts from data")
struct TextTests {
  @Test("the five special characters are escaped") func special() {
    #expect(PlainText.escaped("<a href=\"x\">'&") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;")
  }

  @Test("a quotation mark with a combining accent is still escaped") func accent() {
    #expect(PlainText.escaped("\"\u{301}x") == "&quot;\u{301}x")
  }

  @Test("terminal sequences, control characters and direction overrides are removed") func control()
  {
    #expect(PlainText.clean("a\u{1B}[31mb\u{1B}[0m") == "ab")
    #expect(PlainText.clean("a\u{1B}]0;title\u{07}b") == "ab")
    #expect(PlainText.clean("a\u{9B}2Jb\u{7F}\u{0}") == "ab")
    #expect(PlainText.clean("a\u{202E}b\u{2066}c") == "abc")
    #expect(PlainText.clean("a\tb\nc") == "a b c")
    #expect(PlainText.clean("Ä–é 日本 👍") == "Ä–é 日本 👍")
  }

  @Test("different names have different identifiers") func identifiers() {
    let names = ["a.b", "a-b", "a_b", "a b", "ab", "ä", "<", "\""]
    #expect(Set(names.map(PlainText.identifier)).count == names.count)
    #expect(!PlainText.identifier("a\")<b").contains { "\")<".contains($0) })
  }

  @Test("a channel keeps its colour in every figure; the ninth differs by more than colour")
  func palette() {
    let names = (0..<40).map { "c\($0)" }
    let figure = MiniFigure.make(names.map { .init(.line, role: .channel($0), x: "x", y: "y") })
    let palette = Palette(figures: [figure, figure])
    #expect(palette.channels == names)
    let svg = SVGRenderer(language: .en, palette: palette, medium: .page(hovers: false)).svg(figure)
    let strokes = svg.matches(of: /class="(ln s-c\d)"(?: stroke-dasharray="([^"]*)")?/)
      .map { "\($0.1) \($0.2 ?? "")" }
    #expect(strokes.count == 40)
    #expect(Set(strokes.prefix(32)).count == 32)
  }
}
