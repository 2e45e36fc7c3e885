/// What can be seen of an export's column without knowing what it means.
struct ColumnProfile: Sendable, Equatable {
  /// What the cells hold.
  enum Kind: Sendable, Equatable {
    case number, time, text, empty
  }

  /// The name in the file's head.
  var name: String
  /// What the cells hold.
  var kind: Kind
  /// The sum of the numbers; 0 for other kinds.
  var sum = 0.0
  /// The smallest number; 0 for other kinds.
  var minimum = 0.0
  /// Whether all numbers are equal.
  var isConstant = false
  /// Whether each number is larger than the one in the row before, by the same amount.
  var isCounter = false
  /// Refusals of the few cells that are no numbers, where all others are.
  var faults: [String] = []
}
