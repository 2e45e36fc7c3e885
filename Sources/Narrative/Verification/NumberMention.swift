/// A number as a text mentions it.
struct NumberMention: Equatable {
  /// What the number is of, as far as the text says.
  enum Form: Equatable {
    case plain
    /// Percent; the value is a fraction.
    case percent
    /// Percentage points; the value is a fraction.
    case points
    /// Money, with the code of its currency.
    case money(String)
    /// A year, or a day written as `2025-01-31`.
    case date(String)
  }

  /// The value: of `4.2M` 4,200,000, of `12%` 0.12.
  let value: Double
  /// Half of what its last digit stands for: the value is known no better.
  let halfDigit: Double
  let form: Form
  /// The mention in the sentence's characters.
  let range: Range<Int>
  /// The mention as written.
  let text: String

  /// Whether a number would be written like this.
  func shows(_ number: Double) -> Bool {
    // A tie may have been rounded either way.
    abs(number - value) <= halfDigit * (1 + 1e-6) + abs(number) * 1e-12
  }
}
