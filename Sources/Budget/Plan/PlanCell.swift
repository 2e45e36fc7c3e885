package import Interchange

/// One amount to be chosen: a channel's total, or its total in one geo, with the course over the
/// periods that today's plan has.
package struct PlanCell: Sendable {
  /// The channel's place in the model.
  package var channel: Int
  /// The geo's place; nil for all geos together, which keep their shares.
  package var geo: Int?
  /// Today's amount.
  package var today: Double
  /// The amount at which some period reaches the largest spend that was observed in it; beyond,
  /// the response is extrapolated.
  package var observed: Double
  /// For each of its geos, the share of the amount that goes into each period; all add up to 1.
  package var profiles: [(geo: Int, shares: [Double])]
  /// How fast the course may leave today's; nil scales it as a whole.
  package var ramp: MonthlyRamp?

  /// Money spent on it in each period if the amount is so large, all its geos together.
  package func course(_ amount: Double) -> [Double] {
    var course = [Double](repeating: 0, count: profiles.first?.shares.count ?? 0)
    for spend in courses(amount) { for t in course.indices { course[t] += spend.values[t] } }
    return course
  }

  /// Money in each period for each of its geos, and its derivative by the amount.
  func courses(_ amount: Double) -> [(geo: Int, values: [Double], slopes: [Double])] {
    guard let ramp, today > 0 else {
      return profiles.map { ($0.geo, $0.shares.map { amount * $0 }, $0.shares) }
    }
    let (multiples, slopes) = ramp.multiples(amount, today: todayCourse)
    return profiles.map { profile in
      (
        profile.geo, zip(profile.shares, multiples).map { today * $0 * $1 },
        zip(profile.shares, slopes).map { today * $0 * $1 }
      )
    }
  }

  /// Today's money in each period, all its geos together.
  private var todayCourse: [Double] {
    var course = [Double](repeating: 0, count: profiles.first?.shares.count ?? 0)
    for profile in profiles { for t in course.indices { course[t] += today * profile.shares[t] } }
    return course
  }
}

extension PlanCell {
  /// The cells of a model.
  ///
  /// A channel that spends nothing today has an even course, for a plan that begins it.
  ///
  /// - Throws: `BudgetError.badOptions` where a limit a month is asked for and periods are no dates.
  package static func cells(
    _ model: some ResponseModel, _ options: BudgetOptions
  ) throws(BudgetError) -> [PlanCell] {
    let geos = Array(model.geos.indices)
    let parts = options.grain == .geo ? geos.map { [$0] } : [geos]
    let ramp = try options.maxMonthlyChange.map { limit throws(BudgetError) in
      try MonthlyRamp(periods: model.periods, limit: limit)
    }
    return model.channels.indices.flatMap { c in
      parts.map { part in
        var cell = PlanCell(model, channel: c, geos: part)
        if let ramp { cell.follow(ramp, model) }
        return cell
      }
    }
  }

  /// Follows a ramp; what was observed is then the amount whose course first passes it.
  private mutating func follow(_ ramp: MonthlyRamp, _ model: some ResponseModel) {
    self.ramp = ramp
    guard today > 0 else { return }
    func isObserved(_ amount: Double) -> Bool {
      courses(amount).allSatisfy { course in
        let largest = model.largestObservedSpend(channel: channel, geo: course.geo)
        return course.values.allSatisfy { $0 <= largest * (1 + 1e-12) }
      }
    }
    var (low, high) = (today, ramp.reach(todayCourse).upperBound)
    guard !isObserved(high) else {
      observed = .infinity
      return
    }
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if isObserved(middle) { low = middle } else { high = middle }
    }
    observed = low
  }

  /// The least and the most that its course can add up to; nil without a ramp.
  var reach: ClosedRange<Double>? { ramp.map { $0.reach(todayCourse) } }

  /// The amounts at which its course has kinks.
  var kinks: [Double] { today > 0 ? ramp?.kinks(todayCourse) ?? [] : [] }

  private init(_ model: some ResponseModel, channel: Int, geos: [Int]) {
    let courses = geos.map { model.currentSpend(channel: channel, geo: $0) }
    let total = courses.reduce(0) { $0 + $1.reduce(0, +) }
    let even = 1 / Double(geos.count * max(1, model.periods.count))
    let profiles = zip(geos, courses).map { geo, course in
      (geo: geo, shares: course.map { total > 0 ? $0 / total : even })
    }
    var observed = Double.infinity
    for profile in profiles {
      let peak = profile.shares.max() ?? 0
      let largest = model.largestObservedSpend(channel: channel, geo: profile.geo)
      if peak > 0 { observed = min(observed, largest / peak) }
    }
    self.init(
      channel: channel, geo: geos.count == 1 && model.geos.count > 1 ? geos[0] : nil,
      today: total, observed: observed, profiles: profiles)
  }
}
