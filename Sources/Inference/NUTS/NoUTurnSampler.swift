import Foundation
import Probability

/// One transition of the No-U-Turn sampler with multinomial weights.
///
/// Hoffman and Gelman 2014, "The No-U-Turn sampler", JMLR 15:1593-1623; weights and biased
/// progressive sampling from Betancourt 2017, arXiv:1701.02434, appendix A. Besides the whole span,
/// each join also checks the spans that reach from one half into the first point of the other,
/// which stops trajectories that circle in step with the doubling.
struct NoUTurnSampler {
  var hamiltonian: Hamiltonian
  var stream: RandomStream
  let maximumDepth: Int

  /// A trajectory whose energy rises by more than this is divergent.
  static let divergenceThreshold = 1000.0
  /// How many leapfrogs pass between two looks at cancellation.
  private static let cancellationInterval = 4

  private var trajectory = Trajectory()

  /// What one transition accumulates.
  private struct Trajectory {
    var stepSize = 0.0
    var initialEnergy = 0.0
    var leapfrogs = 0
    var acceptance = 0.0
    var divergent = false
    var cancelled = false
  }

  init(hamiltonian: Hamiltonian, stream: RandomStream, maximumDepth: Int) {
    self.hamiltonian = hamiltonian
    self.stream = stream
    self.maximumDepth = maximumDepth
  }

  /// Moves the chain once.
  ///
  /// - Parameters:
  ///   - start: the current point; its reference passes to the sampler.
  ///   - stepSize: the leapfrog's step.
  /// - Returns: the next point, owned by the caller, and what happened on the way.
  /// - Throws: `CancellationError` if the task was cancelled.
  mutating func transition(from start: Int, stepSize: Double) throws -> (Int, DrawStatistics) {
    hamiltonian.refreshMomentum(at: start, from: &stream)
    trajectory = Trajectory()
    trajectory.initialEnergy = hamiltonian.states[start].energy
    var tree = hamiltonian.states.leaf(start, logWeight: 0)
    var depth = 0
    while depth < maximumDepth {
      let forward = stream.uniform() > 0.5
      trajectory.stepSize = forward ? stepSize : -stepSize
      guard let half = grow(depth: depth, from: forward ? tree.last : tree.first) else {
        break
      }
      depth += 1
      if extend(&tree, by: half, forward: forward) { break }
    }
    if trajectory.cancelled { throw CancellationError() }
    hamiltonian.states.release(tree.first)
    hamiltonian.states.release(tree.last)
    return (tree.proposal, statistics(of: tree.proposal, depth: depth, stepSize: stepSize))
  }

  private func statistics(of slot: Int, depth: Int, stepSize: Double) -> DrawStatistics {
    DrawStatistics(
      logDensity: hamiltonian.states[slot].logDensity,
      acceptance: trajectory.acceptance / Double(max(1, trajectory.leapfrogs)),
      stepSize: stepSize, treeDepth: depth, leapfrogs: trajectory.leapfrogs,
      divergent: trajectory.divergent, energy: hamiltonian.states[slot].energy)
  }

  /// Adds a doubling to the trajectory: the new half's proposal wins with probability
  /// min(1, w_new / w_old), which favours points far from the start.
  ///
  /// - Returns: whether the trajectory now turns.
  private mutating func extend(_ tree: inout Tree, by new: Tree, forward: Bool) -> Bool {
    let accept = wins(new.logWeight - tree.logWeight)
    let (left, right) = forward ? (tree, new) : (new, tree)
    let turning = isTurning(left, right)
    tree = hamiltonian.states.join(
      left, right, keepingProposalOf: accept == forward ? .right : .left,
      logWeight: logAddingExponentials(left.logWeight, right.logWeight))
    return turning
  }

  /// Builds a subtree of 2^depth points beyond `edge`, or nil if it diverged, turned or was
  /// cancelled.
  private mutating func grow(depth: Int, from edge: Int) -> Tree? {
    if depth == 0 { return step(from: edge) }
    guard let near = grow(depth: depth - 1, from: edge) else { return nil }
    let forward = trajectory.stepSize > 0
    guard let far = grow(depth: depth - 1, from: forward ? near.last : near.first) else {
      hamiltonian.states.release(near)
      return nil
    }
    let logWeight = logAddingExponentials(near.logWeight, far.logWeight)
    let accept = wins(far.logWeight - logWeight)
    let (left, right) = forward ? (near, far) : (far, near)
    let turning = isTurning(left, right)
    let tree = hamiltonian.states.join(
      left, right, keepingProposalOf: accept == forward ? .right : .left, logWeight: logWeight)
    guard !turning else {
      hamiltonian.states.release(tree)
      return nil
    }
    return tree
  }

  private mutating func step(from edge: Int) -> Tree? {
    if trajectory.leapfrogs % Self.cancellationInterval == 0, Task.isCancelled {
      trajectory.cancelled = true
      return nil
    }
    let slot = hamiltonian.leapfrog(from: edge, stepSize: trajectory.stepSize)
    trajectory.leapfrogs += 1
    let rise = hamiltonian.states[slot].energy - trajectory.initialEnergy
    // Written so that an energy that is not a number counts as divergent.
    guard rise <= Self.divergenceThreshold, rise.isFinite else {
      trajectory.divergent = true
      hamiltonian.states.release(slot)
      return nil
    }
    trajectory.acceptance += rise <= 0 ? 1 : exp(-rise)
    return hamiltonian.states.leaf(slot, logWeight: -rise)
  }

  private func isTurning(_ left: Tree, _ right: Tree) -> Bool {
    hamiltonian.isTurning(from: left.first, to: right.last)
      || hamiltonian.isTurning(from: left.first, to: right.first)
      || hamiltonian.isTurning(from: left.last, to: right.last)
  }

  /// True with probability min(1, exp(logRatio)).
  private mutating func wins(_ logRatio: Double) -> Bool {
    logRatio >= 0 || stream.uniform() < exp(logRatio)
  }
}

/// log(exp(a) + exp(b)) without overflow, for finite a and b.
private func logAddingExponentials(_ a: Double, _ b: Double) -> Double {
  max(a, b) + log1p(exp(-abs(a - b)))
}
