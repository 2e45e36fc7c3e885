/// Conversions and value by channel, as integers: sums that no order of the paths can change.
///
/// 2^31 paths of 2^63 conversions each, times 2^32, stay below the largest `Int128`.
struct ExactTally {
  private var conversions: [Int128]
  private var value: [Int128]
  /// The channels with something in them, each once.
  private var touched: [Int] = []
  private var isTouched: [Bool]

  init(channels: Int) {
    conversions = Array(repeating: 0, count: channels)
    value = conversions
    isTouched = Array(repeating: false, count: channels)
  }

  mutating func add(_ channel: Int, conversions c: Int128, value v: Int128) {
    if !isTouched[channel] {
      isTouched[channel] = true
      touched.append(channel)
    }
    conversions[channel] += c
    value[channel] += v
  }

  /// Adds all it holds, times a factor, to a credit, and empties itself.
  mutating func drain(into credit: inout CreditSum, times factor: Double, over divisor: Double = 1)
  {
    for channel in touched {
      credit.conversions[channel] += Double(conversions[channel]) * factor / divisor
      credit.value[channel] += Double(value[channel]) * factor / divisor
      conversions[channel] = 0
      value[channel] = 0
      isTouched[channel] = false
    }
    touched.removeAll(keepingCapacity: true)
  }
}

/// Credits by channel while they are summed up.
struct CreditSum {
  var conversions: [Double]
  var value: [Double]

  init(channels: Int) {
    conversions = Array(repeating: 0, count: channels)
    value = conversions
  }

  /// The credits, value in any case: who knows that the data tell none leaves it out.
  var credit: Credit { Credit(conversions: conversions, value: value) }
}
