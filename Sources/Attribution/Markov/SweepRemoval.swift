/// Removal effects by Gauss-Seidel sweeps over the transitions: for chains of many states.
///
/// Let u_j be the probability that a journey of the chain which is now in state j has touched the
/// channel, here or before. Followed backwards from j, it came from state i in count_ij of visits_j
/// cases and from START in the others, so
///
///     u_j visits_j = sum over i of count_ij u_i,   u = 1 on the channel's own states,
///
/// and what is lost with the channel is the sum of u_j times what journeys bring when they end in j.
/// All terms are not negative: channels with few journeys keep their relative accuracy, and
/// conversions and value need one solve together. Sweeps go in the order of states, so short states
/// are exact at once; eight channels share each pass over the transitions. Where the change of a
/// sweep shrinks by a steady factor, the rest of the geometric series is added at once, which carries
/// journeys of very many touches.
struct SweepRemoval {
  typealias Lanes = SIMD8<Double>

  /// Relative to a channel's own effect, and to the visits behind it.
  static let tolerance = 1e-13
  /// Changes of so little are rounding.
  private static let rounding = 4e-16
  private static let mostSweeps = 20_000

  private let states: MarkovStates
  private let visits: [Double]
  private let conversions: [Double]
  /// Arrivals from other states, by state: where each state's start, the states left, the shares.
  private var offsets: [Int] = [0]
  private var sources: [Int32] = []
  private var shares: [Double] = []

  init(_ states: MarkovStates, _ flows: MarkovFlows) {
    self.states = states
    visits = flows.visits.map { Double($0) }
    conversions = flows.conversions.map { Double($0) }
    sources.reserveCapacity(states.arrivals.count)
    shares.reserveCapacity(states.arrivals.count)
    offsets.reserveCapacity(states.count + 1)
    for state in 0..<states.count {
      let arrivals = states.arrivals[
        states.arrivalOffsets[state]..<states.arrivalOffsets[state + 1]]
      var others = flows.visits[state]
      for arrival in arrivals where Int(states.sources[Int(arrival)]) == state {
        others -= flows.transitions[Int(arrival)]
      }
      for arrival in arrivals {
        let (source, count) = (states.sources[Int(arrival)], flows.transitions[Int(arrival)])
        if source < 0 || Int(source) == state || count == 0 { continue }
        sources.append(source)
        shares.append(Double(count) / Double(others))
      }
      offsets.append(sources.count)
    }
  }

  /// What is lost with each channel; see `DenseRemoval.losses`.
  ///
  /// - Throws: `refused` if the sweeps do not converge.
  func losses(ends: [[Double]]) throws(AttributionError) -> [[Double]] {
    var losses = ends.map { _ in [Double](repeating: 0, count: states.channels) }
    for first in stride(from: 0, to: states.channels, by: Lanes.scalarCount) {
      let touched = try touched(from: first)
      for (index, end) in ends.enumerated() {
        var sum = Lanes.zero
        for state in 0..<states.count { sum += end[state] * touched[state] }
        for lane in 0..<min(Lanes.scalarCount, states.channels - first) {
          losses[index][first + lane] = sum[lane]
        }
      }
    }
    return losses
  }

  /// u for eight channels from `first` on.
  private func touched(from first: Int) throws(AttributionError) -> [Lanes] {
    var touched = [Lanes](repeating: .zero, count: states.count)
    var changes = touched
    for state in 0..<states.count {
      let lane = Int(states.last[state]) - first
      if lane >= 0 && lane < Lanes.scalarCount { touched[state][lane] = 1 }
    }
    var progress = Progress()
    for sweep in 1...Self.mostSweeps {
      progress.add(pass(first, &touched, &changes))
      if progress.isDone { return touched }
      if sweep % 8 == 0, let factor = progress.steadyFactor() {
        for state in 0..<states.count {
          let lane = Int(states.last[state]) - first
          if lane >= 0 && lane < Lanes.scalarCount { changes[state][lane] = 0 }
          touched[state] = (touched[state] + factor * changes[state])
            .clamped(lowerBound: .zero, upperBound: .one)
        }
      }
    }
    throw .refused(
      "The Markov chain of order \(states.order) did not converge in \(Self.mostSweeps) sweeps; "
        + "choose a lower order, or let journeys end earlier (lookbackDays).")
  }

  /// One pass over all states; leaves each state's change, and returns how much changed in all.
  private func pass(_ first: Int, _ touched: inout [Lanes], _ changes: inout [Lanes]) -> Sums {
    var sums = Sums()
    touched.withUnsafeMutableBufferPointer { touched in
      changes.withUnsafeMutableBufferPointer { changes in
        sources.withUnsafeBufferPointer { sources in
          shares.withUnsafeBufferPointer { shares in
            for state in 0..<states.count {
              var new = Lanes.zero
              for arrival in offsets[state]..<offsets[state + 1] {
                new += shares[arrival] * touched[Int(sources[arrival])]
              }
              let lane = Int(states.last[state]) - first
              if lane >= 0 && lane < Lanes.scalarCount { new[lane] = 1 }
              let change = new - touched[state]
              touched[state] = new
              changes[state] = change
              let size = change.replacing(with: -change, where: change .< 0)
              sums.visits += visits[state] * new
              sums.visitsChange += visits[state] * size
              sums.conversions += conversions[state] * new
              sums.conversionsChange += conversions[state] * size
            }
          }
        }
      }
    }
    return sums
  }
}

extension SweepRemoval {
  /// Visits and conversions behind the channels, and their changes in one sweep.
  private struct Sums {
    var visits = Lanes.zero
    var visitsChange = Lanes.zero
    var conversions = Lanes.zero
    var conversionsChange = Lanes.zero

    /// The larger relative change; zero where there is nothing.
    var relativeChange: Lanes {
      let a = (visitsChange / visits).replacing(with: 0, where: visits .== 0)
      let b = (conversionsChange / conversions).replacing(with: 0, where: conversions .== 0)
      return a.replacing(with: b, where: b .> a)
    }
  }

  /// How the changes shrink from sweep to sweep.
  private struct Progress {
    private var change = Lanes(repeating: .infinity)
    private var factor = Lanes(repeating: .infinity)
    private var factorBefore = Lanes(repeating: .infinity)
    private var quiet = 0

    /// Whether two sweeps in a row left no more than the tolerance to be expected.
    var isDone: Bool { quiet >= 2 }

    mutating func add(_ sums: Sums) {
      let before = change
      change = sums.relativeChange
      factorBefore = factor
      factor = (change / before)
        .replacing(with: .infinity, where: before .== .infinity)
        .replacing(with: 0, where: change .== 0)
      let rest = (change * factor / (1 - factor))
        .replacing(with: .infinity, where: factor .>= 1)
        .replacing(with: 0, where: change .<= SweepRemoval.rounding)
      quiet =
        (0..<Lanes.scalarCount).allSatisfy { rest[$0] <= SweepRemoval.tolerance } ? quiet + 1 : 0
    }

    /// What to multiply the last change by to have the rest of its series; nil if nothing is slow.
    ///
    /// Zero in lanes whose factor is not steady or not slow. The next factors start anew.
    mutating func steadyFactor() -> Lanes? {
      let drift = factor - factorBefore
      let size = drift.replacing(with: -drift, where: drift .< 0)
      let steady = (factor .> 0.5) .& (factor .< 1) .& (size .<= 0.05 * (1 - factor))
      let rest = (factor / (1 - factor)).replacing(with: 0, where: .!steady)
      if rest == .zero { return nil }
      change = Lanes(repeating: .infinity)
      factor = change
      quiet = 0
      return rest
    }
  }
}
