/// Removal effects that need no chain: what the journeys that hold a channel would do without it.
///
/// Any chain fitted to whole journeys converts at the rate of these journeys, whatever its order; so a
/// refitted chain needs no fit. Of C conversions in T journeys, let c be in journeys that hold the
/// channel, and c₀ in the t₀ journeys that hold no other. A channel's removal effect is
///
/// - `fail`: journeys that hold it do not convert, c / C;
/// - `refit`: nor do they here, but those of it alone have no touches left and are no journeys,
///   1 - (C - c) / (T - t₀) · T / C = (c T - C t₀) / (C (T - t₀));
/// - `detour`: the others keep their end without its touches, (c₀ T - C t₀) / (C (T - t₀)).
///
/// Where no journeys are left, nothing converts: 1. Numerators are exact integers, so effects that
/// are zero are zero and signs are right. do-attribution 0.0.2 has the same numbers as `fail`,
/// `fail_refit` and, with the sign turned, `detour`.
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
    var alone = [Int](repeating: 0, count: channels)
    var brought = alone
    var (all, total) = (0, 0)
    for path in 0..<offsets.count - 1 {
      let weight = counts.conversions[path] + counts.nulls[path]
      all += weight
      total += gains[path]
      let set = held[offsets[path]..<offsets[path + 1]]
      if set.count == 1, let channel = set.first { alone[Int(channel)] += weight }
      if rule == .detour && set.count > 1 { continue }
      for channel in set { brought[Int(channel)] += gains[path] }
    }
    return zip(brought, alone).map { brought, alone in
      if rule == .fail { return Double(brought) / Double(total) }
      if alone == all { return 1 }
      let numerator = Int128(brought) * Int128(all) - Int128(total) * Int128(alone)
      return Double(numerator) / (Double(total) * Double(all - alone))
    }
  }
}
