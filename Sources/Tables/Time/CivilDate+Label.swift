extension CivilDate {
  /// The days of a period as it is written: `2025-03-31`, `2025-W12`, `2025-03`, `2025`; nil where it
  /// is none.
  package static func days(ofPeriod label: String) -> ClosedRange<CivilDate>? {
    let text = Array(label.utf8).withUnsafeBufferPointer { TimeText($0) }
    let point: TimePoint? =
      switch text {
      case .point(let point): point
      case .number(let year, digits: 4): TimePoint(year: year)
      default: nil
      }
    return point?.days.map { $0.first...$0.last }
  }
}
