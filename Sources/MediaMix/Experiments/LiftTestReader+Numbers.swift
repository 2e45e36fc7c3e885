import Interchange
import Tables

extension LiftTestReader {
  /// Refuses numbers that cannot be, and those that do not belong to the kind of test.
  mutating func checkNumbers(_ test: LiftTest) {
    if !test.lift.isFinite {
      report("\(test.lift) is no number", Self.place(test, .lift), "Give the incremental KPI.")
    }
    if !(test.standardError > 0 && test.standardError.isFinite) {
      report(
        "a standard error of \(test.standardError) is not positive",
        Self.place(test, .standardError),
        "Give the standard error of the lift: the 95 % interval's width divided by 3.92, say.")
    }
    checkFactor(test)
    checkUsualSpend(test)
  }

  private mutating func checkFactor(_ test: LiftTest) {
    let place = Self.place(test, .spendFactor)
    guard test.kind == .heavyUp else {
      if test.spendFactor != nil {
        report(
          "a \(test.kind.rawValue) has no spend_factor: it compares with no spend at all", place,
          "Remove it, or write kind: heavy-up if spend was only changed.")
      }
      return
    }
    guard let factor = test.spendFactor else {
      report(
        "spend_factor is missing", place,
        "Give treated spend over usual spend: 1.5 for half as much again.")
      return
    }
    if factor == 1 {
      report("a spend_factor of 1 changes nothing", place, "Give treated spend over usual spend.")
    } else if factor == 0 {
      report("a spend_factor of 0 is a stop", place, "Write kind: go-dark instead.")
    } else if !(factor > 0 && factor.isFinite) {
      report(
        "a spend_factor of \(factor) is not positive", place,
        "Give treated spend over usual spend: 1.5 for half as much again.")
    }
  }

  private mutating func checkUsualSpend(_ test: LiftTest) {
    guard let usual = test.usualSpend else { return }
    let place = Self.place(test, .usualSpend)
    if test.kind != .goDark {
      report(
        "usual_spend belongs to a go-dark; here the panel shows what was spent", place,
        "Remove it.")
    } else if !(usual > 0 && usual.isFinite) {
      report(
        "a usual spend of \(usual) is not positive", place,
        "Give what would have been spent over the dark periods, or leave it out.")
    }
  }

  /// Refuses a test that contradicts what the panel shows was spent.
  mutating func checkSpend(_ resolved: ResolvedLiftTest, _ test: LiftTest) {
    for c in resolved.channels {
      if resolved.kind == .goDark {
        checkDarkness(c, resolved, test)
      } else if !isActive(
        c, resolved.geos, resolved.treatment.lowerBound..<resolved.treatment.upperBound + 1)
      {
        report(
          "the data show no spend on \(data.channels[c]) from \(test.from) to \(test.to), so there "
            + "is nothing that a \(test.kind.rawValue) could have changed",
          Self.place(test), "Correct dates or regions, or write kind: go-dark if spend was stopped."
        )
      }
    }
  }

  private mutating func checkDarkness(_ c: Int, _ resolved: ResolvedLiftTest, _ test: LiftTest) {
    let name = data.channels[c]
    let lit = resolved.treatment.filter { isActive(c, resolved.geos, $0..<$0 + 1) }
    if let first = lit.first {
      let more = lit.count > 1 ? " and \(lit.count - 1) more" : ""
      report(
        "the data show spend or exposure of \(name) in \(data.times.labels[first])\(more), while "
          + "it is said to be dark", Self.place(test),
        "Correct the dates, or write kind: heavy-up with a spend_factor below 1 if spend was only "
          + "lowered.")
    }
    if test.usualSpend == nil, !isActive(c, resolved.geos, resolved.reference) {
      report(
        "nothing was spent on \(name) in the \(resolved.treatment.count) periods before, so what "
          + "is usual is not known", Self.place(test, .usualSpend),
        "Give usual_spend: what would have been spent over the dark periods.")
    }
  }

  /// Whether a channel shows spend or exposure.
  private func isActive(_ c: Int, _ geos: [Int], _ periods: Range<Int>) -> Bool {
    let width = data.leadIn + data.timeCount
    return geos.contains { g in
      periods.contains { t in
        data.spend[c][g * data.timeCount + t] > 0
          || data.exposure[c][g * width + data.leadIn + t] > 0
      }
    }
  }

  /// Refuses masks that leave a geo, or the panel, without enough to fit.
  mutating func checkMask(_ tests: [ResolvedLiftTest]) {
    let times = data.timeCount
    let masked = MaskedCells(tests, geoCount: data.geoCount, timeCount: times).isMasked
    let remedy =
      "Set panel_cells: keep for tests that were measured on other people, or shorten measured_to."
    var left = 0
    for (g, geo) in data.geos.enumerated() {
      let kept = (0..<trainCount).count { !masked[g * times + $0] }
      left += kept
      if kept < Self.leastOfGeo && kept < trainCount {
        let place = data.isNational ? "the data" : "region \(geo)"
        report(
          "the tests take all but \(kept) of \(trainCount) periods of \(place) out of the fit",
          "media_mix.experiments", remedy)
      }
    }
    let all = trainCount * data.geoCount
    if left * 2 < all {
      report(
        "the tests take \(all - left) of \(all) cells out of the fit", "media_mix.experiments",
        remedy)
    }
  }

  /// The fewest periods of a geo that masks must leave.
  private static let leastOfGeo = 8
}
