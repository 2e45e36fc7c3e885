public import Tables

extension PlanOptions {
  /// The options with kind, baseline and standard deviation as a history has them.
  ///
  /// A column of 0 and 1 is a proportion, any other a mean; with a denominator it is a ratio, whose
  /// deviation is that of the linearised value.
  ///
  /// - Parameter table: a table with a row a unit, of what they did without a treatment.
  /// - Throws: `ExperimentError` for numbers that cannot be planned with; `TableError` for columns that
  ///   are missing or cells that cannot be read.
  public func measured(_ table: Table) throws -> PlanOptions {
    guard let metric else { return self }
    let values = try ExperimentData.column(metric, table)
    let bases = try denominator.map { try ExperimentData.column($0, table) }
    guard values.count > 1 else {
      throw ExperimentError.refused("\(table.source): a history needs two units at least.")
    }
    let isBinary = values.allSatisfy { $0 == 0 || $0 == 1 }
    let moments = ArmMoments(
      values.indices.map { SIMD3(values[$0], bases?[$0] ?? 1, 0) })
    let kind: ExperimentMetric.Kind = bases != nil ? .ratio : isBinary ? .proportion : .mean
    let data = ExperimentData.Metric(
      metric: ExperimentMetric(metric), kind: kind, moments: [moments])
    try ExperimentData.check(data, table.source)
    let estimate = MetricEstimate(data).arms[0]
    var options = self
    options.kind = kind
    options.baseline = estimate.value
    options.standardDeviation =
      kind == .proportion ? nil : (estimate.variance * Double(estimate.count)).squareRoot()
    guard options.baseline > 0 else {
      throw ExperimentError.refused(
        "\(table.source): \"\(metric)\" is not positive on average, so that no lift can be planned."
      )
    }
    if let problem = options.problem { throw ExperimentError.badOptions(problem) }
    return options
  }
}
