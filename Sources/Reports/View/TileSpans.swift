/// How wide each tile is in a grid of six columns, so that no row ends in a hole.
///
/// One list takes two thirds of two rows, with two small tiles beside it; several lists take a row
/// each, as does one too long to stand beside anything, and come last. The small tiles left over stand three to a row, the last row filled by two halves or one.
package struct TileSpans {
  /// The class of each tile, in order.
  package let tiles: [String]
  /// The class of the verdict, which is the last small tile.
  package let verdict: String

  /// - Parameters:
  ///   - lists: Whether each tile is a list.
  ///   - isLong: Whether a list is so long that tiles beside it would be mostly empty.
  package init(_ lists: [Bool], isLong: Bool = false) {
    let listCount = lists.count(where: \.self)
    let small = lists.count - listCount + 1
    let isBeside = listCount == 1 && !isLong
    let beside = isBeside ? min(2, small) : 0
    var spans = Array(repeating: "", count: small)
    let rest = small - beside
    if rest % 3 == 1 { spans[small - 1] = "full" }
    if rest % 3 == 2 {
      spans[small - 1] = "half"
      spans[small - 2] = "half"
    }
    if rest == 4 { spans.replaceSubrange(beside..., with: Array(repeating: "half", count: 4)) }
    var next = spans.makeIterator()
    tiles = lists.map { isList in
      isList ? (isBeside ? "list" : "list full") : next.next() ?? ""
    }
    verdict = next.next() ?? ""
  }
}
