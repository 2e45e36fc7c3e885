import Findings
import Tables

/// The arm of every row, the arms in canonical order.
struct ArmRows {
  let arms: [String]
  /// The position among the arms, by row.
  let arm: [Int]
  let source: String

  init(_ table: Table, _ options: ExperimentOptions) throws {
    source = table.source
    let texts = try table.texts(options.arm)
    guard !texts.isEmpty else {
      throw ExperimentError.refused("\(table.source): the table has no rows.")
    }
    var names = Set<String>()
    for (row, name) in texts.enumerated() {
      guard let name else {
        throw ExperimentError.refused(
          "\(table.source), line \(table.line(ofRow: row)): no arm in \"\(options.arm)\". "
            + "Leave units out that were not assigned.")
      }
      names.insert(name)
    }
    arms = try Self.ordered(names, options, table.source)
    let positions = Dictionary(uniqueKeysWithValues: arms.enumerated().map { ($1, $0) })
    arm = texts.map { positions[$0 ?? ""] ?? 0 }
  }

  private static func ordered(
    _ names: Set<String>, _ options: ExperimentOptions, _ source: String
  ) throws -> [String] {
    let sorted = names.sorted()
    let shown = sorted.prefix(20).map { "\"\($0)\"" }.joined(separator: ", ")
    guard names.contains(options.control) else {
      let hint = nearestNames(to: options.control, among: sorted).first
        .map { " (did you mean \"\($0)\"?)" }
      throw ExperimentError.refused(
        "\(source): no row is of the control arm \"\(options.control)\"\(hint ?? ""); "
          + "\"\(options.arm)\" has \(shown)\(sorted.count > 20 ? ", …" : "").")
    }
    guard names.count > 1 else {
      throw ExperimentError.refused(
        "\(source): all rows are of the arm \(shown); an experiment compares two at least.")
    }
    guard names.count <= 100 else {
      throw ExperimentError.refused(
        "\(source): \"\(options.arm)\" has \(names.count) different values; 100 arms at most. "
          + "Is it the column of arms?")
    }
    if !options.shares.isEmpty {
      for name in options.shares.keys.sorted() where !names.contains(name) {
        throw ExperimentError.refused(
          "\(source): arm \"\(name)\" of the shares has no units; the data have \(shown).")
      }
      for name in sorted where options.shares[name] == nil {
        throw ExperimentError.badOptions("shares: give the share of arm \"\(name)\", too.")
      }
    }
    return [options.control] + sorted.filter { $0 != options.control }
  }
}
