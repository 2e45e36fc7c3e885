package import Tables

/// The date of Easter in the Gregorian calendar.
package enum Easter {
  /// Easter Sunday: the first Sunday after the full moon, by the church's tables, on or after
  /// 21 March.
  ///
  /// The golden number gives the moon's place in its cycle of 19 years, the century two corrections:
  /// leap days left out, and the drift of that cycle (Knuth, The Art of Computer Programming 1,
  /// section 1.3.2, exercise 14).
  package static func sunday(of year: Int) -> CivilDate {
    let golden = year % 19 + 1
    let century = year / 100 + 1
    let leapDaysLeftOut = 3 * century / 4 - 12
    let moonDrift = (8 * century + 5) / 25 - 5
    var epact = (11 * golden + 20 + moonDrift - leapDaysLeftOut) % 30
    if epact < 0 { epact += 30 }
    if (epact == 25 && golden > 11) || epact == 24 { epact += 1 }
    let fullMoon = epact > 23 ? 74 - epact : 44 - epact
    // Days of March may run past its end.
    let march = CivilDate(year: year, month: 3, day: 1) ?? CivilDate(dayNumber: 0)
    let moon = march.adding(days: fullMoon - 1)
    return moon.adding(days: 7 - moon.weekday % 7)
  }
}
