import Probability

/// The Hamiltonian H(q, p) = -log density(q) + p'M^-1 p / 2 and its leapfrog step.
///
/// Neal 2011, "MCMC using Hamiltonian dynamics", doi:10.1201/b10905-6. One value belongs to one
/// running chain and is never shared.
struct Hamiltonian {
  /// A density bound to one chain's scratch buffers: log density at, and gradient into.
  typealias Evaluation = (UnsafeBufferPointer<Double>, UnsafeMutableBufferPointer<Double>) -> Double

  let dimension: Int
  var states: StatePool
  private(set) var metric: Metric
  /// How often the density was evaluated.
  private(set) var evaluations = 0
  private var mass: MassOperator
  private let evaluate: Evaluation

  init(dimension: Int, maximumDepth: Int, metric: Metric, evaluate: @escaping Evaluation) {
    self.dimension = dimension
    self.metric = metric
    self.evaluate = evaluate
    states = StatePool(dimension: dimension, maximumDepth: maximumDepth)
    mass = MassOperator(metric)
  }

  /// Replaces the metric; momenta of existing states are then meaningless until refreshed.
  mutating func use(_ metric: Metric) {
    self.metric = metric
    mass = MassOperator(metric)
  }

  /// Puts a position into a new slot and evaluates the density there.
  ///
  /// - Returns: the slot, or nil if the density or its gradient is not finite.
  mutating func place(_ position: [Double]) -> Int? {
    let slot = states.take()
    let target = states.position(slot).doubles(dimension)
    for i in 0..<dimension { target[i] = position[i] }
    evaluateDensity(at: slot)
    let gradient = states.gradient(slot).doubles(dimension)
    guard states[slot].logDensity.isFinite, gradient.allSatisfy(\.isFinite) else {
      states.release(slot)
      return nil
    }
    return slot
  }

  /// Draws a new momentum, and makes the slot the start of a trajectory.
  mutating func refreshMomentum(at slot: Int, from stream: inout RandomStream) {
    let momentum = states.momentum(slot)
    let sum = states.momentumSum(slot)
    mass.draw(momentum, velocity: states.velocity(slot), from: &stream)
    mass.apply(to: states.gradient(slot), into: states.acceleration(slot))
    for i in 0..<groups { sum[i] = momentum[i] }
    states[slot].energy = kineticEnergy(slot) - states[slot].logDensity
  }

  private var groups: Int { Lanes.groups(for: dimension) }
}

extension Hamiltonian {
  /// One leapfrog step from a slot into a new one, which the caller owns.
  ///
  /// The velocity is integrated beside the momentum, so the inverse mass is applied once a step.
  mutating func leapfrog(from start: Int, stepSize: Double) -> Int {
    let end = states.take()
    kickAndDrift(from: start, to: end, stepSize: stepSize)
    evaluateDensity(at: end)
    mass.apply(to: states.gradient(end), into: states.acceleration(end))
    kick(from: start, to: end, stepSize: stepSize)
    return end
  }

  private mutating func evaluateDensity(at slot: Int) {
    evaluations += 1
    states[slot].logDensity = evaluate(
      UnsafeBufferPointer(states.position(slot).doubles(dimension)),
      states.gradient(slot).doubles(dimension))
  }

  private func kickAndDrift(from start: Int, to end: Int, stepSize: Double) {
    let (q, p, v) = (states.position(start), states.momentum(start), states.velocity(start))
    let (g, a) = (states.gradient(start), states.acceleration(start))
    let (newQ, newP, newV) = (states.position(end), states.momentum(end), states.velocity(end))
    let half = SIMD4(repeating: stepSize / 2)
    let whole = SIMD4(repeating: stepSize)
    for i in 0..<groups {
      let velocity = v[i] + half * a[i]
      newV[i] = velocity
      newP[i] = p[i] + half * g[i]
      newQ[i] = q[i] + whole * velocity
    }
  }

  private mutating func kick(from start: Int, to end: Int, stepSize: Double) {
    let (p, v) = (states.momentum(end), states.velocity(end))
    let (g, a) = (states.gradient(end), states.acceleration(end))
    let (oldSum, sum) = (states.momentumSum(start), states.momentumSum(end))
    let (oldP, half) = (states.momentum(start), SIMD4(repeating: stepSize / 2))
    let forward = stepSize > 0
    var kinetic = SIMD4<Double>.zero
    for i in 0..<groups {
      let momentum = p[i] + half * g[i]
      let velocity = v[i] + half * a[i]
      p[i] = momentum
      v[i] = velocity
      kinetic += momentum * velocity
      sum[i] = forward ? oldSum[i] + momentum : oldSum[i] - oldP[i]
    }
    states[end].energy = kinetic.sum() / 2 - states[end].logDensity
  }

  private func kineticEnergy(_ slot: Int) -> Double {
    let (p, v) = (states.momentum(slot), states.velocity(slot))
    var total = SIMD4<Double>.zero
    for i in 0..<groups { total += p[i] * v[i] }
    return total.sum() / 2
  }

  /// The generalised U-turn criterion over the span from `first` to `last` (in order of time):
  /// whether either end's velocity points back along the summed momentum of the span.
  ///
  /// Betancourt 2017, "A conceptual introduction to Hamiltonian Monte Carlo", arXiv:1701.02434,
  /// appendix A.4.2.
  func isTurning(from first: Int, to last: Int) -> Bool {
    let (firstSum, lastSum) = (states.momentumSum(first), states.momentumSum(last))
    let firstP = states.momentum(first)
    let (firstV, lastV) = (states.velocity(first), states.velocity(last))
    var (alongFirst, alongLast) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
    for i in 0..<groups {
      let rho = lastSum[i] - firstSum[i] + firstP[i]
      alongFirst += firstV[i] * rho
      alongLast += lastV[i] * rho
    }
    return !(alongFirst.sum() > 0 && alongLast.sum() > 0)
  }
}
