import Findings
public import Tables

/// The policy to be judged: the probability of each action for each key.
public struct CandidatePolicy: Sendable {
  /// The columns that make a key.
  public let keyColumns: [String]
  /// The keys, sorted, each as the texts of its columns.
  public let keys: [[String]]
  /// The actions, sorted.
  public let actions: [String]
  /// The probabilities.
  ///
  /// **Shape**: keys x actions, row by row; each row sums to one.
  public let probabilities: [Double]

  /// How far the probabilities of a key may sum from one: what rounding to three decimals does.
  static let tolerance = 1e-3 + 1e-9

  /// Makes a policy without a file.
  ///
  /// - Throws: `BanditError.badData` for names twice or probabilities that are none or do not sum to 1.
  public init(
    keyColumns: [String], keys: [[String]], actions: [String], probabilities: [[Double]]
  ) throws(BanditError) {
    guard !keys.isEmpty, !actions.isEmpty, Set(keys).count == keys.count,
      Set(actions).count == actions.count, probabilities.count == keys.count,
      keys.allSatisfy({ $0.count == keyColumns.count }),
      probabilities.allSatisfy({ $0.count == actions.count })
    else {
      throw .badData("A policy needs distinct keys and actions, and a probability for each pair.")
    }
    let order = keys.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
    let columns = actions.indices.sorted { actions[$0] < actions[$1] }
    self.keyColumns = keyColumns
    self.keys = order.map { keys[$0] }
    self.actions = columns.map { actions[$0] }
    self.probabilities = order.flatMap { row in columns.map { probabilities[row][$0] } }
    for (row, key) in self.keys.enumerated() {
      let chances = self.probabilities[row * actions.count..<(row + 1) * actions.count]
      guard chances.allSatisfy({ (0...1).contains($0) }) else {
        throw .badData("\(Self.name(keyColumns, key)): a probability is not between 0 and 1.")
      }
      let sum = chances.reduce(0, +)
      guard abs(sum - 1) <= Self.tolerance else {
        throw .badData(
          "\(Self.name(keyColumns, key)): the probabilities sum to \(Self.shown(sum)), not to 1. List "
            + "every action of the key, each once.")
      }
    }
  }

  /// Reads a policy from a table: key columns, the action's column, `probability`.
  ///
  /// An action that is listed under other keys only has probability 0.
  ///
  /// - Throws: `TableError` for missing columns and cells that are no numbers; `BanditError.badData`
  ///   for empty cells, pairs in two rows, and probabilities that do not sum to 1 for a key.
  public init(_ table: Table, key columns: [String], action: String) throws {
    let actions = try table.texts(action)
    let keys = try columns.map { try table.texts($0) }
    let chances = try table.numbers("probability")
    var listed: [[String]: [String: Double]] = [:]
    for row in actions.indices {
      func refusal(_ column: String, _ text: String) -> BanditError {
        .badData(
          "\(table.source), line \(table.line(ofRow: row)), column '\(displayed(column))': \(text)")
      }
      guard let name = actions[row] else {
        throw refusal(action, "the cell is empty. Name the action.")
      }
      var key: [String] = []
      for (column, texts) in zip(columns, keys) {
        guard let text = texts[row] else {
          throw refusal(column, "the cell is empty. Name the key.")
        }
        key.append(text)
      }
      guard let chance = chances[row], (0...1).contains(chance) else {
        throw refusal(
          "probability",
          "\(chances[row].map { "\($0) is no probability" } ?? "the cell is empty"). Write a number "
            + "from 0 to 1.")
      }
      guard listed[key, default: [:]].updateValue(chance, forKey: name) == nil else {
        throw refusal(
          action,
          "a second row for \(Self.name([action], [name])) of \(Self.name(columns, key)). Keep one"
            + (columns.isEmpty ? ", or name with --key what the policy depends on." : "."))
      }
    }
    let sorted = listed.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let names = Set(listed.values.flatMap(\.keys)).sorted()
    do {
      try self.init(
        keyColumns: columns, keys: sorted, actions: names,
        probabilities: sorted.map { key in names.map { listed[key]?[$0] ?? 0 } })
    } catch {
      throw BanditError.badData("\(table.source): \(error.description)")
    }
  }

  /// A key as it is named in messages: `position 3`.
  static func name(_ columns: [String], _ key: [String]) -> String {
    key.isEmpty
      ? "the policy"
      : zip(columns, key).map { "\(displayed($0)) \(displayed($1))" }.joined(separator: ", ")
  }

  /// A key's name.
  public func name(ofKey index: Int) -> String { Self.name(keyColumns, keys[index]) }

  private static func shown(_ number: Double) -> String {
    NumberStyle(.en).number(number, decimals: 4)
  }
}
