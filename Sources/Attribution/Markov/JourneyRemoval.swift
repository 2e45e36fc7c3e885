/// Removal effects that need no chain: what the journeys that hold a channel would do without it.
///
/// Any chain fitted to whole journeys converts at the rate of these journeys, whatever its order; so a
/// refitted chain needs no fit. With C conversions in T journeys, and c conversions in the t journeys
/// that hold the channel (c₀ in the t₀ that hold no other), a channel's removal effect is
///
/// - `fail`: c / C;
/// - `refit`: 1 - (C - c) / (T - t) · T / C = (c T - C t) / (C (T - t));
/// - `detour`: the same with c₀ and t₀, because journeys without the channel's touches keep their
///   end, and those that have no touches left are no journeys.
///
/// Where no journeys are left, nothing converts: 1. Numerators are exact integers, so effects that
/// are zero are zero and signs are right.
struct JourneyRemoval: Sendable {
  /// The distinct channels of each path, end to end.
  private let held: [UInt16]
  private let offsets: [Int]
  private let channels: Int

  /// Lists the distinct channels of each path.
  init(_ paths: PathList) {
    channels = paths.channels.count
    var held: [UInt16] = []
    var offsets = [0]
    var seenIn = [Int](repeating: -1, count: paths.channels.count)
    for path in 0..<paths.count {
      for channel in paths[path] where seenIn[Int(channel)] != path {
        seenIn[Int(channel)] = path
        held.append(channel)
      }
      offsets.append(held.count)
    }
    self.held = held
    self.offsets = offsets
  }

  /// The effects of removal by a rule other than `redirectToNull`.
  ///
  /// - Parameters:
  ///   - gains: what each path's journeys bring: conversions or value, not all zero.
  ///   - counts: the counts, for the number of journeys.
  func effects(
    _ rule: AttributionOptions.RemovalRule, gains: [Int], _ counts: PathCounts
  ) -> [Double] {
    var journeys = [Int](repeating: 0, count: channels)
    var brought = journeys
    var (all, total) = (0, 0)
    for path in 0..<offsets.count - 1 {
      let weight = counts.conversions[path] + counts.nulls[path]
      all += weight
      total += gains[path]
      let set = held[offsets[path]..<offsets[path + 1]]
      if rule == .detour && set.count > 1 { continue }
      for channel in set {
        journeys[Int(channel)] += weight
        brought[Int(channel)] += gains[path]
      }
    }
    return zip(brought, journeys).map { brought, journeys in
      if rule == .fail { return Double(brought) / Double(total) }
      if journeys == all { return 1 }
      let numerator = Int128(brought) * Int128(all) - Int128(total) * Int128(journeys)
      return Double(numerator) / (Double(total) * Double(all - journeys))
    }
  }
}
