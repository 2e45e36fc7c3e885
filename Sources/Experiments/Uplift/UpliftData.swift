import Probability
public import Tables

/// Units of two arms with what was known of them before, checked and in canonical order.
public struct UpliftData: Sendable {
  /// One row a unit, its features standardised.
  let features: [[Double]]
  /// Whether the unit was treated.
  let isTreated: [Bool]
  let outcome: [Double]
  /// The value of each segment's and slice's column, by unit; empty cells are an empty text.
  let labels: [[String]]
  /// The name of the treated arm.
  public let treatment: String
  /// Whether all arms of the file have the numbers of units they should.
  public let sampleRatio: SampleRatio
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
    let arms = try UpliftArms(table, options)
    let (rows, treated) = (arms.rows, arms.isTreated)
    treatment = arms.treatment
    sampleRatio = arms.sampleRatio
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
    let shown = try (options.segments + options.slices).map { try Self.labels($0, table, rows) }
    let units = rows.indices.map { unit in
      Unit(
        features: columns.map { $0[unit] }, isTreated: treated[unit],
        outcome: outcomes[rows[unit]], labels: shown.map { $0[unit] })
    }.sorted()
    labels = units.map(\.labels)
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
    labels = outcome.map { _ in [] }
    treatment = ""
    sampleRatio = SampleRatio(
      counts: [isTreated.count { !$0 }, isTreated.count { $0 }],
      shares: [Double(isTreated.count { !$0 }), Double(isTreated.count { $0 })])
    isBinary = outcome.allSatisfy { $0 == 0 || $0 == 1 }
    treatedShare = Double(isTreated.count { $0 }) / Double(isTreated.count)
  }

  /// A unit as it is sorted: by all that is known of it, so that no order of rows matters.
  private struct Unit: Comparable {
    let features: [Double]
    let isTreated: Bool
    let outcome: Double
    let labels: [String]

    static func < (a: Unit, b: Unit) -> Bool {
      if a.features != b.features { return a.features.lexicographicallyPrecedes(b.features) }
      if a.outcome != b.outcome { return a.outcome < b.outcome }
      if a.isTreated != b.isTreated { return b.isTreated }
      return a.labels.lexicographicallyPrecedes(b.labels)
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

  /// The values of a column that parts units.
  private static func labels(_ name: String, _ table: Table, _ rows: [Int]) throws -> [String] {
    let texts = try table.texts(name)
    let labels = rows.map { texts[$0] ?? "" }
    let count = Set(labels).count
    guard count <= 50 else {
      throw ExperimentError.refused(
        "\(table.source): \"\(name)\" has \(count) different values; segments and slices have 50 at "
          + "most. Group them first.")
    }
    return labels
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
