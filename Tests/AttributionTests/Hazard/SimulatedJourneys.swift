import Attribution
import Foundation
import Probability

/// Journeys drawn from the hazard of conversion itself, with known coefficients.
struct SimulatedJourneys {
  /// The log odds of a first touch without any channel's effect.
  var intercept = -3.0
  /// What the log odds change with the log of the touch number.
  var logTouchNumber = -0.2
  /// What a fresh touch of each channel adds to the log odds.
  var effects: [Double]
  /// The half-life of the stocks, in days.
  var halfLifeDays = 2.0
  /// The most touches of a journey; the last is drawn from 1 up.
  var longest = 5

  /// Names in the order of their ranks.
  var channels: [String] { effects.indices.map { "c\(effects.count > 10 ? 1_000 + $0 : $0)" } }

  /// Draws journeys, each an entry of its own.
  func draw(_ count: Int, seed: UInt64) -> TimedJourneys {
    var stream = RandomStream(seed: seed, stream: 77)
    var journeys = TimedJourneys()
    for _ in 0..<count {
      var times: [Double] = []
      var touched: [UInt16] = []
      var converted = false
      var stocks = effects.map { _ in 0.0 }
      let length = 1 + Int(stream.uniform() * Double(longest))
      for touch in 1...length where !converted {
        // Hours to a tenth, as the data have them.
        let gap = times.isEmpty ? 0 : (-48 * log(stream.uniform()) * 10).rounded() / 10
        let channel = Int(stream.uniform() * Double(effects.count))
        times.append((times.last ?? 0) + gap)
        touched.append(UInt16(channel))
        for c in stocks.indices { stocks[c] *= exp2(-gap / (24 * halfLifeDays)) }
        stocks[channel] += 1
        let odds = zip(effects, stocks).reduce(
          intercept + logTouchNumber * log(Double(touch))
        ) { $0 + $1.0 * $1.1 }
        converted = stream.uniform() < 1 / (1 + exp(-odds))
      }
      journeys.append(touched, times, converted: converted)
    }
    return journeys
  }
}

extension TimedJourneys {
  /// Appends one journey with times in hours from any start.
  mutating func append(
    _ touches: [UInt16], _ times: [Double], converted: Bool, count: Int = 1, value: Int = 1_000_000
  ) {
    channels += touches
    hours += times.map { Float((times.last ?? 0) - $0) }
    offsets.append(channels.count)
    converting.append(converted ? count : 0)
    conversions.append(converted ? count : 0)
    self.value.append(converted ? count * value : 0)
    nulls.append(converted ? 0 : count)
  }

  /// The table of the journeys' paths.
  func table(_ names: [String]) -> GameTable {
    GameTable(
      (0..<count).map { journey in
        GameTable.Row(
          path: channels[offsets[journey]..<offsets[journey + 1]].map { names[Int($0)] },
          conversions: conversions[journey], value: value[journey], nulls: nulls[journey])
      })
  }
}
