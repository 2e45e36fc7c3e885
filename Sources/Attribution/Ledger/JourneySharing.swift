import Findings
import Foundation

/// How a model shares one journey between its touches, so that all journeys sum to its credits.
struct JourneySharing {
  /// What each touch gets of conversions and of value; each sums to one.
  struct Shares {
    var conversions: [Double]
    var value: [Double]
  }

  private enum Rule {
    case first, last, lastNonDirect(Set<UInt16>), linear
    case position([Double])
    /// Microseconds.
    case timeDecay(halfLife: Double)
    /// By weights of channels; what a channel gets is shared alike between its touches.
    case weights(conversions: [Double], value: [Double])
  }

  private let rule: Rule

  /// The way that a model's own definition shares a journey, or the one that its credits allow.
  ///
  /// - Parameters:
  ///   - credit: what the model credits in all.
  /// - Throws: `refused` where the model has no credits, or no sharing sums to them.
  init(
    _ model: AttributionModel, credit: Credit, data: AttributionData, options: AttributionOptions
  ) throws(AttributionError) {
    switch model {
    case .firstTouch: rule = .first
    case .lastTouch: rule = .last
    case .lastNonDirect:
      rule = .lastNonDirect(
        try DirectChannel.ranks(in: data.paths.channels, named: options.directChannel))
    case .linear: rule = .linear
    case .position: rule = .position(options.positionWeights)
    case .timeDecay: rule = .timeDecay(halfLife: options.halfLifeDays * 86_400e6)
    case .shapley, .shapleyOrdered:
      let alike = [Double](repeating: 1, count: data.paths.channels.count)
      rule = .weights(conversions: alike, value: alike)
    default: rule = try Self.fitted(model, credit, data)
    }
  }

  private static func fitted(
    _ model: AttributionModel, _ credit: Credit, _ data: AttributionData
  ) throws(AttributionError) -> Rule {
    guard let conversions = credit.conversions else {
      throw .refused(
        "The ledger: \(model.rawValue) has no credits for these data"
          + (credit.refusal.map { ", since \($0.reason.en)" } ?? "") + ". Choose another model.")
    }
    let sets = PathSets(data.paths)
    let counts = try sets.counts(data.counts)
    let value = credit.value ?? conversions.map { _ in 0 }
    guard
      let first = ChannelWeights(sets.sets, amounts: counts.conversions, credits: conversions),
      let second = ChannelWeights(sets.sets, amounts: counts.value, credits: value)
    else {
      throw .refused(
        "The ledger: no way to share single journeys sums to the credits of \(model.rawValue): it "
          + "credits a channel with more than the conversions of all journeys that hold it. Choose "
          + "another model.")
    }
    return .weights(conversions: first.weights, value: second.weights)
  }

  /// Shares a journey.
  ///
  /// - Parameters:
  ///   - channels: the channels of its touches, by rank.
  ///   - times: their times in microseconds.
  func shares(_ channels: [UInt16], _ times: [Int]) -> Shares {
    let shares: [Double]
    switch rule {
    case .first: shares = Self.all(to: 0, of: channels.count)
    case .last: shares = Self.all(to: channels.count - 1, of: channels.count)
    case .lastNonDirect(let direct):
      let place = channels.lastIndex { !direct.contains($0) } ?? channels.count - 1
      shares = Self.all(to: place, of: channels.count)
    case .linear:
      shares = [Double](repeating: 1 / Double(channels.count), count: channels.count)
    case .position(let weights): shares = Self.byPosition(weights, of: channels.count)
    case .timeDecay(let halfLife): shares = Self.decayed(times, halfLife: halfLife)
    case .weights(let conversions, let value):
      return Shares(
        conversions: Self.weighted(conversions, channels), value: Self.weighted(value, channels))
    }
    return Shares(conversions: shares, value: shares)
  }

  private static func all(to place: Int, of count: Int) -> [Double] {
    var shares = [Double](repeating: 0, count: count)
    shares[place] = 1
    return shares
  }

  private static func byPosition(_ weights: [Double], of count: Int) -> [Double] {
    let (first, between, last) = (weights[0], weights[1], weights[2])
    if count == 1 { return [1] }
    if count == 2 {
      let sum = first + last
      return sum > 0 ? [first / sum, last / sum] : [0.5, 0.5]
    }
    let sum = first + between + last
    var shares = [Double](repeating: between / sum / Double(count - 2), count: count)
    shares[0] = first / sum
    shares[count - 1] = last / sum
    return shares
  }

  private static func decayed(_ times: [Int], halfLife: Double) -> [Double] {
    guard let last = times.last else { return [] }
    let weights = times.map { exp2(Double($0 - last) / halfLife) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  private static func weighted(_ weights: [Double], _ channels: [UInt16]) -> [Double] {
    var touches: [UInt16: Int] = [:]
    for channel in channels { touches[channel, default: 0] += 1 }
    var sum = 0.0
    for channel in touches.keys.sorted() { sum += weights[Int(channel)] }
    guard sum > 0 else {
      // Nobody is credited with anything here; the journey is shared alike.
      return [Double](repeating: 1 / Double(channels.count), count: channels.count)
    }
    return channels.map { weights[Int($0)] / sum / Double(touches[$0] ?? 1) }
  }
}
