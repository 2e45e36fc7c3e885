/// Nelder and Mead's downhill simplex with coefficients that suit the dimension, for functions that
/// are continuous but have kinks.
///
/// Gao and Han 2012, doi:10.1007/s10589-010-9329-3.
struct NelderMead {
  /// The most evaluations.
  let limit: Int
  /// The spread of points at which a search ends.
  let pointTolerance: Double
  /// The spread of values, as a share of the best, at which a search ends.
  let valueTolerance: Double

  /// A point with its value.
  struct Vertex {
    var point: [Double]
    var value: Double
  }

  /// Searches downhill from a point.
  ///
  /// - Parameters:
  ///   - start: the first point, two coordinates or more.
  ///   - steps: how far the other points lie from it, a number a coordinate.
  func minimum(
    from start: [Double], steps: [Double], of function: ([Double]) -> Double
  ) -> Vertex {
    let n = start.count
    var simplex = [Vertex(point: start, value: function(start))]
    for i in 0..<n {
      var point = start
      point[i] += steps[i]
      simplex.append(Vertex(point: point, value: function(point)))
    }
    sort(&simplex)
    var evaluations = n + 1
    while evaluations < limit, !hasConverged(simplex) {
      evaluations += step(&simplex, function)
      sort(&simplex)
    }
    return simplex[0]
  }

  /// In the order of values, ties in the order in which they stood.
  private func sort(_ simplex: inout [Vertex]) {
    let order = simplex.indices.sorted {
      (simplex[$0].value, $0) < (simplex[$1].value, $1)
    }
    simplex = order.map { simplex[$0] }
  }

  private func hasConverged(_ simplex: [Vertex]) -> Bool {
    let best = simplex[0]
    let spread = simplex[simplex.count - 1].value - best.value
    guard spread <= valueTolerance * abs(best.value) else { return false }
    return simplex.allSatisfy { vertex in
      vertex.point.indices.allSatisfy {
        abs(vertex.point[$0] - best.point[$0]) <= pointTolerance
      }
    }
  }

  /// Replaces the worst point, or draws all to the best; returns the number of evaluations.
  private func step(_ simplex: inout [Vertex], _ function: ([Double]) -> Double) -> Int {
    let n = simplex.count - 1
    let size = Double(n)
    let worst = simplex[n]
    var centre = [Double](repeating: 0, count: n)
    for vertex in simplex[..<n] {
      for i in 0..<n { centre[i] += vertex.point[i] / size }
    }
    func along(_ factor: Double) -> Vertex {
      let point = centre.indices.map { centre[$0] + factor * (centre[$0] - worst.point[$0]) }
      return Vertex(point: point, value: function(point))
    }
    let reflected = along(1)
    if reflected.value < simplex[0].value {
      let expanded = along(1 + 2 / size)
      simplex[n] = expanded.value < reflected.value ? expanded : reflected
      return 2
    }
    if reflected.value < simplex[n - 1].value {
      simplex[n] = reflected
      return 1
    }
    let share = 0.75 - 1 / (2 * size)
    let isOutside = reflected.value < worst.value
    let contracted = along(isOutside ? share : -share)
    if contracted.value < min(reflected.value, worst.value) {
      simplex[n] = contracted
      return 2
    }
    for i in 1...n {
      let point = simplex[i].point.indices.map {
        simplex[0].point[$0]
          + (1 - 1 / size) * (simplex[i].point[$0] - simplex[0].point[$0])
      }
      simplex[i] = Vertex(point: point, value: function(point))
    }
    return n + 2
  }
}
