import Findings
import Interchange

extension BudgetProblem {
  /// What a programme maximises: worth x outcome - price x spend, under a total.
  struct Aim: Sendable {
    var worth: Double
    var price: Double
    /// What all amounts add up to; nil leaves it open.
    var total: ClosedRange<Double>?
  }

  /// The programme over mean curves.
  ///
  /// - Parameter centre: a plan around which nodes lie densely; nil spaces them evenly.
  func program(_ aim: Aim, around centre: [Double]? = nil) -> SeparableProgram {
    SeparableProgram(
      cells: domains.indices.map { j in
        var cell = cell(j, around: centre?[j])
        cell.y = cell.x.indices.map { aim.worth * cell.y[$0] - aim.price * cell.x[$0] }
        return cell
      }, rows: rows(aim.total))
  }

  /// The programme over one draw's curves, in straight lines between the table's nodes.
  func program(
    _ aim: Aim, curve: (_ cell: Int, _ amount: Double) -> Double
  ) -> SeparableProgram {
    SeparableProgram(
      cells: domains.indices.map { j in
        var cell = cell(j, nodes: table.curves[j].amounts)
        cell.y = cell.x.map { aim.worth * curve(j, $0) - aim.price * $0 }
        return cell
      }, rows: rows(aim.total))
  }

  /// Nodes of the mean in each gap of the table, and how many there are near a plan.
  static let fineness = 8
  static let localFineness = 128

  private func cell(_ j: Int, around centre: Double?) -> SeparableProgram.Cell {
    let curve = table.curves[j]
    let count = curve.count
    let middle = centre.map { curve.place(of: $0).node }
    var nodes: [Double] = []
    for k in 0..<max(0, count - 1) {
      let isNear = middle.map { abs($0 - k) <= 1 } ?? false
      let parts = isNear ? Self.localFineness : Self.fineness
      let width = (curve.amounts[k + 1] - curve.amounts[k]) / Double(parts)
      nodes += (0..<parts).map { curve.amounts[k] + Double($0) * width }
    }
    nodes.append(curve.amounts[count - 1])
    var cell = cell(j, nodes: nodes)
    cell.y = cell.x.map(curve.meanValue)
    guard curve.isConcave else { return cell }
    // What bends downwards at all nodes does so between them, but for rounding.
    let hull = ConcaveHull(cell, 0...(cell.x.count - 1))
    cell.y = cell.x.map(hull.value)
    return cell
  }

  /// The nodes that a cell's domain leaves, with its ends, and which gaps are open; no values yet.
  private func cell(_ j: Int, nodes: [Double]) -> SeparableProgram.Cell {
    let domain = domains[j]
    if domain.step != nil {
      let steps = domain.steps
      return .init(
        x: steps, y: steps.map { _ in 0 }, isOpen: [Bool](repeating: false, count: steps.count - 1))
    }
    let least = max(domain.least, domain.minimumFlight ?? domain.least)
    var x = [least] + nodes.filter { $0 > least && $0 < domain.most }
    if domain.most > least { x.append(domain.most) }
    if least > domain.most { x = [] }
    var isOpen = [Bool](repeating: true, count: max(0, x.count - 1))
    if domain.minimumFlight != nil && least > 0 {
      if !x.isEmpty { isOpen.insert(false, at: 0) }
      x.insert(0, at: 0)
    }
    return .init(x: x, y: x.map { _ in 0 }, isOpen: isOpen)
  }

  /// Conditions on several cells.
  func rows(_ total: ClosedRange<Double>?) -> [SeparableProgram.Row] {
    let style = NumberStyle(.en)
    func money(_ amount: Double) -> String { style.number(amount, decimals: 0) }
    func weights(_ of: (PlanCell) -> Double) -> [Double] { cells.map(of) }
    var rows: [SeparableProgram.Row] = []
    if let total {
      rows.append(
        .init(
          "a total of \(money(total.upperBound))", weights: weights { _ in 1 },
          lower: total.lowerBound, upper: total.upperBound))
    }
    for group in options.groups {
      let members = Set(group.channels.compactMap { model.channels.firstIndex(of: $0) })
      let inside = weights { members.contains($0.channel) ? 1 : 0 }
      for (least, most, text) in [
        (group.least, nil, group.least.map { "at least \(money($0))" }),
        (nil, group.most, group.most.map { "at most \(money($0))" }),
      ] {
        guard let text else { continue }
        rows.append(
          .init(
            "group \(group.name) \(text)", weights: inside, lower: least ?? -.infinity,
            upper: most ?? .infinity))
      }
      for (share, isLeast) in [(group.leastShare, true), (group.mostShare, false)] {
        guard let share else { continue }
        rows.append(
          .init(
            "group \(group.name) \(isLeast ? "at least" : "at most") "
              + "\(style.number(100 * share, significant: 3)) % of the total",
            weights: inside.map { $0 - share }, lower: isLeast ? 0 : -.infinity,
            upper: isLeast ? .infinity : 0))
      }
    }
    return rows + linkRows() + limitRows(money)
  }

  private func linkRows() -> [SeparableProgram.Row] {
    options.linked.flatMap { names -> [SeparableProgram.Row] in
      let places = names.compactMap { model.channels.firstIndex(of: $0) }
      func today(_ c: Int) -> Double {
        cells.reduce(0) { $0 + ($1.channel == c ? $1.today : 0) }
      }
      guard let first = places.first else { return [] }
      return places.dropFirst().map { other in
        let weights = cells.map { cell in
          cell.channel == first ? today(other) : cell.channel == other ? -today(first) : 0
        }
        return .init(
          "\(model.channels[first]) and \(model.channels[other]) linked", weights: weights,
          lower: 0, upper: 0)
      }
    }
  }

  /// By geo, limits in money hold for a channel's sum.
  private func limitRows(_ money: (Double) -> String) -> [SeparableProgram.Row] {
    guard options.grain == .geo else { return [] }
    return options.limits.sorted { $0.key < $1.key }.compactMap { name, range in
      guard let c = model.channels.firstIndex(of: name), !options.fixed.contains(name),
        model.geos.count > 1
      else { return nil }
      return .init(
        "\(name) from \(money(range[0])) to \(money(range[1]))",
        weights: cells.map { $0.channel == c ? 1 : 0 }, lower: range[0], upper: range[1])
    }
  }

  /// The error for conditions that no plan keeps, with those that conflict.
  func infeasible(_ total: ClosedRange<Double>?) -> BudgetError {
    if let total, total.upperBound < reach.lowerBound * (1 - 1e-12) {
      let style = NumberStyle(.en)
      let least = zip(domains, names).filter { $0.0.least > 0 && $0.0.minimumFlight == nil }
      let parts = least.map { "\($0.1) \(style.number($0.0.least, decimals: 0))" }
      return .infeasible(
        "No plan keeps a total of \(style.number(total.upperBound, decimals: 0)): the least amounts"
          + " add up to \(style.number(reach.lowerBound, decimals: 0))"
          + " (\(parts.joined(separator: ", "))). Raise the total, or lower the bounds.")
    }
    let program = program(Aim(worth: 0, price: 0, total: total))
    let most = 10 * (1 + domains.reduce(todayTotal + (total?.upperBound ?? 0)) { $0 + $1.most })
    let wide = program.cells.map { _ in SeparableProgram.Cell(x: [0, most], y: [0, 0]) }
    let (rows, cells) = program.conflict(wide: wide)
    let named = rows.map { program.rows[$0].name } + cells.map { domains[$0].text }
    let list = named.isEmpty ? ["the conditions"] : named
    return .infeasible(
      "No plan keeps these together: \(list.joined(separator: "; ")). Loosen one of them.")
  }
}
