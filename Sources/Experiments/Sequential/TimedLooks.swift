public import Tables

/// An experiment's data as they had grown at several times.
public struct TimedLooks: Sendable {
  /// The last time of each look.
  public let times: [TimePoint]
  /// The data up to then.
  public let data: [ExperimentData]

  /// Cuts a table by a column that tells when each row came.
  ///
  /// Early looks at which some arm has no two units yet, or a metric no variance, are left out.
  ///
  /// - Parameters:
  ///   - time: the column of times.
  ///   - looks: how many looks there are, each after about as many times; one at every time if nil.
  /// - Throws: `ExperimentError` for options or data that cannot be used, `TableError` for columns
  ///   that are missing or cells that cannot be read.
  public init(_ table: Table, options: ExperimentOptions, time: String, looks: Int? = nil) throws {
    // All rows together first: what is wrong with them is told with their lines.
    let whole = try ExperimentData(table, options: options)
    let points = try table.times(time)
    let ends = try Self.ends(Set(points).sorted(), looks)
    let columns = try Self.columns(table, options)
    var (times, data): ([TimePoint], [ExperimentData]) = ([], [])
    for end in ends.dropLast() {
      let rows = points.indices.filter { points[$0] <= end }
      let part = Table(
        source: table.source, columns: columns.map { ($0.name, Self.values($0.values, rows)) },
        currency: table.currency)
      guard let look = try? ExperimentData(part, options: options),
        look.counts.reduce(0, +) > (data.last?.counts.reduce(0, +) ?? 0),
        zip(look.metrics, whole.metrics).allSatisfy({ $0.kind == $1.kind })
      else { continue }
      times.append(end)
      data.append(look)
    }
    if let last = ends.last {
      times.append(last)
      data.append(whole)
    }
    self.times = times
    self.data = data
  }

  /// The last time of each look.
  private static func ends(_ times: [TimePoint], _ looks: Int?) throws -> [TimePoint] {
    guard let looks else { return times }
    guard looks >= 1, looks <= times.count else {
      throw ExperimentError.badOptions(
        "looks: a number from 1 to \(times.count) is needed, for so many different times there are."
      )
    }
    return (1...looks).map { times[$0 * times.count / looks - 1] }
  }

  /// The columns the options name, each once.
  private static func columns(
    _ table: Table, _ options: ExperimentOptions
  ) throws -> [(name: String, values: Table.Values)] {
    var columns: [(name: String, values: Table.Values)] = []
    for name in [options.arm] + (options.unit.map { [$0] } ?? []) {
      columns.append((name, .texts(try table.texts(name))))
    }
    let metrics = options.metrics.flatMap {
      [$0.valueColumn, $0.denominator, $0.squares, $0.denominatorSquares, $0.product, $0.covariate]
    }
    for name in ([options.users, options.covariate] + metrics).compactMap({ $0 })
    where !columns.contains(where: { $0.name == name }) {
      columns.append((name, .numbers(try table.numbers(name))))
    }
    return columns
  }

  private static func values(_ values: Table.Values, _ rows: [Int]) -> Table.Values {
    switch values {
    case .texts(let texts): .texts(rows.map { texts[$0] })
    case .numbers(let numbers): .numbers(rows.map { numbers[$0] })
    }
  }
}
