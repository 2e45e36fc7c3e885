/// The holidays of a country, a part of it, or the trade.
///
/// They are computed from rules as they hold today, with the years in which newer ones began; older
/// law (in Germany, before 1995) is not followed back.
package enum HolidayCalendar {
  /// The names of all calendars, in order of name.
  package static let names = calendars.keys.sorted()

  /// The rules of a calendar; nil if there is none of that name.
  package static func rules(_ name: String) -> [HolidayRule]? { calendars[name] }

  private static let calendars: [String: [HolidayRule]] = {
    var calendars = german
    calendars["AT"] = austrian
    calendars["CH"] = swiss
    calendars["GB"] = english
    calendars["GB-SCT"] = scottish
    calendars["GB-NIR"] = northernIrish
    calendars["US"] = american
    calendars["retail"] = retail
    return calendars
  }()

  /// Days that move sales without being public holidays; Mother's Day as in most countries, on the
  /// second Sunday in May.
  private static let retail = [
    HolidayRule(name: "valentines_day", days: .fixed(month: 2, day: 14)),
    HolidayRule(name: "mothers_day", days: .weekday(7, month: 5, from: 8)),
    HolidayRule(name: "halloween", days: .fixed(month: 10, day: 31)),
    HolidayRule(name: "black_friday", days: .weekday(4, month: 11, from: 22, later: 1)),
    HolidayRule(name: "cyber_monday", days: .weekday(4, month: 11, from: 22, later: 4)),
    HolidayRule(name: "advent", days: .advent),
  ]
}

// Feasts that several calendars have.
extension HolidayCalendar {
  static let newYear = HolidayRule(name: "new_year", days: .fixed(month: 1, day: 1))
  static let epiphany = HolidayRule(name: "epiphany", days: .fixed(month: 1, day: 6))
  /// Good Friday to Easter Monday.
  static let easter = HolidayRule(name: "easter", days: .easter(-2...1))
  static let labourDay = HolidayRule(name: "labour_day", days: .fixed(month: 5, day: 1))
  static let ascension = HolidayRule(name: "ascension", days: .easter(39...39))
  static let pentecost = HolidayRule(name: "pentecost", days: .easter(49...50))
  static let corpusChristi = HolidayRule(name: "corpus_christi", days: .easter(60...60))
  static let assumption = HolidayRule(name: "assumption", days: .fixed(month: 8, day: 15))
  static let allSaints = HolidayRule(name: "all_saints", days: .fixed(month: 11, day: 1))
  static let christmas = HolidayRule(
    name: "christmas", days: .fixed(month: 12, day: 25, count: 2))
}
