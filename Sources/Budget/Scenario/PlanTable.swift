import Findings
public import Tables

/// Plans to compare, as a file states them: a row a plan, a column of money a channel.
public struct PlanTable: Sendable, Equatable {
  /// A plan.
  public struct Plan: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// Money a channel, in the order of the channels; nil keeps today's.
    public var amounts: [Double?]
  }

  /// The column of names.
  public static let nameColumn = "plan"

  /// The plans, in the order of the file.
  public let plans: [Plan]

  /// Reads a table with a column `plan` and columns named as channels; channels without one keep
  /// today's spend.
  ///
  /// - Throws: `BudgetError.badPlans` with everything that is wrong; `TableError`.
  public init(_ table: Table, channels: [String]) throws {
    var problems: [String] = []
    let source = table.source
    guard table.has(Self.nameColumn) else {
      throw BudgetError.badPlans(
        "\(source): there is no column \"\(Self.nameColumn)\". Give each plan a name in it, and a "
          + "column of money for each channel: \(channels.joined(separator: ", ")).")
    }
    for name in table.columnNames
    where name != Self.nameColumn && !channels.contains(name) && !name.isEmpty {
      let hint = nearestNames(to: name, among: channels).first.map { " Did you mean \"\($0)\"?" }
      problems.append(
        "\(source): column \"\(name)\" is no channel.\(hint ?? "") Channels: "
          + channels.joined(separator: ", ") + ".")
    }
    let names = try table.texts(Self.nameColumn)
    let columns = try channels.map { table.has($0) ? try table.numbers($0) : nil }
    var seen: [String: Int] = [:]
    var plans: [Plan] = []
    for (row, name) in names.enumerated() {
      let line = table.line(ofRow: row)
      guard let name, !name.isEmpty else {
        problems.append("\(source), line \(line): the plan has no name. Write one.")
        continue
      }
      if name == "today" || seen[name] != nil {
        problems.append(
          "\(source), line \(line): "
            + (name == "today"
              ? "\"today\" stands for today's plan. Choose another name."
              : "\"\(name)\" stands in line \(seen[name] ?? 0) too. Name each plan once."))
      }
      seen[name] = line
      let amounts = columns.map { $0?[row] }
      for (channel, amount) in zip(channels, amounts) {
        if let amount, amount < 0 {
          problems.append(
            "\(source), line \(line), column \"\(channel)\": \(amount) is below 0. Write 0 where"
              + " nothing is spent.")
        }
      }
      plans.append(Plan(name: name, amounts: amounts.map { $0 ?? nil }))
    }
    if plans.isEmpty && problems.isEmpty {
      problems.append("\(source): there is no plan. Add a row for each.")
    }
    if !problems.isEmpty { throw BudgetError.badPlans(problems.joined(separator: "\n")) }
    self.plans = plans
  }
}
