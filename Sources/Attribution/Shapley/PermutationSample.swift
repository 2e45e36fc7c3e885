import Probability

/// Shapley values of a game of rates as a mean over random permutations of the channels.
///
/// In one permutation a set belongs to the coalition as soon as its last member has come, so one pass
/// over the sets adds each at the place of that member, and running sums over the places are the worth
/// of all coalitions on the way. The reverse permutation is the antithetic partner, whose last member is
/// the first of this one: both come from the same pass (Mitchell, Cooper, Frank and Holmes 2022,
/// "Sampling permutations for Shapley value estimation", JMLR 23(43)).
///
/// Pair k draws from a substream of its own, so results depend on the seed alone.
struct PermutationSample {
  private let sets: ChannelSets
  private let pairs: Int
  private let source: RandomStream

  /// The stream of the seed that permutations are drawn from.
  private static let stream: UInt64 = 0x5348_4150

  init(_ sets: ChannelSets, pairs: Int, seed: UInt64) {
    self.sets = sets
    self.pairs = pairs
    source = RandomStream(seed: seed, stream: Self.stream)
  }

  /// The mean worth of each channel, and its standard error over the pairs (at least two).
  ///
  /// - Complexity: O(pairs (members of all sets + *n*)) for n channels.
  func worth(of game: RateGame.Game) -> (mean: [Double], errors: [Double]) {
    let n = sets.channels.count
    let steps = SetSteps(sets, game)
    var mean = Array(repeating: 0.0, count: n)
    var squares = mean
    var forward = RunningRates(channels: n)
    var backward = forward
    for pair in 0..<pairs {
      var stream = source.substream(UInt64(pair))
      let order = Self.permutation(of: n, &stream)
      var place = Array(repeating: UInt16(0), count: n)
      for (at, channel) in order.enumerated() { place[channel] = UInt16(at) }
      steps.enter(at: place, forward: &forward, backward: &backward)
      let (up, down) = (forward.takeGains(), backward.takeGains())
      for (at, channel) in order.enumerated() {
        // Welford's update, whose squares do not cancel.
        let gain = 0.5 * (up[at] + down[n - 1 - at])
        let change = gain - mean[channel]
        mean[channel] += change / Double(pair + 1)
        squares[channel] += change * (gain - mean[channel])
      }
    }
    let scale = Double(pairs) * Double(pairs - 1)
    return (mean, squares.map { ($0 / scale).squareRoot() })
  }

  /// So many players in a random order, by Fisher and Yates.
  static func permutation(of count: Int, _ stream: inout RandomStream) -> [Int] {
    var order = Array(0..<count)
    for last in order.indices.dropFirst().reversed() {
      order.swapAt(last, Int(stream.next().multipliedFullWidth(by: UInt64(last + 1)).high))
    }
    return order
  }
}

/// Sets with something to count, laid out for one pass a permutation.
private struct SetSteps {
  private let offsets: [Int]
  private let members: [UInt16]
  private let numerator: [Int]
  private let journeys: [Int]

  init(_ sets: ChannelSets, _ game: RateGame.Game) {
    var offsets = [0]
    var members: [UInt16] = []
    let counted = (0..<sets.count).filter { game.journeys[$0] != 0 || game.numerator[$0] != 0 }
    for set in counted {
      members += sets[set]
      offsets.append(members.count)
    }
    self.offsets = offsets
    self.members = members
    numerator = counted.map { game.numerator[$0] }
    journeys = counted.map { game.journeys[$0] }
  }

  /// Adds each set where its last member comes, and in reverse order where its first one does.
  ///
  /// - Parameter place: the place of each channel in the permutation.
  func enter(at place: [UInt16], forward: inout RunningRates, backward: inout RunningRates) {
    let last = place.count - 1
    // The hot loop of the sampler: all indices come from `ChannelSets` and `place`, which is a
    // permutation, so they stay within these buffers.
    place.withUnsafeBufferPointer { place in
      members.withUnsafeBufferPointer { members in
        offsets.withUnsafeBufferPointer { offsets in
          var start = 0
          for set in numerator.indices {
            let end = offsets[set + 1]
            var earliest = UInt16.max
            var latest: UInt16 = 0
            for member in start..<end {
              let at = place[Int(members[member])]
              earliest = min(earliest, at)
              latest = max(latest, at)
            }
            forward.add(numerator[set], journeys[set], at: Int(latest))
            backward.add(numerator[set], journeys[set], at: last - Int(earliest))
            start = end
          }
        }
      }
    }
  }
}

/// What enters at each place of a permutation, and the rates on the way.
private struct RunningRates {
  private var numerator: [Int]
  private var journeys: [Int]

  init(channels: Int) {
    numerator = Array(repeating: 0, count: channels)
    journeys = numerator
  }

  mutating func add(_ amount: Int, _ count: Int, at place: Int) {
    numerator[place] &+= amount
    journeys[place] &+= count
  }

  /// How much the rate rises at each place; what was entered is taken out.
  mutating func takeGains() -> [Double] {
    var (amount, count) = (0, 0)
    var before = 0.0
    return numerator.indices.map { place in
      amount &+= numerator[place]
      count &+= journeys[place]
      numerator[place] = 0
      journeys[place] = 0
      let rate = count == 0 ? 0 : Double(amount) / Double(count)
      defer { before = rate }
      return rate - before
    }
  }
}
