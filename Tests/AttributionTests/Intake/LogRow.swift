import Attribution
import Foundation
import Probability
import Tables

/// A row of a touch log as a test makes it.
struct LogRow: Hashable {
  var user: String
  /// Microseconds since 1970.
  var time: Int
  var channel = ""
  var converts = false
  /// Hundredths of money.
  var value = 0
  var consent = "yes"
}

/// A log in a file that is removed when the test lets go of it.
final class LogFile {
  let path = NSTemporaryDirectory() + "liftwerk-log-" + UUID().uuidString + ".csv"

  static let columns = TouchColumns(
    user: "user", time: "time", channel: "channel", conversion: "converts", value: "value",
    consent: "consent")

  init(text: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }

  init(bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

  /// Writes rows; whole days without a time of day where `isDaily`.
  convenience init(_ rows: [LogRow], isDaily: Bool = false) throws {
    var text = "user,time,channel,converts,value,consent\n"
    for row in rows {
      let day = CivilDate(dayNumber: row.time / 86_400_000_000).description
      let seconds = row.time / 1_000_000 % 86_400
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
      let clock = "T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))Z"
      let value = row.value == 0 ? "" : "\(row.value / 100).\(two(row.value % 100))"
      text +=
        "\(quoted(row.user)),\(day)\(isDaily ? "" : clock),\(quoted(row.channel)),"
        + "\(row.converts ? 1 : 0),\(value),\(row.consent)\n"
    }
    try self.init(text: text)
  }

  deinit { unlink(path) }

  func log(
    columns: TouchColumns = LogFile.columns, options: ReadOptions = ReadOptions(),
    memory: Int = 256 << 20, threads: Int = 2
  ) async throws -> TouchLog {
    try await TouchLog.read(
      path: path, source: "log", columns: columns, options: options, memory: memory,
      threads: threads)
  }

  func data(
    _ options: AttributionOptions = AttributionOptions(), columns: TouchColumns = LogFile.columns,
    locale: TableLocale? = nil, rules: ChannelRules? = nil, windows: [ClosedRange<Int>] = [],
    memory: Int = 256 << 20, threads: Int = 2
  ) async throws -> AttributionData {
    let log = try await log(
      columns: columns, options: ReadOptions(locale: locale), memory: memory, threads: threads)
    return try await log.journeys(options, rules: rules, windows: windows, threads: threads)
  }
}

private func quoted(_ text: String) -> String {
  guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
  return "\"" + text.replacing("\"", with: "\"\"") + "\""
}

extension RandomStream {
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  mutating func chance(_ share: Double) -> Bool { uniform() < share }
}

extension AttributionData {
  /// Whether two data are the same in all but what was written to disk.
  func isSame(as other: AttributionData) -> Bool {
    var (left, right) = (intake, other.intake)
    left.spilled = 0
    right.spilled = 0
    return paths == other.paths && counts == other.counts && converting == other.converting
      && units == other.units && windows == other.windows && left == right
      && timed?.offsets == other.timed?.offsets && timed?.channels == other.timed?.channels
      && timed?.hours == other.timed?.hours && timed?.converting == other.timed?.converting
      && timed?.conversions == other.timed?.conversions && timed?.value == other.timed?.value
      && timed?.nulls == other.timed?.nulls
  }
}
