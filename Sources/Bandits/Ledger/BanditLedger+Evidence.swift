import Foundation
import GRDB

extension BanditLedger {
  /// What arms have yielded, by steps of the campaign.
  ///
  /// - Parameters:
  ///   - now: seconds since 1970; ages are counted from it.
  ///   - stepDays: the length of a step.
  /// - Throws: `BanditError.ledger`, `.locked`.
  func histories(now: Double, stepDays: Double) throws(BanditError) -> [ArmHistory] {
    try read { database in
      let start = try Double.fetchOne(database, sql: "SELECT min(time) FROM decision") ?? now
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT arm, CAST((decision.time - :start) / :size AS INTEGER) AS step,
            avg(decision.time) AS time, count(*) AS decisions,
            sum(coalesce(o.conversions, 0) > 0) AS converted,
            sum(coalesce(o.conversions, 0)) AS conversions,
            sum(coalesce(o.value, 0)) AS value, sum(coalesce(o.value * o.value, 0)) AS values2,
            sum(coalesce(o.cost, 0)) AS cost, sum(coalesce(o.cost * o.cost, 0)) AS costs2,
            sum(coalesce(o.reached, 0) > 0) AS reached
          FROM decision LEFT JOIN (
            SELECT decision AS id, sum(conversions) AS conversions, sum(value) AS value,
              sum(cost) AS cost, sum(reached) AS reached
            FROM outcome GROUP BY decision) AS o ON o.id = decision.id
          WHERE arm IS NOT NULL GROUP BY arm, step ORDER BY arm, step
          """, arguments: ["start": start, "size": stepDays * 86_400])
      var histories: [ArmHistory] = []
      for row in rows {
        let name: String = row["arm"]
        if histories.last?.name != name { histories.append(ArmHistory(name: name)) }
        histories[histories.count - 1].steps.append(Self.step(row, now))
      }
      return histories
    }
  }

  private static func step(_ row: Row, _ now: Double) -> ArmStep {
    var step = ArmStep(step: row["step"], age: max(0, now - (row["time"] as Double)) / 86_400)
    step.decisions = row["decisions"]
    step.converted = row["converted"]
    step.conversions = row["conversions"]
    (step.value, step.valueSquares) = (row["value"], row["values2"])
    (step.cost, step.costSquares) = (row["cost"], row["costs2"])
    step.reached = row["reached"]
    return step
  }

  /// How long conversions took, and how long their decisions have been watched.
  func delays(now: Double) throws(BanditError) -> [DelayDistribution.Observation] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT min(outcome.time) - decision.time AS delay, decision.time AS time
          FROM outcome JOIN decision ON decision.id = outcome.decision
          WHERE conversions > 0 GROUP BY decision.id ORDER BY decision.id
          """
      ).map { row in
        let delay = max(0, row["delay"] as Double) / 86_400
        let watched = (now - (row["time"] as Double)) / 86_400
        return DelayDistribution.Observation(delay: delay, watched: max(delay, watched))
      }
    }
  }

  /// Where the campaign stands, for the next version.
  func progress(
    _ options: BanditOptions, now: Double
  ) throws(BanditError) -> CampaignProgress {
    try read { database in
      var progress = CampaignProgress()
      let newest = try Int64.fetchOne(database, sql: "SELECT max(id) FROM version") ?? 0
      progress.version = Int(newest) + 1
      progress.isStopped = try Self.setting("stopped", database) != nil
      progress.total =
        try Double.fetchOne(
          database, sql: "SELECT count(*) FROM decision WHERE arm IS NOT NULL") ?? 0
      let recent = try Double.fetchOne(
        database, sql: "SELECT count(*) FROM decision WHERE version = ?", arguments: [newest])
      progress.next = max(recent ?? 0, 1)
      progress.remaining = max(
        progress.next, options.horizon.map { Double($0) - progress.total } ?? 0)
      for row in try Row.fetchAll(
        database,
        sql: """
          SELECT arm, count(*) AS decisions FROM (
            SELECT arm FROM decision WHERE arm IS NOT NULL ORDER BY id LIMIT -1 OFFSET ?)
          GROUP BY arm
          """, arguments: [options.burnIn])
      { progress.served[row["arm"]] = row["decisions"] }
      for row in try Row.fetchAll(
        database, sql: "SELECT arm, share FROM share WHERE version = ?", arguments: [newest])
      { progress.previous[row["arm"]] = row["share"] }
      progress.riskSpent = try Self.newestAllocation(database)?.riskSpent ?? [:]
      try Self.addBudget(options, now, &progress, database)
      return progress
    }
  }

  private static func addBudget(
    _ options: BanditOptions, _ now: Double, _ progress: inout CampaignProgress,
    _ database: Database
  ) throws {
    guard let pacing = options.pacing else { return }
    let span = pacing.span.bounds(around: now)
    var spent =
      try Double.fetchOne(
        database,
        sql: "SELECT coalesce(sum(cost), 0) FROM outcome JOIN decision ON decision.id = "
          + "outcome.decision WHERE decision.time >= ?", arguments: [span.start]) ?? 0
    for (arm, price) in options.prices.sorted(by: { $0.key < $1.key }) {
      let bare = try Double.fetchOne(
        database,
        sql: "SELECT count(*) FROM decision WHERE arm = ? AND time >= ? AND NOT EXISTS "
          + "(SELECT 1 FROM outcome WHERE outcome.decision = decision.id AND cost > 0)",
        arguments: [arm, span.start])
      spent += price * (bare ?? 0)
    }
    progress.budgetLeft = pacing.budget - spent
    guard let end = span.end else {
      progress.budgetDecisions = progress.remaining
      return
    }
    // The rest of the day or month is as busy as the last one of the same length was so far.
    let past =
      try Double.fetchOne(
        database, sql: "SELECT count(*) FROM decision WHERE time >= ?",
        arguments: [now - (end - span.start)]) ?? 0
    let first = try Double.fetchOne(database, sql: "SELECT min(time) FROM decision") ?? now
    let watched = min(max(now - first, 1), end - span.start)
    progress.budgetDecisions = max(progress.next, past / watched * (end - now))
  }
}

extension PacingOptions.Span {
  /// The day or month, in universal time, that holds a moment; a campaign has no bounds.
  func bounds(around now: Double) -> (start: Double, end: Double?) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let unit: Calendar.Component = self == .day ? .day : .month
    guard self != .campaign,
      let interval = calendar.dateInterval(of: unit, for: Date(timeIntervalSince1970: now))
    else { return (-.infinity, nil) }
    return (interval.start.timeIntervalSince1970, interval.end.timeIntervalSince1970)
  }
}
