package import Findings

/// A number with its interval, if it has one.
package struct GeoNumber: Sendable, Equatable {
  /// The number.
  package let value: Double
  /// The interval around it.
  package let interval: Interval?

  /// The same in another unit; a negative factor swaps the ends.
  package func scaled(by factor: Double) -> GeoNumber {
    let ends = interval.map { [$0.lower * factor, $0.upper * factor].sorted() }
    return GeoNumber(
      value: value * factor,
      interval: interval.flatMap { old in
        ends.map { Interval(lower: $0[0], upper: $0[1], level: old.level, kind: old.kind) }
      })
  }
}

/// The numbers that one estimator gives about a test, after its kind.
///
/// All are the mean effect a geo and period in other units, so their intervals agree with its own.
package struct GeoNumbers: Sendable {
  /// The mean effect a treated geo and period; of geos held out, what the campaign would have
  /// brought them.
  package let att: GeoNumber
  /// The same over all treated geos and periods.
  package let incremental: GeoNumber
  /// The same as a share of the course without the campaign; of a go-dark, of the course with it.
  package let lift: GeoNumber?
  /// The incremental outcome for each unit of money by which spend was changed; nil without money.
  package let perMoney: GeoNumber?
  /// Money for each further unit of outcome; nil without money, or where more money brought none.
  ///
  /// Its interval is that of `perMoney` turned upside down, and there is none where that holds zero.
  package let cost: GeoNumber?
  /// The least that a unit may cost where it may also cost any more: the interval of `perMoney` holds
  /// zero, so that no cost is too high to agree with the data (Fieller 1954).
  package let leastCost: Double?

  init?(_ part: GeoAnalysis.Part, _ analysis: GeoAnalysis) {
    guard let estimate = part.estimate else { return nil }
    let window = estimate.window
    let direction = analysis.options.kind.direction
    let att = GeoNumber(value: estimate.att, interval: part.interval).scaled(by: direction)
    let units = Double(analysis.experiment.treated.count * window.count)
    self.att = att
    incremental = att.scaled(by: units)
    // Geos held out show the course without the campaign themselves.
    let without = direction < 0 ? estimate.observed : estimate.counterfactual
    let level = window.reduce(0) { $0 + without[$1] } / Double(window.count)
    lift = level > 0 ? att.scaled(by: 1 / level) : nil
    let change = analysis.money?.change.map { $0 * direction }
    let perMoney = change.map { [incremental] in incremental.scaled(by: 1 / $0) }
    self.perMoney = perMoney
    guard let perMoney, perMoney.value > 0 else {
      (cost, leastCost) = (nil, nil)
      return
    }
    guard let interval = perMoney.interval else {
      (cost, leastCost) = (GeoNumber(value: 1 / perMoney.value, interval: nil), nil)
      return
    }
    let isBounded = interval.lower > 0
    cost = GeoNumber(
      value: 1 / perMoney.value,
      interval: isBounded
        ? Interval(
          lower: 1 / interval.upper, upper: 1 / interval.lower, level: interval.level,
          kind: interval.kind) : nil)
    leastCost = isBounded ? nil : 1 / interval.upper
  }
}

extension GeoAnalysis {
  /// The numbers of an estimator; nil where it has no estimate.
  package func numbers(_ part: Part) -> GeoNumbers? { GeoNumbers(part, self) }

  /// The first estimator that has an estimate.
  package var first: Part? { parts.first { $0.estimate != nil } }
}

extension GeoAnalysis {
  /// An identifier of a table or figure, one for each cell of the test.
  func named(_ id: String) -> String { arm.map { "\(id).\($0)" } ?? id }

  /// A title that names the cell.
  func titled(_ title: Phrase) -> Phrase {
    arm.map { Phrase(en: "\($0): \(title.en)", de: "\($0): \(title.de)") } ?? title
  }
}
