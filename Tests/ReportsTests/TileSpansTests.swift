import Reports
import Testing

@Suite("The grid of tiles")
struct TileSpansTests {
  @Test("rows of small tiles end without a hole", arguments: 0...12) func small(_ count: Int) {
    let spans = TileSpans(Array(repeating: false, count: count))
    let widths = (spans.tiles + [spans.verdict]).map(width)
    #expect(fills(widths))
  }

  @Test("a list has two small tiles beside it, the rest fill rows", arguments: 1...12)
  func list(_ count: Int) {
    let spans = TileSpans([true] + Array(repeating: false, count: count))
    #expect(spans.tiles.first == "list")
    let small = spans.tiles.dropFirst() + [spans.verdict]
    #expect(small.prefix(2).allSatisfy { width($0) == 2 })
    #expect(fills(small.dropFirst(2).map(width)))
  }

  @Test("a long list takes a row, and the small tiles fill theirs", arguments: 1...12)
  func longList(_ count: Int) {
    let spans = TileSpans([true] + Array(repeating: false, count: count), isLong: true)
    #expect(spans.tiles.first == "list full")
    #expect(fills((spans.tiles.dropFirst() + [spans.verdict]).map(width)))
  }

  private func width(_ span: String) -> Int { span == "full" ? 6 : span == "half" ? 3 : 2 }

  private func fills(_ widths: [Int]) -> Bool {
    var used = 0
    for width in widths {
      used += width
      if used > 6 { return false }
      if used == 6 { used = 0 }
    }
    return used == 0
  }
}
