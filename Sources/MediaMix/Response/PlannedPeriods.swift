public import Findings
import Tables

/// Which periods a budget is for, and what stands for today's plan in them.
public struct PlannedPeriods: Sendable, Equatable {
  /// The periods of the data whose spend is today's plan.
  public let source: ClosedRange<Int>
  /// Whether they are planned anew as they were; if not, as many coming periods are planned, with
  /// the end of the data before them.
  public let isRetrospective: Bool

  /// Finds the periods.
  ///
  /// - Parameters:
  ///   - data: the panel.
  ///   - horizon: how many coming periods; a year, or all there are, if nil.
  ///   - from: the first of the data's periods, to plan those anew instead.
  ///   - to: the last of them.
  /// - Throws: `MediaMixError.refused` if the data do not have them.
  public init(
    _ data: MediaMixData, horizon: Int? = nil, from: String? = nil, to: String? = nil
  ) throws(MediaMixError) {
    let count = data.timeCount
    isRetrospective = from != nil || to != nil
    guard isRetrospective else {
      let horizon = horizon ?? min(count, data.periodsOfYear ?? count)
      guard (1...count).contains(horizon) else {
        throw .refused([
          MediaMixProblem(
            "a horizon of \(horizon) periods does not fit the data", at: "budget.horizon",
            remedy: "Give a number from 1 to \(count).")
        ])
      }
      source = (count - horizon)...(count - 1)
      return
    }
    let labels = data.times.labels
    var problems: [MediaMixProblem] = []
    func place(_ label: String?, _ key: String, or end: Int) -> Int {
      guard let label else { return end }
      if let found = labels.firstIndex(of: label) { return found }
      let hint = nearestNames(to: label, among: labels).first.map { "Did you mean \($0)? " }
      problems.append(
        MediaMixProblem(
          "no period \"\(displayed(label))\"", at: "budget.\(key)",
          remedy: "\(hint ?? "")The data go from \(labels[0]) to \(labels[count - 1])."))
      return end
    }
    let first = place(from, "from", or: 0)
    let last = place(to, "to", or: count - 1)
    if problems.isEmpty && first > last {
      problems.append(
        MediaMixProblem(
          "the first period is after the last", at: "budget.from", remedy: "Swap from and to."))
    }
    guard problems.isEmpty else { throw .refused(problems) }
    source = first...last
  }

  var count: Int { source.count }
}

extension PlannedPeriods {
  /// The first and last day planned for.
  ///
  /// - Parameter data: the panel that the periods were found in.
  public func days(in data: MediaMixData) -> Period {
    let first = isRetrospective ? source.lowerBound : data.timeCount
    let times = isRetrospective ? data.times : data.times.continued(by: source.count)
    return Period(from: times.labels[first], to: times.lastDays[first + source.count - 1])
  }
}

extension MediaMixResult {
  /// The units that a budget on this model is stated in.
  public var budgetUnits: (money: Unit, outcome: Unit) {
    let units = MediaMixUnits(model)
    return (units.money, units.outcome)
  }
}
