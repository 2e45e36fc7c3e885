package import LinearAlgebra
import Tables

/// The predictors of an experiment as numbers: one a geo and predictor, in canonical order.
///
/// Predictors stand in the order of their names and periods, whatever order they were asked for in, so
/// that results do not depend on it.
public struct PredictorTable: Sendable {
  /// The predictors.
  public let predictors: [GeoPredictor]
  /// Means over the periods that have a value, geos of the panel x predictors.
  ///
  /// Rows of geos that are neither treated nor donors may hold NaN.
  package let values: Matrix

  /// Takes the means.
  ///
  /// - Parameters:
  ///   - rows: the treated geos and donors, which must all have a value.
  ///   - before: how many periods lie before the test.
  /// - Throws: `GeoLiftError.badTest` for a column that the panel does not hold, periods that it does
  ///   not have or that reach into the test, a predictor named twice, a geo without any value, and a
  ///   predictor that is the same in all geos.
  init(
    _ predictors: [GeoPredictor], _ panel: GeoPanel, rows: [Int], before: Int
  ) throws(GeoLiftError) {
    var named: [(span: ClosedRange<Int>, predictor: GeoPredictor)] = []
    for predictor in predictors {
      named.append((try Self.span(predictor, panel, before), predictor))
    }
    named.sort {
      ($0.predictor.column, $0.span.lowerBound, $0.span.upperBound)
        < ($1.predictor.column, $1.span.lowerBound, $1.span.upperBound)
    }
    for (a, b) in zip(named, named.dropFirst())
    where a.predictor.column == b.predictor.column && a.span == b.span {
      throw .badTest(
        "The predictor '\(displayed(a.predictor.name))' is asked for twice; name it once.")
    }
    var columns: [[Double]] = []
    for (span, predictor) in named {
      columns.append(try Self.means(predictor, span, panel, rows: rows))
    }
    self.predictors = named.map(\.predictor)
    values = Matrix(rows: panel.geos.count, columns: columns.count) { columns[$1][$0] }
  }

  private static func span(
    _ predictor: GeoPredictor, _ panel: GeoPanel, _ before: Int
  ) throws(GeoLiftError) -> ClosedRange<Int> {
    let labels = panel.axis.labels
    func missing(_ label: String) -> GeoLiftError {
      .badTest(
        "Predictor '\(displayed(predictor.column))': '\(displayed(label))' is no period of the "
          + "panel, which goes from \(labels[0]) to \(labels[labels.count - 1]).")
    }
    var (first, last) = (0, before - 1)
    if let label = predictor.from {
      guard let found = panel.axis.index(ofLabel: label) else { throw missing(label) }
      first = found
    }
    if let label = predictor.to {
      guard let found = panel.axis.lastIndex(ofLabel: label) else { throw missing(label) }
      last = found
    }
    guard last < before, first < before else {
      throw .badTest(
        "Predictor '\(displayed(predictor.name))' reaches into the test, which starts at "
          + "\(labels[before]); choose earlier periods, or the effect is taken out with it.")
    }
    guard first <= last else {
      throw .badTest(
        "Predictor '\(displayed(predictor.name))' ends before it begins; swap the periods.")
    }
    return first...last
  }

  private static func means(
    _ predictor: GeoPredictor, _ span: ClosedRange<Int>, _ panel: GeoPanel, rows: [Int]
  ) throws(GeoLiftError) -> [Double] {
    let name = displayed(predictor.name)
    guard let series = panel.series(predictor.column) else {
      throw .badTest(
        "The panel was read without the column '\(displayed(predictor.column))', which should be a "
          + "predictor; read it with the panel.")
    }
    let means = series.map { series in
      let present = span.compactMap { series[$0] }
      return present.isEmpty ? Double.nan : present.reduce(0, +) / Double(present.count)
    }
    if let row = rows.first(where: { means[$0].isNaN }) {
      throw .badTest(
        "'\(displayed(panel.geos[row]))' has no value of predictor '\(name)'; give it one, choose "
          + "other periods, or exclude the geo.")
    }
    guard rows.contains(where: { means[$0] != means[rows[0]] }) else {
      throw .badTest(
        "Predictor '\(name)' is the same in all geos, so it tells none apart; leave it out.")
    }
    return means
  }
}

extension GeoPanel {
  /// A column's values by geo and period; nil if the panel was read without it.
  func series(_ column: String) -> [[Double?]]? {
    if let found = predictors[column] { return found }
    guard column == kpi else { return nil }
    return geos.indices.map { values.row($0).map { $0 } }
  }
}

/// The predictors of a problem: of the mean of the treated geos, and of the donors.
package struct ProblemPredictors: Sendable {
  /// The predictors' names, in canonical order.
  package let names: [String]
  /// The mean over the treated geos, a number a predictor.
  package let target: [Double]
  /// The donors, predictors x donors.
  package let donors: Matrix

  /// Picks geos of a table.
  init(_ table: PredictorTable, treated: [Int], donors rows: [Int]) {
    let values = table.values
    names = table.predictors.map(\.name)
    target = (0..<values.columns).map { k in
      treated.reduce(0) { $0 + values[$1, k] } / Double(treated.count)
    }
    donors = Matrix(rows: values.columns, columns: rows.count) { values[rows[$1], $0] }
  }
}
