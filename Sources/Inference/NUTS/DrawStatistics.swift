/// What one transition of the sampler reports.
public struct DrawStatistics: Sendable, Equatable {
  /// The log density at the draw.
  public var logDensity: Double
  /// The mean acceptance probability over the trajectory, 0 to 1.
  public var acceptance: Double
  /// The leapfrog step.
  public var stepSize: Double
  /// Doublings of the trajectory that were kept.
  public var treeDepth: Int
  /// Leapfrog steps, each one gradient.
  public var leapfrogs: Int
  /// Whether the trajectory broke off because its energy ran away.
  public var divergent: Bool
  /// Potential plus kinetic energy of the draw.
  public var energy: Double

  package init(
    logDensity: Double, acceptance: Double, stepSize: Double, treeDepth: Int, leapfrogs: Int,
    divergent: Bool, energy: Double
  ) {
    self.logDensity = logDensity
    self.acceptance = acceptance
    self.stepSize = stepSize
    self.treeDepth = treeDepth
    self.leapfrogs = leapfrogs
    self.divergent = divergent
    self.energy = energy
  }
}
