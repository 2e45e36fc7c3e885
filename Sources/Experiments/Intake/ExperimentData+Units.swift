import Tables

extension ExperimentData {
  /// Reads a table whose rows are units.
  static func ofUnits(
    _ table: Table, _ options: ExperimentOptions, _ rows: ArmRows
  ) throws -> ExperimentData {
    let groups = try UnitGroups(table, options, rows)
    var counts = [Int](repeating: 0, count: rows.arms.count)
    for arm in groups.arm { counts[arm] += 1 }
    try check(counts, rows.arms, table.source)
    let metrics = try options.metrics.map { metric in
      try self.metric(metric, table, options, groups, rows.arms.count)
    }
    for metric in metrics { try check(metric, table.source) }
    return ExperimentData(
      arms: rows.arms, counts: counts, metrics: metrics, intake: groups.intake)
  }

  private static func metric(
    _ metric: ExperimentMetric, _ table: Table, _ options: ExperimentOptions,
    _ groups: UnitGroups, _ armCount: Int
  ) throws -> Metric {
    let covariate = metric.covariate ?? options.covariate
    let value = groups.sums(try column(metric.valueColumn, table))
    let denominator = try metric.denominator.map { groups.sums(try column($0, table)) }
    let before = try covariate.map { try groups.same(try column($0, table), $0) }
    let isBinary = value.allSatisfy { $0 == 0 || $0 == 1 }
    let kind =
      metric.kind ?? (denominator != nil ? .ratio : isBinary ? .proportion : .mean)
    if kind == .proportion, !isBinary {
      let odd = value.first { $0 != 0 && $0 != 1 } ?? 0
      throw ExperimentError.refused(
        "\(table.source): \"\(metric.valueColumn)\" is to be a proportion but has the value "
          + "\(odd); only 0 and 1 are allowed. Make the kind mean.")
    }
    if let denominator, denominator.contains(where: { $0 < 0 }) {
      throw ExperimentError.refused(
        "\(table.source): the denominator of \"\(metric.name)\" is negative for some units.")
    }
    var units = [[SIMD3<Double>]](repeating: [], count: armCount)
    for (index, arm) in groups.arm.enumerated() {
      units[arm].append(SIMD3(value[index], denominator?[index] ?? 1, before?[index] ?? 0))
    }
    return Metric(
      metric: metric, kind: kind, covariate: covariate, moments: units.map { ArmMoments($0) })
  }

  /// A column of finite numbers.
  static func column(_ name: String, _ table: Table) throws -> [Double] {
    try table.numbers(name).enumerated().map { row, number in
      guard let number, number.isFinite else {
        throw ExperimentError.refused(
          "\(table.source), line \(table.line(ofRow: row)): "
            + (number == nil
              ? "\"\(name)\" is empty. Write 0 where nothing happened, or leave the "
                + "unit out." : "\"\(name)\" is no finite number."))
      }
      return number
    }
  }
}

/// The units the rows belong to, and their arms.
private struct UnitGroups {
  let table: Table
  /// The position among the units by row; nil for units that are left out.
  private let unit: [Int?]
  /// The position among the arms by unit.
  let arm: [Int]
  let intake: ExperimentData.Intake

  init(_ table: Table, _ options: ExperimentOptions, _ rows: ArmRows) throws {
    self.table = table
    var intake = ExperimentData.Intake()
    intake.rows = rows.arm.count
    guard let column = options.unit else {
      (unit, arm) = (rows.arm.indices.map { $0 }, rows.arm)
      self.intake = intake
      return
    }
    var known: [String: Int] = [:]
    var (first, of): ([Int], [Int]) = ([], [])
    var (arms, isRepeated, isCrossed): ([Int], [Bool], [Bool]) = ([], [], [])
    for (row, name) in try table.texts(column).enumerated() {
      guard let name else {
        throw ExperimentError.refused(
          "\(table.source), line \(table.line(ofRow: row)): no unit in \"\(column)\".")
      }
      if let index = known[name] {
        of.append(index)
        isRepeated[index] = true
        isCrossed[index] = isCrossed[index] || arms[index] != rows.arm[row]
        if options.duplicates == .refuse {
          throw Self.repeated(table, column, first[index], row, isCrossed[index])
        }
      } else {
        known[name] = arms.count
        of.append(arms.count)
        first.append(row)
        arms.append(rows.arm[row])
        isRepeated.append(false)
        isCrossed.append(false)
      }
    }
    var kept: [Int?] = []
    var count = 0
    for crossed in isCrossed {
      kept.append(crossed ? nil : count)
      count += crossed ? 0 : 1
    }
    unit = of.map { kept[$0] }
    arm = arms.indices.filter { !isCrossed[$0] }.map { arms[$0] }
    intake.crossedUnits = isCrossed.count { $0 }
    try Self.check(crossed: intake.crossedUnits, of: arms.count, table, column)
    intake.repeatedUnits = isRepeated.indices.count { isRepeated[$0] && !isCrossed[$0] }
    self.intake = intake
  }

  /// Few units in several arms are left out; many mean that arms were not assigned by unit.
  private static func check(
    crossed: Int, of total: Int, _ table: Table, _ column: String
  ) throws(ExperimentError) {
    guard Double(crossed) > ExperimentData.largestCrossedShare * Double(total) else { return }
    throw .refused(
      "\(table.source): \(crossed) of \(total) units in \"\(column)\" were seen in several arms, more "
        + "than \(ExperimentData.largestCrossedShare * 100) %: arms were not assigned by this unit. "
        + "Name the column by which they were.")
  }

  /// Lines are told, never the unit's name: it may be a person.
  private static func repeated(
    _ table: Table, _ column: String, _ first: Int, _ row: Int, _ isCrossed: Bool
  ) -> ExperimentError {
    .refused(
      "\(table.source), line \(table.line(ofRow: row)): the unit in \"\(column)\" was seen before, "
        + "in line \(table.line(ofRow: first))\(isCrossed ? ", in another arm" : ""). Give one row a "
        + "unit, or set duplicates to sum, which adds rows up and leaves out units of several arms."
    )
  }

  /// The sum over the rows of each unit, added in the order of size.
  func sums(_ values: [Double]) -> [Double] {
    guard arm.count < values.count else { return values }
    var parts = [[Double]](repeating: [], count: arm.count)
    for (row, index) in unit.enumerated() {
      if let index { parts[index].append(values[row]) }
    }
    return parts.map { $0.sorted().reduce(0, +) }
  }

  /// The value that all rows of each unit share.
  func same(_ values: [Double], _ column: String) throws -> [Double] {
    var found = [Double?](repeating: nil, count: arm.count)
    for (row, index) in unit.enumerated() {
      guard let index else { continue }
      if let other = found[index], other != values[row] {
        throw ExperimentError.refused(
          "\(table.source), line \(table.line(ofRow: row)): the covariate \"\(column)\" differs from "
            + "another row of the same unit.")
      }
      found[index] = values[row]
    }
    return found.compactMap { $0 }
  }
}
