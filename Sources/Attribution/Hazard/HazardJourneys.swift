import Foundation

/// Timed journeys prepared for the hazard model: what does not change with coefficients or half-life.
package struct HazardJourneys: Sendable {
  /// How many channels there are; rank is place.
  let channelCount: Int
  /// Where each journey's touches start; one more entry than there are journeys.
  let offsets: [Int]
  /// The channel of each touch as a place in its journey's `members`.
  let local: [UInt16]
  /// How many hours passed since the touch before; 0 at a journey's first touch.
  let gaps: [Float]
  /// Where each journey's distinct channels start; one more entry than there are journeys.
  let memberOffsets: [Int]
  /// The distinct channels of the journeys, ascending within each.
  let members: [UInt16]
  /// How many such journeys converted.
  package let converting: [Int]
  /// How many did not.
  package let nulls: [Int]

  /// Prepares some of the journeys.
  ///
  /// - Parameter chosen: which journeys, ascending.
  package init(_ timed: TimedJourneys, channelCount: Int, chosen: [Int]) {
    var offsets = [0]
    var memberOffsets = [0]
    var local: [UInt16] = []
    var gaps: [Float] = []
    var members: [UInt16] = []
    var distinct = DistinctChannels(channels: channelCount)
    var place = Array(repeating: UInt16(0), count: channelCount)
    for journey in chosen {
      let touches = timed.offsets[journey]..<timed.offsets[journey + 1]
      let set = distinct.sorted(timed.channels[touches])
      for (at, channel) in set.enumerated() { place[Int(channel)] = UInt16(at) }
      for touch in touches {
        local.append(place[Int(timed.channels[touch])])
        let gap = touch == touches.lowerBound ? 0 : timed.hours[touch - 1] - timed.hours[touch]
        gaps.append(max(gap, 0))
      }
      offsets.append(local.count)
      members += set
      memberOffsets.append(members.count)
    }
    self.channelCount = channelCount
    self.offsets = offsets
    self.local = local
    self.gaps = gaps
    self.memberOffsets = memberOffsets
    self.members = members
    converting = chosen.map { timed.converting[$0] }
    nulls = chosen.map { timed.nulls[$0] }
  }

  /// How many distinct journeys there are.
  var count: Int { converting.count }

  /// What each touch keeps of the stock before it, for a half-life in days; infinite days keep all.
  func decays(halfLifeDays: Double) -> [Double] {
    gaps.map { exp2(-Double($0) / (24 * halfLifeDays)) }
  }

  /// The distinct channels of a journey.
  func channels(_ journey: Int) -> ArraySlice<UInt16> {
    members[memberOffsets[journey]..<memberOffsets[journey + 1]]
  }
}

/// How often each distinct journey counts, with and without conversion.
package struct HazardWeights: Sendable {
  /// Those that convert at their last touch.
  package var converting: [Double]
  /// Those that convert at no touch.
  package var nulls: [Double]

  /// Takes counts, one a distinct journey; parts of a count are allowed.
  package init(converting: [Double], nulls: [Double]) {
    self.converting = converting
    self.nulls = nulls
  }
}

extension HazardJourneys {
  /// Every journey as often as it was seen.
  package var weights: HazardWeights {
    HazardWeights(converting: converting.map(Double.init), nulls: nulls.map(Double.init))
  }
}
