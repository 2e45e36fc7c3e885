import Attribution
import Probability
import TestSupport
import Testing

@Suite("Weights that share single journeys")
struct ChannelWeightsTests {
  /// Random sets of six channels with amounts.
  private func sets(seed: UInt64) -> (sets: ChannelSets, amounts: [Int]) {
    var random = RandomStream(seed: seed, stream: 0)
    var masks: Set<Int> = []
    while masks.count < 30 { masks.insert(1 + Int(random.next() % 63)) }
    let members = masks.map { mask in (0..<6).filter { mask & 1 << $0 != 0 }.map { UInt16($0) } }
      .sorted { $0.lexicographicallyPrecedes($1) }
    let sets = ChannelSets(
      channels: (0..<6).map { "c\($0)" },
      offsets: members.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) },
      members: members.flatMap { $0 })
    return (sets, members.map { _ in Int(random.next() % 50) })
  }

  private func shared(_ sets: ChannelSets, _ amounts: [Int], by weights: [Double]) -> [Double] {
    var given = [Double](repeating: 0, count: sets.channels.count)
    for set in 0..<sets.count {
      let sum = sets[set].reduce(0) { $0 + weights[Int($1)] }
      for member in sets[set] {
        given[Int(member)] += Double(amounts[set]) * weights[Int(member)] / sum
      }
    }
    return given
  }

  @Test("give every channel what it is credited, whatever weights it came from")
  func recovery() throws {
    for seed in UInt64(1)...20 {
      let (sets, amounts) = sets(seed: seed)
      let truth = [0.3, 2, 1, 0.01, 5, 1.7]
      let credits = shared(sets, amounts, by: truth)
      let found = try #require(ChannelWeights(sets, amounts: amounts, credits: credits))
      let given = shared(sets, amounts, by: found.weights)
      for (one, other) in zip(given, credits) { #expect(isRelativelyClose(one, other, 1e-9)) }
      // They are the same weights up to a factor, since all channels meet in some journey.
      for channel in 1..<6 {
        #expect(
          isRelativelyClose(
            found.weights[channel] / found.weights[0], truth[channel] / truth[0], 1e-7))
      }
    }
  }

  @Test("are none where a channel is credited more than all its journeys bring")
  func impossible() {
    let sets = ChannelSets(channels: ["a", "b"], offsets: [0, 1, 2], members: [0, 1])
    #expect(ChannelWeights(sets, amounts: [10, 10], credits: [12, 8]) == nil)
    #expect(ChannelWeights(sets, amounts: [10, 10], credits: [10, 10]) != nil)
    #expect(ChannelWeights(sets, amounts: [10, 10], credits: [0, 20]) == nil)
  }
}
