import Probability
public import Tables

/// Units of two arms with what was known of them before, checked and in canonical order.
public struct UpliftData: Sendable {
  /// One row a unit, its features standardised.
  let features: [[Double]]
  /// Whether the unit was treated.
  let isTreated: [Bool]
  let outcome: [Double]
  /// The names of the features, those of texts with their value.
  public let featureNames: [String]
  /// Whether the outcome is 0 or 1 for every unit.
  public let isBinary: Bool
  /// The share of treated units.
  public let treatedShare: Double

  /// The number of units.
  public var count: Int { outcome.count }

  /// Reads units from a table.
  ///
  /// - Throws: `ExperimentError` for options or data that cannot be used, `TableError` for columns
  ///   that are missing or cells that cannot be read.
  public init(_ table: Table, options: UpliftOptions) throws {
    if let problem = options.problem { throw ExperimentError.badOptions(problem) }
    let arms = try table.texts(options.arm)
    let rows = arms.indices.filter { arms[$0] == options.control || arms[$0] == options.treatment }
    let treated = rows.map { arms[$0] == options.treatment }
    for (name, count) in [
      (options.control, treated.count { !$0 }), (options.treatment, treated.count { $0 }),
    ] where count < 50 {
      throw ExperimentError.refused(
        "\(table.source): arm \"\(name)\" has \(count) units; uplift needs 50 in each arm at least."
      )
    }
    let outcomes = try ExperimentData.column(options.outcome, table)
    var (names, columns): ([String], [[Double]]) = ([], [])
    for feature in options.features {
      let read = try Self.columns(feature, table, rows)
      names += read.map(\.name)
      columns += read.map { Self.standardised($0.values) }
    }
    guard columns.count <= 500 else {
      throw ExperimentError.refused(
        "\(table.source): the features have \(columns.count) different values; 500 at most.")
    }
    let units = rows.indices.map { unit in
      Unit(
        features: columns.map { $0[unit] }, isTreated: treated[unit], outcome: outcomes[rows[unit]])
    }.sorted()
    features = units.map(\.features)
    isTreated = units.map(\.isTreated)
    outcome = units.map(\.outcome)
    featureNames = names
    isBinary = outcome.allSatisfy { $0 == 0 || $0 == 1 }
    treatedShare = Double(treated.count { $0 }) / Double(treated.count)
    guard outcome.contains(where: { $0 != outcome[0] }) else {
      throw ExperimentError.refused(
        "\(table.source): \"\(options.outcome)\" is the same for all units.")
    }
  }

  /// Units that are checked and sorted already.
  package init(features: [[Double]], isTreated: [Bool], outcome: [Double]) {
    self.features = features
    self.isTreated = isTreated
    self.outcome = outcome
    featureNames = []
    isBinary = outcome.allSatisfy { $0 == 0 || $0 == 1 }
    treatedShare = Double(isTreated.count { $0 }) / Double(isTreated.count)
  }

  /// A unit as it is sorted: by all that is known of it, so that no order of rows matters.
  private struct Unit: Comparable {
    let features: [Double]
    let isTreated: Bool
    let outcome: Double

    static func < (a: Unit, b: Unit) -> Bool {
      if a.features != b.features { return a.features.lexicographicallyPrecedes(b.features) }
      if a.outcome != b.outcome { return a.outcome < b.outcome }
      return !a.isTreated && b.isTreated
    }
  }

  /// A column of numbers as it is, one of texts as a column of 0 and 1 for every value but the first.
  private static func columns(
    _ name: String, _ table: Table, _ rows: [Int]
  ) throws -> [(name: String, values: [Double])] {
    if let numbers = try? table.numbers(name), rows.allSatisfy({ numbers[$0]?.isFinite == true }) {
      return [(name, rows.map { numbers[$0] ?? 0 })]
    }
    let texts = try table.texts(name)
    let levels = Set(rows.map { texts[$0] ?? "" }).sorted()
    guard levels.count <= 200 else {
      throw ExperimentError.refused(
        "\(table.source): \"\(name)\" is no column of numbers and has \(levels.count) different "
          + "values; 200 at most.")
    }
    return levels.dropFirst().map { level in
      ("\(name)=\(level)", rows.map { (texts[$0] ?? "") == level ? 1 : 0 })
    }
  }

  /// Mean 0 and standard deviation 1; a constant becomes 0.
  ///
  /// Sums run over sorted values.
  private static func standardised(_ values: [Double]) -> [Double] {
    let moments = SampleMoments(values.sorted())
    let scale = moments.standardDeviation
    return values.map { scale > 0 ? ($0 - moments.mean) / scale : 0 }
  }
}
