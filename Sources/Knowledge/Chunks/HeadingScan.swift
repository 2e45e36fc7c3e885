/// Finds the headings of Markdown: lines that begin with up to six `#`, or are underlined by `=` or
/// `-`; not within fenced code.
struct HeadingScan {
  /// A part of the text under a heading, that included.
  struct Section {
    var span: Range<Int>
    var path: String
  }

  private struct Heading {
    let start: Int
    let level: Int
    let title: String
  }

  private let text: [Unicode.Scalar]

  /// Longer titles are shortened in the path, not in the text.
  private static let longestTitle = 80

  init(_ text: [Unicode.Scalar]) { self.text = text }

  /// The text as one section without heading.
  static func whole(_ text: [Unicode.Scalar]) -> Section {
    Section(span: 0..<text.count, path: "")
  }

  /// The sections in order; together they are the text.
  func sections() -> [Section] {
    var sections: [Section] = []
    var open: [Heading] = []
    var start = 0
    func path() -> String { open.map(\.title).joined(separator: " › ") }
    for heading in headings() {
      if heading.start > start {
        sections.append(Section(span: start..<heading.start, path: path()))
      }
      start = heading.start
      while let last = open.last, last.level >= heading.level { open.removeLast() }
      open.append(heading)
    }
    sections.append(Section(span: start..<text.count, path: path()))
    return sections
  }

  private func headings() -> [Heading] {
    var headings: [Heading] = []
    var fence: Unicode.Scalar?
    var previous: Range<Int>?
    for line in lines() {
      let body = text[line].drop { $0 == " " }
      let isIndented = body.startIndex - line.lowerBound > 3
      if let mark = fenceMark(body), !isIndented {
        if fence == nil { fence = mark } else if fence == mark { fence = nil }
        previous = nil
      } else if fence == nil {
        if !isIndented, let heading = hashed(line, body) {
          headings.append(heading)
          previous = nil
        } else if let level = underline(body), let title = previous {
          headings.append(
            Heading(start: title.lowerBound, level: level, title: self.title(text[title])))
          previous = nil
        } else {
          // Only a paragraph of one line is a heading when it is underlined.
          let isBlank = body.allSatisfy(TokenEstimate.isSpace)
          previous = isBlank || previous != nil || isMarked(body) ? nil : line
        }
      }
    }
    return headings
  }

  private func lines() -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for index in text.indices where text[index] == "\n" {
      lines.append(start..<index)
      start = index + 1
    }
    if start < text.count { lines.append(start..<text.count) }
    return lines
  }

  private func fenceMark(_ line: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar? {
    guard let mark = line.first, mark == "`" || mark == "~",
      line.prefix(while: { $0 == mark }).count >= 3
    else { return nil }
    return mark
  }

  private func hashed(_ line: Range<Int>, _ body: ArraySlice<Unicode.Scalar>) -> Heading? {
    let level = body.prefix { $0 == "#" }.count
    guard (1...6).contains(level) else { return nil }
    let rest = body.dropFirst(level)
    guard let next = rest.first, next == " " || next == "\t" else { return nil }
    var words = rest[...]
    while let last = words.last, TokenEstimate.isSpace(last) || last == "#" { words.removeLast() }
    return words.isEmpty
      ? nil : Heading(start: line.lowerBound, level: level, title: title(words))
  }

  private func underline(_ body: ArraySlice<Unicode.Scalar>) -> Int? {
    var marks = body
    while let last = marks.last, TokenEstimate.isSpace(last) { marks.removeLast() }
    guard marks.count >= 2, let mark = marks.first, mark == "=" || mark == "-",
      marks.allSatisfy({ $0 == mark })
    else { return nil }
    return mark == "=" ? 1 : 2
  }

  private func isMarked(_ body: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let first = body.first else { return true }
    return first == "|" || first == ">" || first == "-" || first == "*"
  }

  private func title(_ line: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: line.prefix(Self.longestTitle))
    return String(view).trimmed
  }
}
