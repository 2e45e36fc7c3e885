package import Findings
package import Tables

/// A column of time that all geos share, with a normal coefficient of mean 0.
package struct BaselineColumn: Sendable {
  /// What kind of movement a column describes.
  package enum Group: String, Sendable, CaseIterable {
    case knots, fourier, trend, holiday, event
  }

  package let group: Group
  /// The name of its coefficient in findings and draws: `knots.3`, `trend.slope`,
  /// `holiday.easter`.
  package let name: String
  /// What readers call it.
  package let title: Phrase
  /// One entry a period.
  package let values: [Double]
  /// The prior standard deviation of the coefficient, on the scaled KPI.
  package let deviation: Double
  /// Whether the coefficient has a Laplace prior instead, of scale `deviation`.
  package var isLaplace = false
}

extension MediaMixSpecification {
  /// The prior standard deviation of the effect of a holiday or an event: a period that is all
  /// holiday may differ from others as much as periods differ anyway.
  static let occasionDeviation = 1.0

  /// The baseline's columns over an axis: knots, Fourier terms, trend, holidays, events.
  ///
  /// - Parameter times: the axis of the data, or a longer one that begins with it; the columns over
  ///   the longer one agree with the others where both have periods, and go on from there.
  package func baselineColumns(_ times: TimeAxis) -> [BaselineColumn] {
    columns(.knots, KnotBasis.columns(knots: knots, count: times.count), knotDeviation)
      + columns(
        .fourier, FourierSeries.columns(order: fourierOrder, positions: seasons(times)),
        fourierDeviation, isLaplace: fourierIsLaplace)
      + trendColumns(times.count) + holidayColumns(times) + eventColumns(times)
  }

  /// Where each period stands in the seasons, in years; empty for numbered periods.
  ///
  /// PyMC-Marketing takes the day of the year (1 to 366) over 365.25.
  private func seasons(_ times: TimeAxis) -> [Double] {
    guard fourierCountsFromNewYear, let days = times.days else { return times.yearPositions ?? [] }
    return days.map {
      let date = CivilDate(dayNumber: $0.lowerBound)
      let newYear = CivilDate(year: date.year, month: 1, day: 1) ?? date
      return Double(date.dayNumber - newYear.dayNumber + 1) / 365.25
    }
  }

  private func columns(
    _ group: BaselineColumn.Group, _ columns: [[Double]], _ deviation: Double,
    isLaplace: Bool = false
  ) -> [BaselineColumn] {
    columns.enumerated().map { index, values in
      let name = "\(group.rawValue).\(index + 1)"
      return BaselineColumn(
        group: group, name: name, title: Phrase(name), values: values, deviation: deviation,
        isLaplace: isLaplace)
    }
  }

  private func trendColumns(_ count: Int) -> [BaselineColumn] {
    guard let trend else { return [] }
    return trend.columns(count: count).enumerated().map { index, values in
      BaselineColumn(
        group: .trend, name: index == 0 ? "trend.slope" : "trend.change.\(index)",
        title: Phrase(en: "Trend", de: "Trend"), values: values,
        deviation: index == 0 ? BaselineTrend.slopeDeviation : BaselineTrend.changeDeviation)
    }
  }

  private func holidayColumns(_ times: TimeAxis) -> [BaselineColumn] {
    guard let days = times.days else { return [] }
    return holidays.map {
      BaselineColumn(
        group: .holiday, name: "holiday.\($0.name)", title: $0.title, values: $0.column(days),
        deviation: Self.occasionDeviation)
    }
  }

  private func eventColumns(_ times: TimeAxis) -> [BaselineColumn] {
    events.map {
      BaselineColumn(
        group: .event, name: "event.\($0.name)", title: Phrase($0.name), values: $0.column(times),
        deviation: Self.occasionDeviation)
    }
  }
}
