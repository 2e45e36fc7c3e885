// Germany, Austria and Switzerland.
extension HolidayCalendar {
  /// Germany as a whole (`DE`) and each of its states (`DE-BW`).
  static let german: [String: [HolidayRule]] = {
    let everywhere = [
      newYear, easter, labourDay, ascension, pentecost, christmas,
      HolidayRule(
        name: "german_unity_day", days: .fixed(month: 10, day: 3), years: 1990...9999),
      // Five hundred years of Reformation, in all states.
      reformation(2017...2017),
    ]
    var calendars = ["DE": everywhere]
    for (state, rules) in ofStates { calendars["DE-\(state)"] = everywhere + rules }
    return calendars
  }()

  private static func reformation(_ years: ClosedRange<Int>) -> HolidayRule {
    HolidayRule(name: "reformation_day", days: .fixed(month: 10, day: 31), years: years)
  }

  private static func womensDay(_ first: Int) -> HolidayRule {
    HolidayRule(name: "womens_day", days: .fixed(month: 3, day: 8), years: first...9999)
  }

  /// What a state has besides.
  ///
  /// The Assumption is a holiday in the mostly Catholic communities of Bavaria, which are most.
  private static let ofStates: [String: [HolidayRule]] = {
    let always = reformation(1...9999)
    let north = [reformation(2018...9999)]
    return [
      "BW": [epiphany, corpusChristi, allSaints],
      "BY": [epiphany, corpusChristi, assumption, allSaints],
      "BE": [womensDay(2019), liberation(2020), liberation(2025)],
      "BB": [always],
      "HB": north,
      "HH": north,
      "HE": [corpusChristi],
      "MV": [womensDay(2023), always],
      "NI": north,
      "NW": [corpusChristi, allSaints],
      "RP": [corpusChristi, allSaints],
      "SL": [corpusChristi, assumption, allSaints],
      "SN": [
        always,
        // The Wednesday before 23 November.
        HolidayRule(name: "repentance_day", days: .weekday(3, month: 11, from: 16)),
      ],
      "ST": [epiphany, always],
      "SH": north,
      "TH": [
        always,
        HolidayRule(
          name: "childrens_day", days: .fixed(month: 9, day: 20), years: 2019...9999),
      ],
    ]
  }()

  /// In Berlin 75 and 80 years after the end of the war.
  private static func liberation(_ year: Int) -> HolidayRule {
    HolidayRule(name: "liberation_day", days: .fixed(month: 5, day: 8), years: year...year)
  }

  /// Austria, where Good Friday is no public holiday.
  static let austrian = [
    newYear, epiphany, HolidayRule(name: "easter", days: .easter(0...1)), labourDay, ascension,
    pentecost, corpusChristi, assumption,
    HolidayRule(name: "austrian_national_day", days: .fixed(month: 10, day: 26)), allSaints,
    HolidayRule(name: "immaculate_conception", days: .fixed(month: 12, day: 8)), christmas,
  ]

  /// What nearly all cantons of Switzerland have.
  static let swiss = [
    newYear, easter, ascension, pentecost,
    HolidayRule(
      name: "swiss_national_day", days: .fixed(month: 8, day: 1), years: 1994...9999),
    christmas,
  ]
}
