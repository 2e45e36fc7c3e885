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

  /// Money spent on it in each period if the amount is so large, all its geos together.
  package func course(_ amount: Double) -> [Double] {
    var course = [Double](repeating: 0, count: profiles.first?.shares.count ?? 0)
    for profile in profiles {
      for (t, share) in profile.shares.enumerated() { course[t] += amount * share }
    }
    return course
  }
}

extension PlanCell {
  /// The cells of a model.
  ///
  /// A channel that spends nothing today has an even course, for a plan that begins it.
  ///
  /// - Parameter byGeo: whether each geo's amount is chosen by itself.
  package static func cells(_ model: some ResponseModel, byGeo: Bool) -> [PlanCell] {
    model.channels.indices.flatMap { c -> [PlanCell] in
      let geos = Array(model.geos.indices)
      return (byGeo ? geos.map { [$0] } : [geos]).map { PlanCell(model, channel: c, geos: $0) }
    }
  }

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
