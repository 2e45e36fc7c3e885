package import Interchange
import Parallel

/// The response of every cell at nodes from its least amount to its most, by every draw used.
package struct CurveTable: Sendable {
  package let cells: [PlanCell]
  package let curves: [ResponseCurve]
  /// The model's draws that are used, evenly spaced over all of them.
  package let draws: [Int]

  /// What tabulating may cost.
  package struct Resolution: Sendable {
    /// Gaps between nodes.
    package var gaps: Int
    /// The most draws used.
    package var drawLimit: Int

    package init(gaps: Int, drawLimit: Int) {
      self.gaps = gaps
      self.drawLimit = drawLimit
    }

    /// Finer for few cells: 32 gaps and 4,000 draws up to 60 cells, else 16 gaps and 1,000 draws.
    package static func standard(cellCount: Int) -> Resolution {
      cellCount <= 60
        ? Resolution(gaps: 32, drawLimit: 4000) : Resolution(gaps: 16, drawLimit: 1000)
    }
  }

  /// Evaluates the model.
  ///
  /// - Parameters:
  ///   - ranges: the least and the most of each cell.
  ///   - penalty: the share of what is won beyond observed spend that is not believed, 0 to 1.
  ///   - threads: how many cells are evaluated at the same time.
  /// - Throws: `CancellationError`.
  /// - Complexity: O(cells x draws x nodes x periods).
  package init(
    _ model: some ResponseModel, cells: [PlanCell], ranges: [ClosedRange<Double>],
    penalty: Double = 0, resolution: Resolution, threads: Int
  ) async throws {
    self.cells = cells
    let draws = Self.evenlySpaced(resolution.drawLimit, of: model.drawCount)
    self.draws = draws
    curves = try await inParallel(cells.count, width: threads) { j in
      try Task.checkCancellation()
      let nodes = Self.nodes(cells[j], ranges[j], gaps: resolution.gaps)
      return ResponseCurve(model, cells[j], amounts: nodes, draws: draws, penalty: penalty)
    }
  }

  /// At most so many of a count of draws, evenly spaced.
  static func evenlySpaced(_ limit: Int, of count: Int) -> [Int] {
    let used = max(1, min(limit, count))
    return (0..<used).map { (2 * $0 + 1) * count / (2 * used) }
  }

  /// Evenly spaced amounts, with today's and the last observed one among them,
  /// and denser towards nothing.
  private static func nodes(
    _ cell: PlanCell, _ range: ClosedRange<Double>, gaps: Int
  ) -> [Double] {
    let (least, most) = (range.lowerBound, range.upperBound)
    guard most > least else { return [least] }
    let width = (most - least) / Double(gaps)
    var nodes = (0...gaps).map { $0 == gaps ? most : least + Double($0) * width }
    // Towards nothing a curve may be as steep as a root.
    if least == 0 { nodes += (1...6).map { width / Double(1 << $0) } }
    for amount in [cell.today, cell.observed] + cell.kinks where amount > least && amount < most {
      if !nodes.contains(where: { abs($0 - amount) < 1e-9 * most }) { nodes.append(amount) }
    }
    return nodes.sorted()
  }
}

extension ResponseCurve {
  /// Evaluates a cell at amounts.
  ///
  /// - Parameter penalty: the share of what is won beyond observed spend that is not believed.
  package init(
    _ model: some ResponseModel, _ cell: PlanCell, amounts: [Double], draws: [Int],
    penalty: Double
  ) {
    let count = amounts.count
    var table = [Double](repeating: 0, count: draws.count * count)
    var slopes = [Double](repeating: 0, count: count)
    // Beyond what was observed, a share of the rise is left out.
    let isBeyond = amounts.map { $0 > cell.observed }
    let edge = penalty > 0 && isBeyond.contains(true) ? cell.observed : nil
    let asked = amounts + (edge.map { [$0] } ?? [])
    var values = [Double](repeating: 0, count: asked.count)
    var one = values
    let courses = cell.ramp == nil ? [] : asked.map(cell.courses)
    for (i, draw) in draws.enumerated() {
      for k in asked.indices { (values[k], one[k]) = (0, 0) }
      values.withUnsafeMutableBufferPointer { values in
        one.withUnsafeMutableBufferPointer { one in
          if courses.isEmpty {
            for profile in cell.profiles {
              profile.shares.withUnsafeBufferPointer { shares in
                model.addOutcomes(
                  channel: cell.channel, geo: profile.geo, draw: draw, profile: shares,
                  multiples: asked, values: values, slopes: one)
              }
            }
          }
          for (k, course) in courses.enumerated() {
            let (value, slope) = Self.outcome(model, cell.channel, draw, course)
            (values[k], one[k]) = (value, slope)
          }
        }
      }
      for k in 0..<count {
        let isPenalised = edge != nil && isBeyond[k]
        let kept = isPenalised ? 1 - penalty : 1
        let base = isPenalised ? values[count] : 0
        table[i * count + k] = base + kept * (values[k] - base)
        slopes[k] += kept * one[k]
      }
    }
    let scale = 1 / Double(draws.count)
    var mean = [Double](repeating: 0, count: count)
    for i in draws.indices { for k in 0..<count { mean[k] += table[i * count + k] } }
    self.init(
      amounts: amounts, mean: mean.map { $0 * scale }, slope: slopes.map { $0 * scale },
      draws: table)
  }

  /// The outcome of a course, and its derivative by the amount.
  private static func outcome(
    _ model: some ResponseModel, _ channel: Int, _ draw: Int,
    _ course: [(geo: Int, values: [Double], slopes: [Double])]
  ) -> (value: Double, slope: Double) {
    var (value, slope) = (0.0, 0.0)
    for part in course {
      withUnsafeTemporaryAllocation(of: Double.self, capacity: part.values.count) { gradient in
        part.values.withUnsafeBufferPointer { spend in
          value += model.outcome(
            channel: channel, geo: part.geo, draw: draw, spend: spend, gradient: gradient)
        }
        for t in part.slopes.indices { slope += gradient[t] * part.slopes[t] }
      }
    }
    return (value, slope)
  }

  /// Each draw's outcome at one amount.
  package static func outcomes(
    _ model: some ResponseModel, _ cell: PlanCell, amount: Double, draws: [Int], penalty: Double
  ) -> [Double] {
    ResponseCurve(model, cell, amounts: [amount], draws: draws, penalty: penalty).draws
  }
}
