import Foundation

/// Writes numbers as readers of a language expect them: `€1.2M` and `93.1%` in English,
/// `1,2 Mio. €` and `93,1 %` in German (with no-break spaces).
///
/// The tables of the system's locale library are not used: they may be absent, and they change.
public struct NumberStyle: Sendable, Equatable {
  /// The language of the reader.
  public let language: Language

  /// Numbers for readers of a language.
  public init(_ language: Language) { self.language = language }

  /// Stands between a number and what belongs to it.
  package static let space = "\u{A0}"

  private var decimalMark: String { language == .de ? "," : "." }
  private var groupMark: String { language == .de ? "." : "," }

  /// The number with a fixed count of decimals and grouped thousands: `−1,234.50`, `−1.234,50`.
  public func number(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return "–" }
    if abs(value) >= 1e15 { return scientific(value) }
    let places = min(max(decimals, 0), 12)
    let digits = String(format: "%.\(places)f", abs(value))
    let parts = digits.split(separator: ".")
    var text = grouped(String(parts[0]))
    if parts.count > 1 { text += decimalMark + parts[1] }
    let isZero = digits.allSatisfy { $0 == "0" || $0 == "." }
    return value < 0 && !isZero ? "−" + text : text
  }

  /// The number with as many decimals as show a count of significant digits; whole numbers stay
  /// whole, zeros after the second decimal are left out, and numbers too small for six decimals become
  /// a power of ten: a p of 0.00 would be false.
  public func number(_ value: Double, significant digits: Int) -> String {
    if value == value.rounded() && abs(value) < 1e15 { return number(value, decimals: 0) }
    if abs(value) < 1e-5 { return scientific(value) }
    var decimals = Self.decimals(of: value, significant: digits)
    // 1.500 says no more than 1.50
    while decimals > 2 {
      let scaled = (value * pow(10, Double(decimals))).rounded()
      guard scaled.truncatingRemainder(dividingBy: 10) == 0 else { break }
      decimals -= 1
    }
    return number(value, decimals: decimals)
  }

  /// How many decimals show a number to a count of significant digits; at most 6.
  package static func decimals(of value: Double, significant digits: Int) -> Int {
    guard value != 0, value.isFinite else { return 0 }
    let exponent = Int(log10(abs(value)).rounded(.down))
    let places = digits - 1 - exponent
    // 0.9999 to three digits is 1.00: rounding may carry into a further digit
    let carries = (abs(value) * pow(10, Double(places))).rounded() >= pow(10, Double(digits))
    return min(max(carries ? places - 1 : places, 0), 6)
  }

  /// How many decimals an interval of a width supports: two significant digits of the width, so
  /// that a number looks no surer than it is.
  public static func decimals(intervalWidth width: Double) -> Int {
    guard width > 0, width.isFinite else { return 2 }
    return min(max(1 - Int(log10(width).rounded(.down)), 0), 4)
  }

  private func grouped(_ digits: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { text += groupMark }
      text.append(digit)
    }
    return text
  }

  private func scientific(_ value: Double) -> String {
    let parts = String(format: abs(value) < 1 ? "%.1e" : "%.2e", abs(value)).split(separator: "e")
    let mantissa = parts[0].replacing(".", with: decimalMark)
    let exponent = Int(parts[1]) ?? 0
    return (value < 0 ? "−" : "") + "\(mantissa)·10^\(exponent)"
  }
}
