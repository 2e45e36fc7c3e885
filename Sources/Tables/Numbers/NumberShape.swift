/// What a cell looks like as a number, before it is known which mark is the decimal one.
struct NumberShape {
  /// What the marks in a cell say about the file's decimal mark.
  enum Marks: Equatable {
    /// No `.` or `,` at all.
    case none
    /// One mark that can only be a decimal mark: `1,5`, `0.123`, `1234.567`, `1.234,56`.
    case decimal(UInt8)
    /// Marks that can only group thousands: `1.234.567`.
    case grouping(UInt8)
    /// One mark before exactly three digits: `1.037` may be either.
    case either(UInt8)
  }

  var negative = false
  var marks = Marks.none
  /// All digits as one integer; meaningful while `digitCount` is at most 19.
  var mantissa: UInt64 = 0
  /// Significant digits, leading zeros left out.
  var digitCount = 0
  /// Digits after the last mark.
  var tailCount = 0
  /// The power of ten written with `e`.
  var exponent = 0
  var isPercent = false
  var currency: Currency?
  /// Where the digits and marks stand in the cell.
  var core = 0..<0

  /// How many of the digits are decimals, given the decimal mark; nil where the marks contradict.
  func decimals(mark: UInt8) -> Int? {
    switch marks {
    case .none: 0
    case .decimal(let own): own == mark ? tailCount : nil
    case .grouping(let own): own == mark ? nil : 0
    case .either(let own): own == mark ? tailCount : 0
    }
  }
}

/// The decimal point and the decimal comma.
enum Mark {
  static let dot = UInt8(ascii: ".")
  static let comma = UInt8(ascii: ",")
}
