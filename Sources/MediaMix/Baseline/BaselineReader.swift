import Findings
import Tables

/// Resolves trend, holidays and events of a baseline on one data set.
struct BaselineReader {
  let baseline: MediaMixOptions.Baseline
  let times: TimeAxis
  /// The number of fitted periods.
  let fittedCount: Int
  var problems: [MediaMixProblem] = []

  init(baseline: MediaMixOptions.Baseline, times: TimeAxis, fittedCount: Int) {
    self.baseline = baseline
    self.times = times
    self.fittedCount = fittedCount
  }

  private mutating func refuse(_ what: String, _ key: String, _ remedy: String) {
    problems.append(MediaMixProblem(what, at: "media_mix.baseline.\(key)", remedy: remedy))
  }

  private var span: String { "\(times.labels.first ?? "") to \(times.labels.last ?? "")" }

  mutating func trend() -> BaselineTrend? {
    switch baseline.trend {
    case nil, .flat: return nil
    case .linear: return BaselineTrend(changePoints: [], fittedCount: fittedCount)
    case .changePoints(let count):
      let most = (fittedCount - 1) * 4 / 5
      guard (1...max(1, most)).contains(count), most > 0 else {
        refuse(
          "\(count) change points do not fit \(fittedCount) periods", "trend.change_points",
          "Give a number from 1 to \(most), or trend: linear.")
        return nil
      }
      return BaselineTrend(
        changePoints: BaselineTrend.equallySpaced(count, fittedCount: fittedCount),
        fittedCount: fittedCount)
    case .changePointsAt(let labels): return trend(at: labels)
    }
  }

  private mutating func trend(at labels: [String]) -> BaselineTrend? {
    var points: Set<Int> = []
    for label in labels {
      let point = times.index(ofLabel: label)
      // A bend in the first or the last period is none.
      if let point, point > 0, point < fittedCount - 1 {
        points.insert(point)
      } else {
        refuse(
          point == nil
            ? "no period \"\(label)\"" : "\"\(label)\" is not inside the fitted periods",
          "trend.change_points",
          "Give periods after \(times.labels[0]) and before \(times.labels[fittedCount - 1]).")
      }
    }
    return BaselineTrend(changePoints: points.sorted(), fittedCount: fittedCount)
  }

  /// Holidays that tell fitted periods apart.
  mutating func holidays() -> [Holiday] {
    guard !baseline.holidays.isEmpty else { return [] }
    guard let days = times.days else {
      refuse(
        "holidays need dated periods, and these are numbered", "holidays",
        "Give dates in the time column, or leave holidays out.")
      return []
    }
    var rules: [HolidayRule] = []
    for name in Set(baseline.holidays).sorted() {
      if let known = HolidayCalendar.rules(name) {
        rules += known
      } else {
        let near = nearestNames(to: name, among: HolidayCalendar.names, limit: 3)
        let hint = near.isEmpty ? "" : "Did you mean \(near.joined(separator: " or "))? "
        refuse(
          "no calendar \"\(name)\"", "holidays",
          "\(hint)Known: \(HolidayCalendar.names.joined(separator: ", ")).")
      }
    }
    let fitted = Array(days.prefix(fittedCount))
    return Holiday.all(rules).filter { holiday in
      let column = holiday.column(fitted)
      return column.contains { $0 != column[0] }
    }
  }

  mutating func events() -> [BaselineEvent] {
    var events: [String: BaselineEvent] = [:]
    for event in baseline.events {
      guard check(event) else { continue }
      if events[event.name] != nil {
        refuse(
          "two events are called \"\(event.name)\"", "events",
          "Give each event a name of its own, or list all dates under one.")
        continue
      }
      let resolved = BaselineEvent(
        name: event.name, occurrences: event.at, width: event.width, shape: event.shape,
        knownCount: times.count)
      if resolved.column(times).prefix(fittedCount).contains(where: { $0 != 0 }) {
        events[event.name] = resolved
      } else if event.at.allSatisfy({ isKnown($0) }) {
        refuse(
          "event \"\(event.name)\" has no trace in the fitted periods", "events",
          "Leave it out, or hold out fewer periods.")
      }
    }
    return events.sorted { $0.key < $1.key }.map(\.value)
  }

  private func isKnown(_ label: String) -> Bool { times.index(ofLabel: label) != nil }

  /// A later date than the data's is fine beside one that the data hold: a forecast may reach it.
  private func isLater(_ label: String) -> Bool {
    if let last = times.lastDays.last.flatMap({ CivilDate(iso: $0) }) {
      return CivilDate(iso: label).map { $0 > last } ?? false
    }
    guard let number = Int(label), let last = times.labels.last.flatMap({ Int($0) }) else {
      return false
    }
    return number > last
  }

  private mutating func check(_ event: MediaMixOptions.Event) -> Bool {
    let before = problems.count
    let isPlain = event.name.allSatisfy { $0.isLetter || $0.isNumber || " _-".contains($0) }
    if event.name.isEmpty || !isPlain {
      refuse(
        "\"\(event.name)\" is no name for an event", "events",
        "Use letters, digits, spaces, _ and -.")
    }
    if !(event.width >= 0 && event.width.isFinite) {
      refuse(
        "event \"\(event.name)\" has a width of \(event.width)", "events",
        "Give a number of periods, 0 or more.")
    }
    let isAnyKnown = event.at.contains { isKnown($0) }
    for label in event.at where !isKnown(label) && !(isAnyKnown && isLater(label)) {
      refuse(
        "event \"\(event.name)\" is at \"\(label)\", which is not in the data", "events",
        "Give dates from \(span), or labels of periods; later ones only beside those.")
    }
    if event.at.isEmpty {
      refuse("event \"\(event.name)\" has no date", "events", "Give at: a date or a list of dates.")
    }
    return problems.count == before
  }
}
