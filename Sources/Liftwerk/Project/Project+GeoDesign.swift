import Foundation
import GeoLift
import Tables

/// What the design of a geo test reads.
struct GeoDesignInput {
  var space: DesignSpace
  /// Pairs of neighbours, in canonical order.
  var adjacency: [(String, String)]
  /// Money usually spent a period, by geo; nil if not asked for.
  var usualSpend: [String: Double]?
}

extension Project {
  /// Reads panel, neighbours and usual spend of a design.
  ///
  /// - Throws: `LiftwerkError`; `TableError` if a file is refused; `GeoLiftError` for names that are
  ///   not in the panel, and constraints at odds.
  func geoDesignInput(
    _ options: GeoDesignOptions, directory: String
  ) throws -> GeoDesignInput {
    let source = try geoSource(options.data, section: "geo_design")
    let (table, columns) = try geoTable(source, kpi: options.kpi, directory: directory)
    let panel = try GeoPanel(table, columns: columns)
    if let start = options.start { try requireFuture(start, panel) }
    let adjacency = try options.adjacency.map { try neighbours($0, directory) } ?? []
    let spend = try options.spendHistory.map { try usualSpend(table, columns, $0, panel) }
    return GeoDesignInput(
      space: try DesignSpace(
        panel, options: options, adjacency: adjacency, usualSpend: spend),
      adjacency: adjacency, usualSpend: spend)
  }

  private func requireFuture(_ start: String, _ panel: GeoPanel) throws {
    guard panel.axis.index(ofLabel: start) != nil else { return }
    throw LiftwerkError(
      .dataRefused,
      "The planned start \(displayed(start)) lies within the history, which ends with "
        + "\(panel.axis.lastDays[panel.axis.count - 1]). Plan a later start, or leave the periods "
        + "after it out of the file.")
  }

  /// The pairs of a file whose first two columns name neighbours, each pair once.
  private func neighbours(_ path: String, _ directory: String) throws -> [(String, String)] {
    let table = try read(path, nil, nil, directory)
    guard table.columnNames.count >= 2 else {
      throw LiftwerkError(
        .dataRefused, "\(path): two columns are needed, a pair of neighbouring geos a row.")
    }
    let first = try table.texts(table.columnNames[0])
    let second = try table.texts(table.columnNames[1])
    var pairs: Set<[String]> = []
    for row in first.indices {
      guard let a = first[row], let b = second[row], a != b else {
        throw LiftwerkError(
          .dataRefused,
          "\(path), line \(table.line(ofRow: row)): two different geos are needed.")
      }
      pairs.insert([a, b].sorted())
    }
    return pairs.sorted { $0.lexicographicallyPrecedes($1) }.map { ($0[0], $0[1]) }
  }

  /// Money spent a period on average, by geo.
  private func usualSpend(
    _ table: Table, _ columns: GeoPanel.Columns, _ column: String, _ panel: GeoPanel
  ) throws -> [String: Double] {
    let amounts = try table.numbers(column)
    let geos = try table.texts(columns.geo)
    var sums: [String: Double] = [:]
    for row in geos.indices {
      guard let geo = geos[row] else { continue }
      let amount = amounts[row] ?? 0
      guard amount >= 0 else {
        throw LiftwerkError(
          .dataRefused,
          "\(table.source), line \(table.line(ofRow: row)), column '\(displayed(column))': the amount "
            + "is negative. Book the correction where it belongs.")
      }
      sums[geo, default: 0] += amount
    }
    return sums.mapValues { $0 / Double(panel.axis.count) }
  }
}
