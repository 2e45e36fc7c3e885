public import LinearAlgebra
public import Tables

/// One KPI of several geos over the same periods, without a gap.
///
/// Geos stand in the order of their names and periods in time order, whatever the order of rows was,
/// so results do not depend on it. Values may be negative (returns can exceed sales);
/// `negativeCount` says how many are.
public struct GeoPanel: Sendable {
  /// The columns of a table that make a panel.
  public struct Columns: Sendable, Equatable {
    /// The column of geos' names.
    public var geo: String
    /// The column of periods.
    public var time: String
    /// The column of what is measured.
    public var kpi: String
    /// Columns that predictors are made of; the KPI's own need not be named.
    public var predictors: [String]

    /// Names the columns.
    public init(geo: String, time: String, kpi: String, predictors: [String] = []) {
      self.geo = geo
      self.time = time
      self.kpi = kpi
      self.predictors = predictors
    }
  }

  /// The geos' names, in ascending order of their characters.
  public let geos: [String]
  /// The periods.
  public let axis: TimeAxis
  /// The KPI, geos x periods.
  public let values: Matrix
  /// The name of the KPI.
  public let kpi: String
  /// Columns that predictors are made of, by name: a list a geo with a number a period, nil where
  /// there is none.
  public let predictors: [String: [[Double?]]]

  /// Makes a panel of values in memory.
  ///
  /// - Parameters:
  ///   - geos: the geos' names, in any order.
  ///   - axis: the periods.
  ///   - values: a row a geo, in the order of `geos`; a column a period.
  ///   - kpi: the name of the KPI.
  ///   - predictors: columns that predictors are made of, each a list a geo with a number a period.
  /// - Throws: `GeoLiftError.badPanel` for names that are empty or occur twice, fewer than two geos,
  ///   rows or columns that do not fit, and numbers that are not finite.
  public init(
    geos: [String], axis: TimeAxis, values: Matrix, kpi: String = "kpi",
    predictors: [String: [[Double?]]] = [:]
  ) throws(GeoLiftError) {
    guard geos.count == values.rows, axis.count == values.columns else {
      throw .badPanel(
        "The values are \(values.rows) x \(values.columns), but there are \(geos.count) geos and "
          + "\(axis.count) periods; give a row a geo and a column a period.")
    }
    let order = geos.indices.sorted { geos[$0] < geos[$1] }
    for (a, b) in zip(order, order.dropFirst()) where geos[a] == geos[b] {
      throw .badPanel("The geo '\(displayed(geos[a]))' occurs twice; give every geo one row.")
    }
    guard !geos.contains("") else {
      throw .badPanel("A geo has no name; name every geo.")
    }
    guard geos.count >= 2 else {
      throw .badPanel(
        "There is only \(geos.count == 1 ? "one geo" : "no geo"); a geo experiment compares treated "
          + "geos with others, so export at least two.")
    }
    if let place = values.elements.firstIndex(where: { !$0.isFinite }) {
      throw .badPanel(
        "The value of '\(displayed(geos[place / values.columns]))' at "
          + "\(axis.labels[place % values.columns]) is not a finite number; correct the export.")
    }
    for (name, series) in predictors.sorted(by: { $0.key < $1.key }) {
      guard series.count == geos.count, series.allSatisfy({ $0.count == axis.count }),
        series.allSatisfy({ $0.allSatisfy { $0?.isFinite ?? true } })
      else {
        throw .badPanel(
          "The column '\(displayed(name))' needs a finite number or nothing for every geo and period."
        )
      }
    }
    self.geos = order.map { geos[$0] }
    self.axis = axis
    self.kpi = kpi
    self.predictors = predictors.mapValues { series in order.map { series[$0] } }
    self.values = Matrix(rows: values.rows, columns: values.columns) { values[order[$0], $1] }
  }

  /// How many values are below zero.
  public var negativeCount: Int { values.elements.count { $0 < 0 } }

  /// The geos whose value never changes, in canonical order; they tell a comparison nothing.
  public var constantGeos: [String] {
    geos.indices.filter { g in
      let row = values.row(g)
      return row.allSatisfy { $0 == row.first }
    }.map { geos[$0] }
  }
}
