package import Findings

/// Round positions on an axis of days: days, weeks, months or years, whichever fit.
package struct TimeTicks: Equatable {
  /// One tick: a position in days since 1970-01-01 and its label of one or two lines.
  package struct Tick: Equatable {
    package let day: Int
    package let label: String
    package let year: String?
  }

  /// The ticks, rising.
  package let values: [Tick]

  /// Whether labels take one line or two.
  var lines: Int { values.contains { $0.year != nil } ? 2 : 1 }

  /// Ticks within a span of days, as many as an axis `width` pixels long has room for.
  package init(from lower: Int, to upper: Int, width: Double, language: Language) {
    let span = max(upper - lower, 1)
    let days = max(Int(width / 58), 2)
    if span <= 92, let step = [1, 2, 7, 14, 28].first(where: { span / $0 <= days }) {
      values = Self.days(lower, upper, step: step, language)
    } else {
      let months = span / 30
      let most = min(max(Int(width / 40), 2), 14)
      let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200]
      let step = steps.first { months / $0 <= most } ?? 1200
      values = Self.months(lower, upper, step: step, language)
    }
  }

  private static func days(_ lower: Int, _ upper: Int, step: Int, _ language: Language) -> [Tick] {
    var year: Int?
    return stride(from: lower, through: upper, by: step).map { day in
      let date = CivilDate(dayNumber: day)
      defer { year = date.year }
      return Tick(
        day: day, label: shortDay(date, language), year: date.year == year ? nil : "\(date.year)")
    }
  }

  private static func months(_ lower: Int, _ upper: Int, step: Int, _ language: Language) -> [Tick]
  {
    let first = CivilDate(dayNumber: lower)
    let start = (first.year * 12 + first.month - 1) / step * step
    var ticks: [Tick] = []
    var year: Int?
    for index in stride(from: start, through: start + (upper - lower) / 28 + 2 * step, by: step) {
      let date = CivilDate(year: index / 12, month: index % 12 + 1, day: 1)
      let day = date.dayNumber
      guard day >= lower && day <= upper else { continue }
      if step >= 12 {
        ticks.append(Tick(day: day, label: "\(date.year)", year: nil))
      } else {
        let label = monthNames(language)[date.month - 1]
        ticks.append(Tick(day: day, label: label, year: date.year == year ? nil : "\(date.year)"))
      }
      year = date.year
    }
    return ticks
  }

  /// `4 Mar` or `4. Mär`.
  static func shortDay(_ date: CivilDate, _ language: Language) -> String {
    let month = monthNames(language)[date.month - 1]
    return "\(date.day)\(language == .de ? "." : "")\(NumberStyle.space)\(month)"
  }

  private static func monthNames(_ language: Language) -> [String] {
    switch language {
    case .en:
      ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    case .de:
      ["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"]
    }
  }
}
