/// What a column of a table holds, as far as queries differ by it.
enum ColumnKind: Sendable, Equatable {
  case integer, float, decimal, truth, text, date, timestamp, other

  /// The kind of an Arrow format string.
  init(arrowFormat format: String) {
    switch format {
    case "c", "C", "s", "S", "i", "I", "l", "L": self = .integer
    case "e", "f", "g": self = .float
    case "b": self = .truth
    case "u", "U", "vu": self = .text
    case "tdD", "tdm": self = .date
    case _ where format.hasPrefix("d:"): self = .decimal
    case _ where format.hasPrefix("ts"): self = .timestamp
    default: self = .other
    }
  }
}

/// The kinds of a touch table's columns.
struct ColumnKinds: Sendable, Equatable {
  var user: ColumnKind
  var time: ColumnKind
  var value: ColumnKind?
}
