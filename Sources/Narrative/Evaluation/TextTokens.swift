/// A text as scores of texts count it: words and numbers in small letters, without marks.
enum TextTokens {
  static func of(_ text: String) -> [String] {
    let characters = Array(text)
    var tokens: [String] = []
    var start: Int?
    for place in 0...characters.count {
      if place < characters.count, isPart(characters, place) {
        if start == nil { start = place }
      } else if let first = start {
        tokens.append(String(characters[first..<place]).lowercased())
        start = nil
      }
    }
    return tokens
  }

  /// Letters, digits, and the marks between digits.
  private static func isPart(_ text: [Character], _ place: Int) -> Bool {
    let character = text[place]
    if character.isLetter || character.isNumber { return true }
    guard character == "." || character == ",", place > 0, place + 1 < text.count else {
      return false
    }
    return text[place - 1].isNumber && text[place + 1].isNumber
  }

  /// The runs of so many tokens, with how often each occurs.
  static func runs(_ tokens: [String], of length: Int) -> [[String]: Int] {
    guard tokens.count >= length else { return [:] }
    var counts: [[String]: Int] = [:]
    for start in 0...(tokens.count - length) {
      counts[Array(tokens[start..<start + length]), default: 0] += 1
    }
    return counts
  }

  /// The length of the longest common subsequence.
  static func longestCommon(_ a: [String], _ b: [String]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return 0 }
    var row = [Int](repeating: 0, count: b.count + 1)
    for token in a {
      var diagonal = 0
      for place in b.indices {
        let above = row[place + 1]
        row[place + 1] = token == b[place] ? diagonal + 1 : max(above, row[place])
        diagonal = above
      }
    }
    return row[b.count]
  }
}
