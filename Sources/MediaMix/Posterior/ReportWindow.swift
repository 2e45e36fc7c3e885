import Tables

/// The part of the time axis that totals are reported for, and what was spent in it.
package struct ReportWindow: Sendable {
  /// Money spent on each channel in it, C.
  let spend: [Double]
  /// First and last period, 0-based, both included.
  let first: Int
  let last: Int
  /// The calendar years (or the whole axis where periods are not dated) with their periods.
  let years: [(label: String, first: Int, last: Int)]

  init(options: MediaMixOptions, data: MediaMixData) throws(MediaMixError) {
    let times = data.times
    func index(_ label: String?, _ standard: Int, _ key: String) throws(MediaMixError) -> Int {
      guard let label else { return standard }
      guard let index = times.index(ofLabel: label) else {
        throw .refused([
          MediaMixProblem(
            "no period \"\(label)\"", at: "media_mix.window.\(key)",
            remedy: "Give a period from \(times.labels.first ?? "") to \(times.labels.last ?? "").")
        ])
      }
      return index
    }
    first = try index(options.window?.from, 0, "from")
    last = try index(options.window?.to, data.timeCount - 1, "to")
    if first > last {
      throw .refused([
        MediaMixProblem(
          "the window ends before it begins", at: "media_mix.window", remedy: "Swap from and to.")
      ])
    }
    let periods = first...last
    spend = data.channels.indices.map { Self.spend(data, $0, periods) }
    if options.window != nil { try Self.check(data, periods, spend) }
    var years: [(label: String, first: Int, last: Int)] = []
    if times.isCalendar {
      for t in first...last {
        let label = String(times.labels[t].prefix(4))
        if years.last?.label == label {
          years[years.count - 1].last = t
        } else {
          years.append((label, t, t))
        }
      }
    }
    self.years = years.count > 1 ? years : []
  }

  /// A span of periods as a whole.
  package init(_ periods: ClosedRange<Int>, data: MediaMixData) {
    first = periods.lowerBound
    last = periods.upperBound
    spend = data.channels.indices.map { Self.spend(data, $0, periods) }
    years = []
  }

  var periods: ClosedRange<Int> { first...last }

  /// Refuses a window in which there is nothing to relate to: returns need spend, and shares need an
  /// outcome.
  private static func check(
    _ data: MediaMixData, _ periods: ClosedRange<Int>, _ spend: [Double]
  ) throws(MediaMixError) {
    var problems: [MediaMixProblem] = []
    let remedy = "Choose another window."
    if spend.allSatisfy({ $0 == 0 }) {
      problems.append(
        MediaMixProblem(
          "no channel spent anything in the window", at: "media_mix.window", remedy: remedy))
    }
    if outcome(data, periods) == 0 {
      problems.append(
        MediaMixProblem(
          "the outcome of the window adds up to 0", at: "media_mix.window", remedy: remedy))
    }
    if !problems.isEmpty { throw .refused(problems) }
  }

  /// Spend of a channel over periods, in all geos or one.
  static func spend(
    _ data: MediaMixData, _ channel: Int, _ periods: ClosedRange<Int>, geo: Int? = nil
  ) -> Double {
    var total = 0.0
    for g in geo.map({ $0...$0 }) ?? 0...(data.geoCount - 1) {
      for t in periods { total += data.spend[channel][g * data.timeCount + t] }
    }
    return total
  }

  /// What a share of the outcome is a share of: the outcome's sum, or, where it changes sign, the sum
  /// of its sizes.
  static func shareBase(_ data: MediaMixData, _ periods: ClosedRange<Int>) -> Double {
    var (sum, size, isSigned) = (0.0, 0.0, false)
    for g in 0..<data.geoCount {
      for t in periods {
        let outcome = data.kpi[g * data.timeCount + t] * data.value[g * data.timeCount + t]
        sum += outcome
        size += abs(outcome)
        isSigned = isSigned || outcome < 0
      }
    }
    return isSigned ? size : sum
  }

  /// The outcome (KPI times value) over periods, in all geos or one.
  static func outcome(
    _ data: MediaMixData, _ periods: ClosedRange<Int>, geo: Int? = nil
  ) -> Double {
    var total = 0.0
    for g in geo.map({ $0...$0 }) ?? 0...(data.geoCount - 1) {
      for t in periods {
        total += data.kpi[g * data.timeCount + t] * data.value[g * data.timeCount + t]
      }
    }
    return total
  }
}
