import Tables

extension PanelReader {
  /// Whether a number can stand in products and squares without overflow or underflow.
  static func isReasonable(_ number: Double) -> Bool {
    number == 0 || (1e-30...1e30).contains(abs(number))
  }

  /// A column as cells (g, t), t from `start` on, or nothing if a cell is bad; each bad cell is
  /// reported, up to ten a column.
  mutating func read(
    _ column: String, _ panel: Panel, from start: Int, what: String,
    remedy: String = "Write 0 if it is zero.", complaint: (Double) -> String?
  ) -> [Double] {
    guard let numbers = numbers(column) else { return [] }
    var values: [Double] = []
    var bad = 0
    for g in panel.geos.indices {
      for t in start..<max(start, panel.timeCount) {
        let row = panel.rows[g * panel.timeCount + t]
        let problem: String
        if let number = numbers[row] {
          let size = abs(number) < 1 ? "too small" : "too large"
          guard let found = Self.isReasonable(number) ? complaint(number) : "is \(size)" else {
            values.append(number)
            continue
          }
          problem = "\(number) \(found)"
        } else {
          problem = "\(what) is empty"
        }
        bad += 1
        guard bad <= 10 else { continue }
        report(
          problem, column: column, row: row,
          remedy: numbers[row] == nil ? remedy : "Correct it.")
      }
    }
    if bad > 10 {
      report("\(bad - 10) more such cells", column: column, remedy: "Correct them too.")
    }
    return bad == 0 ? values : []
  }
}
