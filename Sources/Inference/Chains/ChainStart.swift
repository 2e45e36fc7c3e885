/// Where a chain of an earlier run stood, and what it had learnt: the start of a chain over a density
/// with the same coordinates.
package struct ChainStart: Sendable, Equatable, Codable {
  /// Sets the random numbers of chains that start here apart from those of chains that start cold:
  /// the position depends on the latter.
  static let streams: UInt64 = 1 << 33

  /// Where the chain stood, unconstrained.
  package var position: [Double]
  /// The step size it had adapted.
  package var stepSize: Double
  /// The variances of its metric.
  package var variances: [Double]

  package init(position: [Double], stepSize: Double, variances: [Double]) {
    self.position = position
    self.stepSize = stepSize
    self.variances = variances
  }

  /// Whether a chain can start here: every number finite, every scale positive.
  package func isUsable(dimension: Int) -> Bool {
    position.count == dimension && variances.count == dimension
      && position.allSatisfy(\.isFinite) && stepSize > 0 && stepSize.isFinite
      && variances.allSatisfy { $0 > 0 && $0.isFinite }
  }
}
