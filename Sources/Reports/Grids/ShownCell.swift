import Charts
import Findings

/// A cell as readers see it, in HTML and in the terminal.
struct ShownCell {
  /// What kind of thing the cell shows.
  enum Kind { case text, number, withheld, forced, missing }

  var kind: Kind
  var text: String
  /// The finding it shows, and which part of it.
  var finding: Finding?
  var part: String?

  /// Whether the cell holds anything but words.
  var isNumeric: Bool { kind != .text }
}

extension Grid.Cell {
  /// The finding's key and the part shown; nil for texts and plain numbers.
  var reference: (key: FindingKey, part: String)? {
    switch self {
    case .value(let key): (key, "value")
    case .median(let key): (key, "median")
    case .interval(let key): (key, "interval")
    case .text, .number: nil
    }
  }
}
