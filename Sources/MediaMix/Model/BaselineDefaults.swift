import Foundation
import Tables

/// The defaults of the baseline for one data set.
struct BaselineDefaults {
  let options: MediaMixOptions
  let data: MediaMixData

  private var isPeer: Bool { options.preset == .meridian || options.preset == .pymcMarketing }

  /// Whether all geos share a shock in each period.
  ///
  /// What moves sales in one region in a week mostly moves them in all. Taken for independent noise,
  /// such shocks would count once for each geo, and every interval would be too narrow.
  func hasPeriodEffects(_ problems: inout [MediaMixProblem]) -> Bool {
    let isPerGeo = options.sigma == .perGeo
    guard let asked = options.baseline.periodEffects else {
      return data.geoCount > 1 && options.preset == nil && !isPerGeo
        && options.likelihood != .studentT
    }
    if asked && (data.geoCount == 1 || isPerGeo) {
      problems.append(
        MediaMixProblem(
          data.geoCount == 1
            ? "shocks that regions share need data by region"
            : "shared shocks and a sigma for each region cannot be told together",
          at: "media_mix.baseline.period_effects",
          remedy: data.geoCount == 1
            ? "Remove it, or name the geo column." : "Remove one of the two."
        ))
      return false
    }
    return asked
  }

  /// The number of periods before the holdout; all of them where the holdout does not fit.
  func trainCount(_ problems: inout [MediaMixProblem]) -> Int {
    let heldOut = options.holdout?.last ?? 0
    let most = max(0, data.timeCount - 2)
    if (0...most).contains(heldOut) { return data.timeCount - heldOut }
    problems.append(
      MediaMixProblem(
        "\(heldOut) of \(data.timeCount) periods cannot be held out", at: "media_mix.holdout",
        remedy: "Give a number from 0 to \(most)."))
    return data.timeCount
  }

  /// Knots over the periods that are fitted.
  ///
  /// One that no data inform would make a forecast of held-out periods as wide as its prior.
  /// Meridian spreads them over all periods.
  func knots(_ problems: inout [MediaMixProblem]) -> [Int] {
    let heldOut = options.preset == .meridian ? 0 : options.holdout?.last ?? 0
    let count = data.timeCount - min(max(heldOut, 0), data.timeCount - 1)
    switch options.baseline.knots {
    case .count(let knots):
      if knots < 1 || knots > count {
        problems.append(
          MediaMixProblem(
            "\(knots) knots do not fit \(count) periods", at: "media_mix.baseline.knots",
            remedy: "Give a number from 1 to \(count)."))
        return [0]
      }
      return KnotBasis.equallySpaced(knots, count: count)
    case .at(let labels):
      return positions(labels, &problems)
    case .auto: return KnotBasis.equallySpaced(automaticKnots(count), count: count)
    // A level, until all else is known.
    case .selected: return [0]
    case nil:
      // A line of its own would share one effect with the knots' line.
      if let trend = options.baseline.trend, trend != .flat { return [0] }
      if options.preset == .pymcMarketing { return [0] }
      if hasKnotEachPeriod { return KnotBasis.equallySpaced(count, count: count) }
      if options.preset == .meridian {
        return KnotBasis.equallySpaced(data.geoCount > 1 ? count : 1, count: count)
      }
      return KnotBasis.equallySpaced(automaticKnots(count), count: count)
    }
  }

  /// Regions with Student's t noise have a knot in each period instead of shared shocks and seasons:
  /// the shocks could not be integrated out, and as knots they mix well.
  private var hasKnotEachPeriod: Bool {
    data.geoCount > 1 && options.likelihood == .studentT && options.baseline.knots == nil
  }

  private func automaticKnots(_ count: Int) -> Int {
    max(2, Int((Double(count - 1) / 13).rounded()) + 1)
  }

  private func positions(_ labels: [String], _ problems: inout [MediaMixProblem]) -> [Int] {
    var positions: Set<Int> = []
    for label in labels {
      if let index = data.times.index(ofLabel: label) {
        positions.insert(index)
      } else {
        problems.append(
          MediaMixProblem(
            "no period \"\(label)\"", at: "media_mix.baseline.knots",
            remedy: "Give periods from \(data.times.labels.first ?? "") to"
              + " \(data.times.labels.last ?? "")."))
      }
    }
    return positions.isEmpty ? [0] : positions.sorted()
  }

  func fourierOrder(_ problems: inout [MediaMixProblem]) -> Int {
    let perYear = data.times.periodsPerYear
    if let order = options.baseline.fourier {
      if order == 0 { return 0 }
      func refuse(_ what: String) {
        problems.append(
          MediaMixProblem(
            what, at: "media_mix.baseline.fourier", remedy: "Give fewer pairs, or 0."))
      }
      if order < 0 {
        refuse("\(order) is no number of yearly Fourier pairs")
        return 0
      }
      guard let perYear, Double(order) <= perYear / 2 else {
        refuse("\(order) yearly Fourier pairs need dated periods, at least twice as many a year")
        return 0
      }
      return order
    }
    if isPeer || hasKnotEachPeriod { return 0 }
    guard let perYear, Double(data.timeCount) >= perYear else { return 0 }
    return min(2, Int(perYear / 2))
  }
}
