// Great Britain and the United States.
extension HolidayCalendar {
  private static func substituted(
    _ name: String, _ days: HolidayRule.Days, _ years: ClosedRange<Int> = 1...9999
  ) -> HolidayRule {
    HolidayRule(name: name, days: days, observance: .nextWeekday, years: years)
  }

  private static func once(_ name: String, _ year: Int, _ month: Int, _ day: Int) -> HolidayRule {
    HolidayRule(name: name, days: .fixed(month: month, day: day), years: year...year)
  }

  /// England and Wales but for Easter, New Year and August: what all of the United Kingdom has.
  private static let british = [
    HolidayRule(
      name: "early_may_bank_holiday", days: .weekday(1, month: 5, from: 1),
      years: 1978...9999, moved: [1995: (5, 8), 2020: (5, 8)]),
    HolidayRule(
      name: "spring_bank_holiday", days: .weekday(1, month: 5, from: 25),
      moved: [2002: (6, 4), 2012: (6, 4), 2022: (6, 2)]),
    substituted("christmas", .fixed(month: 12, day: 25, count: 2)),
    once("millennium_eve", 1999, 12, 31), once("jubilee", 2002, 6, 3),
    once("royal_wedding", 2011, 4, 29), once("jubilee", 2012, 6, 5),
    once("jubilee", 2022, 6, 3), once("state_funeral", 2022, 9, 19),
    once("coronation", 2023, 5, 8),
  ]

  /// England and Wales.
  static let english =
    british + [
      substituted("new_year", .fixed(month: 1, day: 1)), easter,
      HolidayRule(name: "summer_bank_holiday", days: .weekday(1, month: 8, from: 25)),
    ]

  /// Scotland: two days of New Year, no Easter Monday, an earlier summer bank holiday.
  static let scottish =
    british + [
      substituted("new_year", .fixed(month: 1, day: 1, count: 2)),
      HolidayRule(name: "easter", days: .easter(-2...(-2))),
      HolidayRule(name: "summer_bank_holiday", days: .weekday(1, month: 8, from: 1)),
      substituted("st_andrews_day", .fixed(month: 11, day: 30), 2007...9999),
    ]

  /// Northern Ireland.
  static let northernIrish =
    english + [
      substituted("st_patricks_day", .fixed(month: 3, day: 17)),
      substituted("battle_of_the_boyne", .fixed(month: 7, day: 12)),
    ]

  private static func observed(
    _ name: String, _ month: Int, _ day: Int, since year: Int = 1
  ) -> HolidayRule {
    HolidayRule(
      name: name, days: .fixed(month: month, day: day), observance: .nearestWeekday,
      years: year...9999)
  }

  /// Federal holidays of the United States.
  static let american = [
    observed("new_year", 1, 1),
    HolidayRule(
      name: "martin_luther_king_day", days: .weekday(1, month: 1, from: 15), years: 1986...9999),
    HolidayRule(name: "presidents_day", days: .weekday(1, month: 2, from: 15)),
    HolidayRule(name: "memorial_day", days: .weekday(1, month: 5, from: 25)),
    observed("juneteenth", 6, 19, since: 2021),
    observed("independence_day", 7, 4),
    HolidayRule(name: "us_labor_day", days: .weekday(1, month: 9, from: 1)),
    HolidayRule(name: "columbus_day", days: .weekday(1, month: 10, from: 8)),
    observed("veterans_day", 11, 11),
    HolidayRule(name: "thanksgiving", days: .weekday(4, month: 11, from: 22)),
    observed("christmas", 12, 25),
  ]
}
