import Foundation
import Probability
import Tables

/// Draws the users of a simulated touch log, each from a stream of its own.
struct SimulatedCrowd: Sendable {
  private let profiles: [TouchProfile]
  private let entry: [Double]
  private let next: [[Double]]
  private let direct: Int
  private let newsletter: Int
  private let television: [Double]
  private let start: Int
  private let root: RandomStream

  /// The mean of the logarithm and the spread of what is bought at once, in money.
  static let logOrder = (mean: 4.37, deviation: 0.6)
  /// What an order is worth on average.
  static var meanOrder: Double {
    exp(logOrder.mean + logOrder.deviation * logOrder.deviation / 2)
  }

  init(_ simulator: TouchSimulator) {
    let profiles = simulator.profiles
    self.profiles = profiles
    entry = profiles.map(\.entry)
    next = profiles.map { profile in profiles.map { profile.next[$0.name] ?? 0 } }
    direct = profiles.firstIndex { $0.name == "direct" } ?? 0
    newsletter = profiles.firstIndex { $0.name == "newsletter" } ?? 0
    television = simulator.television
    start = simulator.start.dayNumber * 86_400
    root = RandomStream(seed: simulator.seed, stream: 7_000)
  }

  /// A user by number.
  func user(_ number: Int) -> SimulatedUser {
    var stream = root.substream(UInt64(number))
    let inclination = stream.standardNormal()
    var user = SimulatedUser(
      number: number, propensity: 0.058 * exp(0.9 * inclination - 0.405),
      hasConsent: stream.uniform() > 0.04)
    // Buyers are more likely to have subscribed.
    let subscribes = stream.uniform() < 0.5 / (1 + exp(-1.2 * inclination)) + 0.02
    let episodes = 1 + (stream.uniform() < 0.28 ? 1 : 0) + (stream.uniform() < 0.07 ? 1 : 0)
    for _ in 0..<episodes {
      addEpisode(to: &user, inclination, subscribes: subscribes, &stream)
    }
    user.touches.sort { ($0.time, $0.episode) < ($1.time, $1.episode) }
    return user
  }

  private func addEpisode(
    to user: inout SimulatedUser, _ inclination: Double, subscribes: Bool,
    _ stream: inout RandomStream
  ) {
    let week = Int(stream.uniform() * Double(television.count))
    let day = 7 * week + Int(stream.uniform() * 7)
    let hour = 8 + 7 * (stream.uniform() + stream.uniform())
    var time = start + day * 86_400 + Int(hour * 3600)
    var weights = entry
    weights[direct] *= 0.7 + 0.3 * television[week]
    if !subscribes { weights[newsletter] = 0 }
    var channel = Self.pick(weights, &stream)
    let episode = user.episodes.count
    user.episodes.append(.init(channel: channel, time: time, creation: stream.uniform()))
    let end = start + 7 * television.count * 86_400
    while time < end {
      user.touches.append(touch(time, channel, episode, &stream))
      let goesOn = profiles[channel].continuation + 0.08 * tanh(inclination)
      guard stream.uniform() < goesOn else { return }
      let pause = 0.7 * exp(1.2 * stream.standardNormal())
      time += 40 + Int(min(pause, 20) * 86_400)
      channel = Self.pick(next[channel], &stream)
      if channel == newsletter, !subscribes { channel = direct }
    }
  }

  private func touch(
    _ time: Int, _ channel: Int, _ episode: Int, _ stream: inout RandomStream
  ) -> SimulatedUser.Touch {
    let order = exp(Self.logOrder.mean + Self.logOrder.deviation * stream.standardNormal())
    return SimulatedUser.Touch(
      time: time, channel: channel, episode: episode, substitution: stream.uniform(),
      purchase: stream.uniform(), cents: Int((order * 100).rounded()),
      losesChannel: stream.uniform() < 0.004, isRepeated: stream.uniform() < 0.008)
  }

  private static func pick(_ weights: [Double], _ stream: inout RandomStream) -> Int {
    var left = stream.uniform() * weights.reduce(0, +)
    for (place, weight) in weights.enumerated() {
      left -= weight
      if left < 0 { return place }
    }
    return weights.lastIndex { $0 > 0 } ?? 0
  }
}
