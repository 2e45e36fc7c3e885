import Findings

extension BudgetOptions {
  /// Refuses options that contradict themselves or name channels there are not.
  ///
  /// - Throws: `BudgetError.badOptions` with everything that is wrong.
  package func check(channels: [String]) throws(BudgetError) {
    var problems: [String] = []
    checkNames(channels, &problems)
    checkRanges(&problems)
    checkNumbers(&problems)
    if !problems.isEmpty { throw .badOptions(problems.joined(separator: "\n")) }
  }

  private func checkNames(_ channels: [String], _ problems: inout [String]) {
    func known(_ names: some Sequence<String>, _ key: String, alsoOthers: Bool = false) {
      for name in names where !channels.contains(name) && !(alsoOthers && name == Self.others) {
        let hint = nearestNames(to: name, among: channels).first.map { " Did you mean \"\($0)\"?" }
        problems.append(
          "budget.\(key): there is no channel \"\(name)\".\(hint ?? "") Channels: "
            + channels.joined(separator: ", ") + ".")
      }
    }
    known(bounds.keys.sorted(), "bounds", alsoOthers: true)
    known(limits.keys.sorted(), "limits")
    known(fixed, "fixed")
    known(minimumFlight.keys.sorted(), "minimum_flight")
    known(step.keys.sorted(), "step", alsoOthers: true)
    known(frequency.keys.sorted(), "frequency", alsoOthers: true)
    for group in groups { known(group.channels, "groups.\(group.name)") }
    for (k, names) in linked.enumerated() {
      known(names, "linked[\(k)]")
      if Set(names).count < 2 {
        problems.append("budget.linked[\(k)]: a link joins at least two channels.")
      }
    }
  }

  private func checkRanges(_ problems: inout [String]) {
    for (key, ranges, what) in [
      ("bounds", bounds, "multiples of today's spend, such as [0.7, 1.3]"),
      ("limits", limits, "amounts of money, such as [10000, 50000]"),
    ] {
      for (name, range) in ranges.sorted(by: { $0.key < $1.key }) {
        if range.contains(where: { $0 < 0 }) {
          problems.append(
            "budget.\(key).\(name): \(range) is below 0, and spend is not. Give two \(what).")
        } else if range.count != 2 || range.contains(where: { !$0.isFinite })
          || range[0] > range[1]
        {
          problems.append("budget.\(key).\(name): give the least and the most as two \(what).")
        }
      }
    }
    for (name, range) in frequency.sorted(by: { $0.key < $1.key })
    where range.count != 2 || !range.allSatisfy({ $0 >= 1 && $0 <= 1000 }) || range[0] > range[1] {
      problems.append(
        "budget.frequency.\(name): give the least and the most contacts a person, from 1 to 1,000,"
          + " such as [1, 6].")
    }
    for group in groups {
      let shares = [group.leastShare, group.mostShare].compactMap { $0 }
      let amounts = [group.least, group.most].compactMap { $0 }
      if shares.isEmpty && amounts.isEmpty {
        problems.append("budget.groups.\(group.name): give min, max, min_share or max_share.")
      }
      if shares.contains(where: { !(0...1).contains($0) }) {
        problems.append("budget.groups.\(group.name): a share is a number from 0 to 1.")
      }
      if amounts.contains(where: { $0 < 0 || !$0.isFinite }) {
        problems.append("budget.groups.\(group.name): an amount of money is not below 0.")
      }
    }
  }

  private func checkNumbers(_ problems: inout [String]) {
    func need(_ holds: Bool, _ key: String, _ text: String) {
      if !holds { problems.append("budget.\(key): \(text)") }
    }
    if case .amount(let amount) = total {
      need(
        amount > 0 && amount.isFinite, "total",
        "a total of \(amount) leaves nothing to divide. Give more than 0, keep or free.")
    }
    if let horizon { need(horizon > 0, "horizon", "give a number of periods, at least 1.") }
    need(
      horizon == nil || from == nil && to == nil, "horizon",
      "give either a number of coming periods, or from and to among the data's.")
    for (key, amounts) in [("minimum_flight", minimumFlight), ("step", step)] {
      for (name, amount) in amounts.sorted(by: { $0.key < $1.key }) {
        need(amount > 0 && amount.isFinite, "\(key).\(name)", "give an amount above 0.")
      }
    }
    for (key, target) in [
      ("target_roi", targetROI), ("target_mroi", targetMROI), ("target_cpa", targetCPA),
    ] {
      if let target { need(target > 0 && target.isFinite, key, "give a number above 0.") }
    }
    let targets = [targetROI, targetMROI, targetCPA].compactMap { $0 }
    need(targets.count < 2, "target_roi", "give one target only.")
    if !targets.isEmpty {
      need(
        total == nil || total == .free, "total",
        "a target decides the total; leave total out, or set it free.")
      need(
        objective == .expected, "objective", "a target is reached in expectation; leave this out.")
      need(
        flighting == .fixed, "flighting", "a target needs today's course; leave this at fixed.")
    }
    for (key, share) in [
      ("max_change", maxChange), ("max_monthly_change", maxMonthlyChange),
    ] {
      if let share { need(share >= 0 && share.isFinite, key, "give a share such as 0.2.") }
    }
    need(
      extrapolationCap >= 1 && extrapolationCap.isFinite, "extrapolation_cap",
      "give a multiple of the largest observed spend, at least 1.")
    need(
      (0...1).contains(extrapolationPenalty), "extrapolation_penalty", "give a share from 0 to 1.")
    need(
      probability > 0 && probability < 1, "probability", "give a number between 0 and 1.")
    need(level > 0 && level < 1, "level", "give a number between 0 and 1.")
    if let margin { need(margin > 0 && margin <= 1, "margin", "give a share above 0, at most 1.") }
    if flighting == .free {
      need(
        maxMonthlyChange == nil, "max_monthly_change", "this goes with a fixed flighting only.")
      need(grain == .channel, "by", "a free flighting goes with channels, not with geos.")
      need(step.isEmpty, "step", "steps go with a fixed flighting only.")
      need(minimumFlight.isEmpty, "minimum_flight", "this goes with a fixed flighting only.")
      need(objective == .expected, "objective", "a free flighting is found for expected only.")
    }
  }
}
