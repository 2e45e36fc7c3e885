package import Interchange
import Probability
import Tables

/// What a simulated touch log was made from: the key `touches` of `truth.json`.
///
/// Users without consent are left out of every number.
package struct TouchTruth: Codable, Sendable, Equatable {
  /// A channel's truth.
  package struct Channel: Codable, Sendable, Equatable {
    /// Visits by the channel.
    package var touches: Int
    /// Conversions that would not have been without the channel; nil for one that nobody can switch off.
    package var incrementalConversions: Double?
    /// What they are worth.
    package var incrementalValue: Double?
    /// Money spent; nil for one that is not bought.
    package var spend: Double?
    /// What a unit of money brought.
    package var roi: Double?

    enum CodingKeys: String, CodingKey {
      case touches
      case incrementalConversions = "incremental_conversions"
      case incrementalValue = "incremental_value"
      case spend, roi
    }
  }

  /// A finished lift test.
  package struct Test: Codable, Sendable, Equatable {
    /// The channel it kept from some people.
    package var channel: String
    /// The first day.
    package var from: String
    /// The last day.
    package var to: String
    /// What the channel truly added in these days.
    package var incrementalConversions: Double
    /// What the test measured.
    package var measured: Double
    /// The standard error of the measurement.
    package var standardError: Double

    enum CodingKeys: String, CodingKey {
      case channel, from, to
      case incrementalConversions = "incremental_conversions"
      case measured
      case standardError = "standard_error"
    }
  }

  /// Users with consent.
  package var users: Int
  /// Their conversions.
  package var conversions: Int
  /// What these are worth.
  package var value: Double
  /// The conversions that were to be expected of their visits.
  package var expectedConversions: Double
  /// Those that would have come without any paid channel.
  package var baselineConversions: Double
  /// In how many days the effect of a touch halves.
  package var halfLifeDays: Double
  /// The channels.
  package var channels: [String: Channel]
  /// The lift test; nil if no channel is paid.
  package var liftTest: Test?

  enum CodingKeys: String, CodingKey {
    case users, conversions, value
    case expectedConversions = "expected_conversions"
    case baselineConversions = "baseline_conversions"
    case halfLifeDays = "half_life_days"
    case channels
    case liftTest = "lift_test"
  }

  init(_ simulator: TouchSimulator, _ tally: TouchTally) {
    users = tally.users
    conversions = tally.conversions
    value = Double(tally.cents) / 100
    expectedConversions = tally.expected
    baselineConversions = tally.withoutPaid
    halfLifeDays = PurchaseProcess.halfLifeDays
    channels = [:]
    for (place, profile) in tally.profiles.enumerated() {
      var channel = Channel(touches: tally.touches[place])
      if TouchTally.isSwitchable(profile) {
        let conversions = tally.expected - tally.without[place]
        channel.incrementalConversions = conversions
        channel.incrementalValue = conversions * SimulatedCrowd.meanOrder
        channel.spend = simulator.spend[profile.name]
        if let spend = channel.spend, spend > 0 {
          channel.roi = conversions * SimulatedCrowd.meanOrder / spend
        }
      }
      channels[profile.name] = channel
    }
    liftTest = tally.test.map { test in
      var stream = RandomStream(seed: simulator.seed, stream: 7_001)
      // A study of all visitors, of whom the log holds a part: a seventh of its effect is noise.
      let error = max(0.15 * abs(tally.tested), 0.5)
      func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
      return Test(
        channel: tally.profiles[test.channel].name,
        from: CivilDate(dayNumber: test.days.lowerBound).description,
        to: CivilDate(dayNumber: test.days.upperBound).description,
        incrementalConversions: tally.tested,
        measured: rounded(tally.tested + error * stream.standardNormal()),
        standardError: rounded(error))
    }
  }

  /// The finished test as attribution's calibration reads it.
  package var test: LiftTest? {
    liftTest.map { test in
      LiftTest(
        name: "\(test.channel) lift study", kind: .conversionLift, channels: [test.channel],
        from: test.from, to: test.to, lift: test.measured, standardError: test.standardError,
        source: "a platform's study of all visitors, scaled to the users of the log")
    }
  }
}
