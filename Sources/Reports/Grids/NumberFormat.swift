import Charts
import Findings

/// How the numbers of one column, or one finding, are written: form, magnitude, decimals.
struct NumberFormat {
  let form: NumberForm
  let magnitude: Magnitude
  /// nil leaves the precision to each number by itself.
  let decimals: Int?

  /// One format for findings of the same measure: the largest number sets the magnitude, the
  /// narrowest interval the decimals.
  init(_ findings: [Finding]) {
    let first = findings.first
    let form = NumberForm(first?.unit ?? .one, name: first.map(Self.name) ?? "")
    let numbers = findings.flatMap { finding in
      [finding.value, finding.median, finding.interval?.lower, finding.interval?.upper]
        .compactMap(\.self)
    }
    let largest = numbers.map(abs).max() ?? 0
    let magnitude: Magnitude = form == .share ? .one : Magnitude(for: largest)
    let widths = findings.compactMap { $0.interval.map { $0.upper - $0.lower } }
    let narrowest = widths.filter { $0 > 0 && $0.isFinite }.min()
    self.form = form
    self.magnitude = magnitude
    decimals = narrowest.map { width in
      // Rates of clicks are so small that three decimals would say nothing.
      if form == .plain, largest > 0, largest < 0.05 {
        return NumberStyle.decimals(of: largest, significant: 2)
      }
      let scaled = form == .share ? width * 100 : width / magnitude.rawValue
      // one very narrow interval must not drown a column in digits, but a small number needs them
      let largest = numbers.map(abs).max() ?? 0
      let most = largest > 0 && largest < 0.1 ? 4 : 3
      return min(NumberStyle.decimals(intervalWidth: scaled), form == .share ? 1 : most)
    }
  }

  /// The number in this format.
  func text(_ number: Double, _ style: NumberStyle) -> String {
    guard let decimals else { return style.quantity(number, as: form) }
    return style.quantity(number, as: form, magnitude: magnitude, decimals: decimals)
  }

  /// The interval in this format.
  func text(_ interval: Interval, _ style: NumberStyle) -> String {
    style.interval(text(interval.lower, style), text(interval.upper, style))
  }

  /// What tells shares from other pure numbers: the measure and its metric.
  static func name(_ finding: Finding) -> String {
    "\(finding.id) \(finding.subject["metric"] ?? "")"
  }
}
