import Findings
import LinearAlgebra
import Tables

/// Which sets of geos may be treated: a panel, and the constraints with every name found in it.
public struct DesignSpace: Sendable {
  /// The panel.
  public let panel: GeoPanel
  /// The options in canonical order.
  public let options: GeoDesignOptions
  /// Geos that every set holds, ascending.
  let include: [Int]
  /// Geos that may be treated, ascending; those included are among them.
  let pool: [Int]
  /// Geos that are treated together or not at all, by geo; a geo alone is a group of its own.
  let groups: [[Int]]
  /// Geos that are not treated at once with a geo, by geo.
  let rivals: [Set<Int>]
  /// Neighbours that are no donors where a geo is treated, by geo.
  let neighbours: [Set<Int>]
  /// The share of the KPI of each geo over all periods.
  let shares: [Double]
  /// Money usually spent in each geo a period; nil if not told.
  let usualSpend: [Double]?

  /// Finds all names of the options in a panel.
  ///
  /// - Parameters:
  ///   - adjacency: pairs of neighbours.
  ///   - usualSpend: money usually spent a period, by geo; geos without any cannot be treated.
  /// - Throws: `GeoLiftError.badOptions` for options out of range, `GeoLiftError.badTest` for unknown
  ///   geos, too few geos or periods, and constraints that contradict each other.
  public init(
    _ panel: GeoPanel, options: GeoDesignOptions, adjacency: [(String, String)] = [],
    usualSpend: [String: Double]? = nil
  ) throws(GeoLiftError) {
    let options = try options.checked()
    self.panel = panel
    self.options = options
    include = try panel.rows(of: options.include, as: "always treated (include)")
    let excluded = try panel.rows(of: options.exclude, as: "never treated (exclude)")
    if let both = include.first(where: excluded.contains) {
      throw .badTest(
        "'\(displayed(panel.geos[both]))' is to be treated in every set (include) and in none "
          + "(exclude); name it once.")
    }
    var groups = panel.geos.indices.map { [$0] }
    for group in options.together {
      let rows = try panel.rows(of: group, as: "treated together")
      let all = Set(rows.flatMap { groups[$0] }).sorted()
      for row in all { groups[row] = all }
    }
    self.groups = groups
    var rivals = panel.geos.map { _ in Set<Int>() }
    for group in options.apart {
      let rows = try panel.rows(of: group, as: "treated apart")
      for row in rows { rivals[row].formUnion(rows.filter { $0 != row }) }
    }
    self.rivals = rivals
    var neighbours = panel.geos.map { _ in Set<Int>() }
    for (a, b) in adjacency {
      let rows = try panel.rows(of: [a, b], as: "a neighbour")
      neighbours[rows[0]].insert(rows[1])
      neighbours[rows[1]].insert(rows[0])
    }
    self.neighbours = neighbours
    let totals = panel.geos.indices.map { panel.values.row($0).reduce(0, +) }
    let sum = totals.reduce(0, +)
    shares = totals.map { sum > 0 ? $0 / sum : 0 }
    self.usualSpend = usualSpend.map { spend in panel.geos.map { spend[$0] ?? 0 } }
    let still = Set(panel.constantGeos)
    pool = panel.geos.indices.filter { [usualSpend] row in
      !excluded.contains(row) && !still.contains(panel.geos[row])
        && usualSpend.map { ($0[panel.geos[row]] ?? 0) > 0 } ?? true
    }
    try requireRoom()
    try requireUsable(still)
  }

  private func requireRoom() throws(GeoLiftError) {
    let geos = panel.geos.count
    if let many = options.treatedCounts.first(where: { $0 >= geos }) {
      throw .badTest(
        "\(many) of \(geos) geos are to be treated, and none would be left to compare with; treat "
          + "fewer.")
    }
    let periods = panel.axis.count
    for duration in options.durations {
      let left = periods - duration - (options.lookback - 1)
      guard left >= Self.fewestPeriods else {
        throw .badTest(
          "A test of \(duration) periods"
            + (options.lookback > 1 ? ", tried at \(options.lookback) ends of the panel," : "")
            + " leaves \(max(left, 0)) of the panel's \(periods) periods to compare with, and "
            + "\(Self.fewestPeriods) are needed; plan a shorter test, look back less, or export an "
            + "earlier beginning.")
      }
    }
  }

  private func requireUsable(_ still: Set<String>) throws(GeoLiftError) {
    for row in include where !pool.contains(row) {
      let name = displayed(panel.geos[row])
      throw .badTest(
        still.contains(panel.geos[row])
          ? "'\(name)' is to be treated (include), but its value never changes; check the KPI, or "
            + "leave it out."
          : "'\(name)' is to be treated (include), but usually nothing is spent there (spend "
            + "history), so nothing can be stopped; leave it out.")
    }
    guard !pool.isEmpty else {
      throw .badTest(
        "No geo may be treated: each is excluded, never changes or usually has no spend. Exclude "
          + "fewer, or check the columns.")
    }
  }

  /// The fewest periods before a test.
  static let fewestPeriods = 8

  /// The donors of a set: all geos but the set and its neighbours, ascending.
  func donors(of set: [Int]) -> [Int] {
    let aside = Set(set).union(set.flatMap { neighbours[$0] })
    return panel.geos.indices.filter { !aside.contains($0) }
  }

  /// The share of the KPI that a set has.
  func share(of set: [Int]) -> Double { set.reduce(0) { $0 + shares[$1] } }

  /// The set's name: its geos joined by a plus.
  func name(of set: [Int]) -> String { set.map { panel.geos[$0] }.joined(separator: "+") }
}
