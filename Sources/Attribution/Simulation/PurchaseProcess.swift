import Foundation

/// How visits become purchases.
///
/// A visit ends with one with probability
///
///     p = (propensity × intent of the channel + Σ effect of earlier touches and this one × 2^(−days / 3)) × rest
///
/// where rest is 1 − exp(−days since the last purchase / 10), 1 without one.
///
/// Without a channel, its touches lose their effect; a visit by it stays only if it would have come
/// about another way, and an episode that it began only if the channel did not create it. Which is the
/// case, the same random numbers decide with and without the channel.
struct PurchaseProcess: Sendable {
  /// In how many days an effect halves.
  static let halfLifeDays = 3.0
  private static let restDays = 10.0
  private static let highest = 0.9

  private let profiles: [TouchProfile]

  init(_ profiles: [TouchProfile]) { self.profiles = profiles }

  /// Channels that are taken away, and when.
  struct Removal {
    var channels: Set<Int>
    /// The seconds in which they are away; always if nil.
    var times: ClosedRange<Int>?

    func holds(_ channel: Int, at time: Int) -> Bool {
      channels.contains(channel) && (times?.contains(time) ?? true)
    }
  }

  /// Whether each visit of a user ends with a purchase.
  func purchases(of user: SimulatedUser) -> [Bool] {
    var last: Int?
    let chances = chances(of: user, without: nil)
    return user.touches.indices.map { place in
      let time = user.touches[place].time
      guard user.touches[place].purchase < chances[place] * rest(last, time) else { return false }
      last = time
      return true
    }
  }

  /// The expected number of purchases, given the visits; of those in a span of time if one is given.
  ///
  /// The last purchase is the state: its probabilities are carried from visit to visit.
  func expected(
    of user: SimulatedUser, without removal: Removal? = nil, in times: ClosedRange<Int>? = nil
  ) -> Double {
    let chances = chances(of: user, without: removal)
    // The probability that a visit was the last with a purchase; that there was none comes last.
    var lastAt = [Double](repeating: 0, count: chances.count)
    var never = 1.0
    var sum = 0.0
    for (place, chance) in chances.enumerated() where chance > 0 {
      let time = user.touches[place].time
      var bought = never * chance
      never -= bought
      for earlier in 0..<place where lastAt[earlier] > 0 {
        let part = lastAt[earlier] * chance * rest(user.touches[earlier].time, time)
        lastAt[earlier] -= part
        bought += part
      }
      lastAt[place] = bought
      if times?.contains(time) ?? true { sum += bought }
    }
    return sum
  }

  private func rest(_ last: Int?, _ time: Int) -> Double {
    guard let last else { return 1 }
    return 1 - exp(-Double(time - last) / 86_400 / Self.restDays)
  }

  /// The probability of a purchase at each visit but for the rest after another; 0 where there is none.
  private func chances(of user: SimulatedUser, without removal: Removal?) -> [Double] {
    var chances: [Double] = []
    chances.reserveCapacity(user.touches.count)
    var (stock, before) = (0.0, 0)
    for touch in user.touches {
      stock *= exp2(-Double(touch.time - before) / 86_400 / Self.halfLifeDays)
      before = touch.time
      let profile = profiles[touch.channel]
      let isAway = removal?.holds(touch.channel, at: touch.time) ?? false
      if isAway, touch.substitution >= profile.substitution {
        chances.append(0)
        continue
      }
      if let removal, isUncreated(user.episodes[touch.episode], removal) {
        chances.append(0)
        continue
      }
      if !isAway { stock += profile.effect }
      chances.append(min(Self.highest, user.propensity * profile.intent + stock))
    }
    return chances
  }

  private func isUncreated(_ episode: SimulatedUser.Episode, _ removal: Removal) -> Bool {
    removal.holds(episode.channel, at: episode.time)
      && episode.creation < profiles[episode.channel].creation
  }
}
