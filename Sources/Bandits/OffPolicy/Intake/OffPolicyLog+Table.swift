import Findings
public import Tables

extension OffPolicyLog {
  /// Reads a log from a table with a row for each decision.
  ///
  /// - Throws: `TableError` for missing columns and cells that are no numbers; `BanditError.badData` for
  ///   empty cells, a propensity of 0 or above 1, a key or an action that the policy does not list.
  public init(_ table: Table, policy: CandidatePolicy, options: OffPolicyOptions) throws {
    let keys = try Self.keys(table, policy, options)
    let actions = try Self.actions(table, policy, options)
    let rewards = try Self.filled(table, options.reward, "Write 0 where nothing was earned.")
    let propensities = try Self.propensities(table, options)
    let (clusters, clusterOfRow) = try Self.clusters(table, options.cluster)
    let features = try FeatureRows(table, columns: options.features)
    var tally = CellTally()
    for row in keys.indices {
      tally.add(
        LoggedCell(
          key: keys[row], action: actions[row], features: features?.rows[row] ?? 0,
          cluster: clusterOfRow?[row] ?? 0, propensity: propensities[row],
          // Adding zero turns -0 into 0.
          reward: rewards[row] + 0))
    }
    self.init(
      tally, clusters: clusters, features: features?.values ?? [],
      featureNames: features?.names ?? [], folds: options.folds, seed: options.seed)
  }

  private static func refusal(
    _ table: Table, _ row: Int, _ column: String, _ text: String
  ) -> BanditError {
    .badData(
      "\(table.source), line \(table.line(ofRow: row)), column '\(displayed(column))': \(text)")
  }

  private static func keys(
    _ table: Table, _ policy: CandidatePolicy, _ options: OffPolicyOptions
  ) throws -> [Int32] {
    let numbers = Dictionary(
      uniqueKeysWithValues: policy.keys.enumerated().map { ($1.joined(separator: "\u{1F}"), $0) })
    let columns = try options.key.map { try table.texts($0) }
    guard let first = columns.first else { return [Int32](repeating: 0, count: table.rowCount) }
    return try (0..<table.rowCount).map { row in
      var text = first[row]
      for column in columns.dropFirst() {
        guard let known = text, let more = column[row] else {
          text = nil
          break
        }
        text = known + "\u{1F}" + more
      }
      guard let text else {
        let empty = options.key.indices.first { columns[$0][row] == nil } ?? 0
        throw refusal(table, row, options.key[empty], "the cell is empty. Name the key.")
      }
      guard let number = numbers[text] else {
        let key = columns.map { $0[row] ?? "" }
        throw refusal(
          table, row, options.key[0],
          "the policy has no probabilities for \(CandidatePolicy.name(options.key, key)). Add rows "
            + "for it to \(options.policy), or leave these rows of the log out.")
      }
      return Int32(number)
    }
  }

  private static func actions(
    _ table: Table, _ policy: CandidatePolicy, _ options: OffPolicyOptions
  ) throws -> [Int32] {
    let numbers = Dictionary(uniqueKeysWithValues: policy.actions.enumerated().map { ($1, $0) })
    let texts = try table.texts(options.action)
    return try texts.indices.map { row in
      guard let text = texts[row] else {
        throw refusal(table, row, options.action, "the cell is empty. Name the action.")
      }
      guard let number = numbers[text] else {
        let hint = nearestNames(to: text, among: policy.actions).first
          .map { " (did you mean '\(displayed($0))'?)" }
        throw refusal(
          table, row, options.action,
          "the policy does not list the action '\(displayed(text))'\(hint ?? ""). Add it to "
            + "\(options.policy), with probability 0 where it is never chosen.")
      }
      return Int32(number)
    }
  }

  private static func filled(
    _ table: Table, _ column: String, _ remedy: String
  ) throws -> [Double] {
    let numbers = try table.numbers(column)
    return try numbers.indices.map { row in
      guard let number = numbers[row] else {
        throw refusal(table, row, column, "the cell is empty. \(remedy)")
      }
      return number
    }
  }

  private static func propensities(
    _ table: Table, _ options: OffPolicyOptions
  ) throws -> [Double] {
    let column = options.propensity
    let numbers = try filled(
      table, column, "Write the probability with which the action was chosen.")
    for (row, number) in numbers.enumerated() where !(number > 0 && number <= 1) {
      throw refusal(
        table, row, column,
        "the propensity is \(NumberStyle(.en).number(number, significant: 6)), but an action that "
          + "was chosen had a probability above 0 and at most 1. Correct it, or leave the row out if "
          + "it is not known.")
    }
    return numbers
  }

  private static func clusters(
    _ table: Table, _ column: String?
  ) throws -> (names: [String], ofRow: [Int32]?) {
    guard let column else { return ([], nil) }
    let texts = try table.texts(column)
    for row in texts.indices where texts[row] == nil {
      throw refusal(table, row, column, "the cell is empty. Name the cluster of every row.")
    }
    let names = Set(texts.compactMap(\.self)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
    return (names, texts.map { $0.flatMap { numbers[$0] } ?? 0 })
  }
}
