import LinearAlgebra

/// Removal effects by the inverse of a dense matrix: for chains of few states.
///
/// Let M = diag(visits) - counts over the states; its rows and columns are dominated by the diagonal.
/// With W = M⁻¹, states A of a channel and z = W w for numbers w of what a state's journeys bring when
/// they end in CONV, the journeys that come to A bring
///
///     sum over a of g_a z_a,   g = (W_AA')⁻¹ 1,
///
/// where g_a counts the journeys whose first visit to A is in a, and z_a is what a journey in a will
/// bring. All are sums of terms that are not negative, so channels with few journeys lose nothing to
/// cancellation. For order 1, g = 1 / W_cc.
enum DenseRemoval {
  /// What is lost with each channel.
  ///
  /// - Parameter ends: lists of what journeys bring at the end, by state.
  /// - Returns: a list for each of these, by channel.
  /// - Throws: `refused` if the matrix cannot be inverted, which counts of journeys do not allow.
  static func losses(
    _ states: MarkovStates, _ flows: MarkovFlows, ends: [[Double]]
  ) throws(AttributionError) -> [[Double]] {
    do {
      let inverse = try LU(balance(states, flows)).inverse
      let gains = ends.map { multiply(inverse, $0) }
      let (offsets, members) = MarkovStates.grouped(
        states.last.map { Int32($0) }, groups: states.channels)
      var losses = ends.map { _ in [Double](repeating: 0, count: states.channels) }
      for channel in 0..<states.channels {
        let group = members[offsets[channel]..<offsets[channel + 1]].map { Int($0) }
        if group.isEmpty { continue }
        let block = Matrix(rows: group.count, columns: group.count) {
          inverse[group[$0], group[$1]]
        }
        let first = try arrivals(block)
        for (index, gain) in gains.enumerated() {
          losses[index][channel] = zip(group, first).reduce(0) { $0 + gain[$1.0] * $1.1 }
        }
      }
      return losses
    } catch {
      throw .refused("The Markov chain could not be solved: \(error)")
    }
  }

  /// diag(visits) - counts; states that nobody visits stand alone.
  private static func balance(
    _ states: MarkovStates, _ flows: MarkovFlows
  ) throws(LinearAlgebraError) -> Matrix {
    let n = states.count
    var elements = [Double](repeating: 0, count: n * n)
    for (transition, count) in flows.transitions.enumerated() where states.sources[transition] >= 0
    {
      elements[Int(states.sources[transition]) * n + Int(states.targets[transition])] =
        -Double(count)
    }
    for state in 0..<n {
      elements[state * n + state] += flows.visits[state] == 0 ? 1 : Double(flows.visits[state])
    }
    return try Matrix(rows: n, columns: n, elements: elements)
  }

  /// The journeys whose first visit to a block's states is in each of them.
  private static func arrivals(_ block: Matrix) throws(LinearAlgebraError) -> [Double] {
    if block.rows == 1 { return [1 / block[0, 0]] }
    return try LU(block).solve(Array(repeating: 1, count: block.rows), transposed: true)
  }

  private static func multiply(_ matrix: Matrix, _ vector: [Double]) -> [Double] {
    var product = [Double](repeating: 0, count: matrix.rows)
    BLAS.gemv(rows: matrix.rows, columns: matrix.columns, matrix.elements, vector, &product)
    return product
  }
}
