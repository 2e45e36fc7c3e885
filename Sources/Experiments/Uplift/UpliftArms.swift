import Findings
import Tables

/// The rows of a file that are control or the treated arm.
struct UpliftArms {
  /// The name of the treated arm.
  let treatment: String
  /// The rows of both arms.
  let rows: [Int]
  /// Whether each of them was treated.
  let isTreated: [Bool]
  /// Whether all arms of the file have the numbers of units they should.
  let sampleRatio: SampleRatio

  init(_ table: Table, _ options: UpliftOptions) throws {
    var experiment = ExperimentOptions(arm: options.arm, control: options.control, metrics: [])
    experiment.shares = options.shares
    let found = try ArmRows(table, experiment)
    treatment = try Self.treatment(found.arms, options, table.source)
    let wanted = found.arms.firstIndex(of: treatment) ?? 0
    rows = found.arm.indices.filter { found.arm[$0] == 0 || found.arm[$0] == wanted }
    isTreated = rows.map { found.arm[$0] == wanted }
    var counts = [Int](repeating: 0, count: found.arms.count)
    for arm in found.arm { counts[arm] += 1 }
    sampleRatio = SampleRatio(
      counts: counts, shares: found.arms.map { options.shares[$0] ?? 1 })
    for arm in [0, wanted] where counts[arm] < 50 {
      throw ExperimentError.refused(
        "\(table.source): arm \"\(found.arms[arm])\" has \(counts[arm]) units; uplift needs 50 in each "
          + "arm at least.")
    }
  }

  private static func treatment(
    _ arms: [String], _ options: UpliftOptions, _ source: String
  ) throws(ExperimentError) -> String {
    let others = Array(arms.dropFirst())
    let names = others.map { "\"\($0)\"" }.joined(separator: ", ")
    guard let name = options.treatment else {
      guard others.count == 1 else {
        throw .refused("\(source): say which arm is the treatment: \(names).")
      }
      return others[0]
    }
    guard others.contains(name) else {
      let hint = nearestNames(to: name, among: others).first.map { " (did you mean \"\($0)\"?)" }
      throw .refused(
        "\(source): no row is of the treated arm \"\(name)\"\(hint ?? ""); besides control there are "
          + "\(names).")
    }
    return name
  }
}
