import Findings
import Testing

@Test("a quotation mark with an accent is still escaped") func accent() {
  #expect(PlainText.escaped("\"\u{301}x") == "&quot;\u{301}x")
}
