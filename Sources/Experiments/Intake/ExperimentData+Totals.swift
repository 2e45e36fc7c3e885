import Tables

extension ExperimentData {
  /// Reads a table whose rows are sums over units of an arm; rows of an arm, such as days, add up.
  static func ofTotals(
    _ table: Table, _ options: ExperimentOptions, _ rows: ArmRows, _ count: String
  ) throws -> ExperimentData {
    let armCount = rows.arms.count
    func totals(_ name: String, negative: Bool = true) throws -> [Double] {
      let values = try column(name, table)
      if !negative, let row = values.firstIndex(where: { $0 < 0 }) {
        throw ExperimentError.refused(
          "\(table.source), line \(table.line(ofRow: row)): \"\(name)\" is negative.")
      }
      var parts = [[Double]](repeating: [], count: armCount)
      for (row, arm) in rows.arm.enumerated() { parts[arm].append(values[row]) }
      return parts.map { $0.sorted().reduce(0, +) }
    }
    let counts = try totals(count, negative: false).map { total in
      guard total == total.rounded(), total < 1e15 else {
        throw ExperimentError.refused(
          "\(table.source): \"\(count)\" holds numbers of units; \(total) is none.")
      }
      return Int(total)
    }
    try check(counts, rows.arms, table.source)
    let metrics = try options.metrics.map { metric in
      let sum = try totals(metric.valueColumn)
      let kind = metric.kind ?? (metric.denominator != nil ? .ratio : .mean)
      if kind == .proportion { try checkSuccesses(sum, counts, metric, table.source) }
      let squares = try metric.squares.map { try totals($0, negative: false) } ?? sum
      let ones = counts.map(Double.init)
      let denominator = try metric.denominator.map { try totals($0, negative: false) } ?? ones
      let denominatorSquares =
        try metric.denominatorSquares.map { try totals($0, negative: false) } ?? ones
      let product = try metric.product.map { try totals($0) } ?? sum
      let moments = try counts.indices.map { arm in
        guard
          let moments = ArmMoments(
            count: counts[arm], sum: SIMD2(sum[arm], denominator[arm]),
            squares: SIMD2(squares[arm], denominatorSquares[arm]), product: product[arm])
        else {
          throw ExperimentError.refused(
            "\(table.source): the sums of \"\(metric.name)\" in arm \"\(rows.arms[arm])\" cannot be "
              + "those of \(counts[arm]) units: its variance would be negative. Are the squares "
              + "summed over units?")
        }
        return moments
      }
      let result = Metric(metric: metric, kind: kind, moments: moments)
      try check(result, table.source)
      return result
    }
    var intake = Intake()
    intake.rows = table.rowCount
    return ExperimentData(arms: rows.arms, counts: counts, metrics: metrics, intake: intake)
  }

  private static func checkSuccesses(
    _ sum: [Double], _ counts: [Int], _ metric: ExperimentMetric, _ source: String
  ) throws {
    for (total, count) in zip(sum, counts)
    where !(total >= 0 && total <= Double(count) && total == total.rounded()) {
      throw ExperimentError.refused(
        "\(source): \"\(metric.valueColumn)\" is to be a proportion; its sum over an arm is a whole "
          + "number from 0 to the number of units, not \(total) of \(count).")
    }
  }
}
