/// The distinct sets of channels that journeys touched, in canonical order: by their ranks, a set
/// before those that continue it.
package struct ChannelSets: Sendable, Equatable {
  /// The channels' names, sorted; sets name them by rank.
  package let channels: [String]
  /// Where each set starts in `members`; one more entry than there are sets.
  package let offsets: [Int]
  /// The ranks of all sets, end to end, ascending within a set.
  package let members: [UInt16]

  /// Takes sets in canonical order: each with at least one member, members ascending.
  package init(channels: [String], offsets: [Int], members: [UInt16]) {
    self.channels = channels
    self.offsets = offsets
    self.members = members
  }

  /// Takes sets in canonical order, one by one.
  init(channels: [String], _ sets: [[UInt16]]) {
    self.init(
      channels: channels,
      offsets: sets.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) },
      members: sets.flatMap(\.self))
  }

  /// How many sets there are.
  package var count: Int { offsets.count - 1 }

  /// The ranks of one set.
  package subscript(set: Int) -> ArraySlice<UInt16> { members[offsets[set]..<offsets[set + 1]] }

  /// The set as a bit mask, channel 0 lowest; for at most 64 channels.
  func mask(_ set: Int) -> UInt64 { self[set].reduce(0) { $0 | 1 << UInt64($1) } }
}

/// What came of the journeys that touched each set of a `ChannelSets`.
package struct SetCounts: Sendable, Equatable {
  /// Conversions by set.
  package var conversions: [Int]
  /// Value of the conversions by set, in millionths of money.
  package var value: [Int]
  /// Journeys without conversion by set.
  package var nulls: [Int]

  /// Takes counts, one a set.
  package init(conversions: [Int], value: [Int], nulls: [Int]) {
    self.conversions = conversions
    self.value = value
    self.nulls = nulls
  }
}
