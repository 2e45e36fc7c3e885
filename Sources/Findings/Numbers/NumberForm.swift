/// How a number of a unit is shown.
public enum NumberForm: Sendable, Equatable {
  /// A fraction, shown as percent.
  case share
  /// Money, with the sign or code of its currency; nil where none was stated.
  case money(currency: String?)
  /// A pure number or a ratio; the unit stands in the heading.
  case plain

  /// The form of a unit.
  ///
  /// The wire format has one unit `1` for shares and for other pure numbers;
  /// the name of the measure (a finding's id and metric, or an English axis label) tells them apart.
  public init(_ unit: Unit, name: String) {
    let parts = unit.symbol.split(separator: "/", omittingEmptySubsequences: false)
    let first = parts.first.map(String.init) ?? ""
    if parts.count == 2, String(parts[1]) == first || !Self.isMoney(first) {
      self = .plain
    } else if Self.isMoney(first) {
      self = .money(currency: first == "money" ? nil : first)
    } else if unit == .one && Self.namesShare(name) {
      self = .share
    } else {
      self = .plain
    }
  }

  /// Whether a symbol is a currency code of three capitals, or `money`.
  package static func isMoney(_ symbol: String) -> Bool {
    if symbol == "money" { return true }
    return symbol.utf8.count == 3 && symbol.utf8.allSatisfy { (65...90).contains($0) }
  }

  /// Words of ids, metrics and labels that stand for fractions.
  private static let shareWords: Set<String> = [
    "share", "shares", "lift", "probability", "percent", "coverage", "mape", "wmape",
    "contraction", "power", "removal", "mde", "gap", "change",
  ]

  private static func namesShare(_ name: String) -> Bool {
    name.lowercased().split { !$0.isLetter }.contains { shareWords.contains(String($0)) }
  }
}

/// A power of a thousand that numbers are divided by, such as a million.
public enum Magnitude: Double, Sendable, CaseIterable {
  case one = 1
  case thousand = 1e3
  case million = 1e6
  case billion = 1e9

  /// The magnitude that keeps the largest of some numbers short; thousands only on request.
  public init(for largest: Double, thousands: Bool = false) {
    switch abs(largest) {
    case 0.9995e9...: self = .billion
    case 0.9995e6...: self = .million
    case 0.9995e4... where thousands: self = .thousand
    default: self = .one
    }
  }

  package func suffix(_ language: Language) -> String {
    switch (self, language) {
    case (.one, _): ""
    case (.thousand, .en): "K"
    case (.million, .en): "M"
    case (.billion, .en): "B"
    case (.thousand, .de): NumberStyle.space + "Tsd."
    case (.million, .de): NumberStyle.space + "Mio."
    case (.billion, .de): NumberStyle.space + "Mrd."
    }
  }
}
