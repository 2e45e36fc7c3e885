import Foundation

extension NoUTurnSampler {
  /// Finds a step size whose single leapfrog is accepted with a probability near 0.8.
  ///
  /// The heuristic of Hoffman and Gelman 2014, algorithm 4, with 0.8 for their 0.5: doubles or
  /// halves until the acceptance crosses. It gives up after 60 doublings or halvings, on a density so flat
  /// or so rough that no step is better than another.
  mutating func reasonableStepSize(at slot: Int, from guess: Double) -> Double {
    var stepSize = guess
    let growing = isAccepted(stepSize, at: slot)
    for _ in 0..<60 {
      let next = growing ? stepSize * 2 : stepSize / 2
      if isAccepted(next, at: slot) != growing { return growing ? stepSize : next }
      stepSize = next
    }
    return stepSize
  }

  private mutating func isAccepted(_ stepSize: Double, at slot: Int) -> Bool {
    hamiltonian.refreshMomentum(at: slot, from: &stream)
    let before = hamiltonian.states[slot].energy
    let end = hamiltonian.leapfrog(from: slot, stepSize: stepSize)
    let after = hamiltonian.states[end].energy
    hamiltonian.states.release(end)
    return before - after > log(0.8)
  }
}
