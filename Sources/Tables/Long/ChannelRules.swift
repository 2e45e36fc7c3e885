/// Rules that map campaign names to channels; the first that fits decides.
///
/// A pattern is an exact name, a name with `*` for any run of characters, or a regular expression
/// between slashes that fits anywhere in the name. Upper and lower case differ.
public struct ChannelRules: Sendable, Equatable {
  /// One line of the map.
  public struct Rule: Sendable, Equatable {
    /// What names must look like.
    public let pattern: String
    /// The channel of the names that do.
    public let channel: String

    /// Makes a rule.
    public init(pattern: String, channel: String) {
      self.pattern = pattern
      self.channel = channel
    }

    /// The regular expression between the slashes, nil for other patterns.
    var expression: String? {
      guard pattern.count >= 2, pattern.hasPrefix("/"), pattern.hasSuffix("/") else { return nil }
      return String(pattern.dropFirst().dropLast())
    }
  }

  /// The rules in order.
  public let rules: [Rule]

  /// Takes rules from a table: columns `pattern` and `channel`.
  ///
  /// - Throws: `missingColumn`, or `badChannelMap` for an empty cell or a broken expression.
  public init(_ table: Table) throws(TableError) {
    for name in ["pattern", "channel"] where !table.has(name) {
      throw TableError(
        .missingColumn, source: table.source, column: name,
        "a channel map has the columns pattern and channel; this one has no \(name)",
        remedy: "write it as in: pattern,channel, then a line such as Brand*,search")
    }
    let patterns = try table.texts("pattern")
    let channels = try table.texts("channel")
    var rules: [Rule] = []
    for row in 0..<table.rowCount {
      guard let pattern = patterns[row], let channel = channels[row] else {
        throw TableError(
          .badChannelMap, source: table.source, line: table.line(ofRow: row),
          "a rule needs a pattern and a channel", remedy: "fill both cells or remove the line")
      }
      let rule = Rule(pattern: pattern, channel: channel)
      if let expression = rule.expression, (try? Regex<AnyRegexOutput>(expression)) == nil {
        throw TableError(
          .badChannelMap, source: table.source, line: table.line(ofRow: row), column: "pattern",
          value: pattern, "this is no regular expression",
          remedy: "correct what stands between the slashes")
      }
      rules.append(rule)
    }
    self.rules = rules
  }
}

/// Looks names up in rules, each name once.
package struct ChannelMatcher {
  private enum Test {
    case exact(String)
    case glob([UInt8])
    case expression(Regex<AnyRegexOutput>)
  }

  private let tests: [(test: Test, channel: String)]
  private var known: [String: String?] = [:]

  package init(_ rules: ChannelRules) {
    tests = rules.rules.map { rule in
      if let text = rule.expression, let expression = try? Regex<AnyRegexOutput>(text) {
        return (.expression(expression), rule.channel)
      }
      let test: Test =
        rule.pattern.contains("*") ? .glob(Array(rule.pattern.utf8)) : .exact(rule.pattern)
      return (test, rule.channel)
    }
  }

  /// The channel of a name, nil where no rule fits.
  package mutating func channel(of name: String) -> String? {
    if let found = known[name] { return found }
    let found = tests.first { Self.fits(name, $0.test) }?.channel
    known[name] = .some(found)
    return found
  }

  private static func fits(_ name: String, _ test: Test) -> Bool {
    switch test {
    case .exact(let text): return name == text
    case .glob(let pattern): return fits(Array(name.utf8), glob: pattern)
    case .expression(let expression): return (try? expression.firstMatch(in: name)) != nil
    }
  }

  /// Matches a name with `*` for any run; goes back to the last star only, so never far.
  private static func fits(_ name: [UInt8], glob: [UInt8]) -> Bool {
    var nameIndex = 0
    var globIndex = 0
    var star: (glob: Int, name: Int)?
    while nameIndex < name.count {
      if globIndex < glob.count, glob[globIndex] == UInt8(ascii: "*") {
        star = (globIndex, nameIndex)
        globIndex += 1
      } else if globIndex < glob.count, glob[globIndex] == name[nameIndex] {
        globIndex += 1
        nameIndex += 1
      } else if let (starGlob, starName) = star {
        star = (starGlob, starName + 1)
        globIndex = starGlob + 1
        nameIndex = starName + 1
      } else {
        return false
      }
    }
    return glob[globIndex...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
