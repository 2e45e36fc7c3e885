import Bandits
import Foundation
import Probability
import Testing

@Suite("Crashes")
struct CrashTests {
  /// What a crash leaves is the database with its log cut anywhere after the last commit's end: two
  /// hundred such cuts, each reopened.
  @Test("a log cut at any point keeps all that was acknowledged, and nothing by halves")
  func cutLogs() throws {
    let folder = try ScratchFolder()
    let path = folder.path + "/ledger.sqlite"
    let ledger = try BanditLedger(path: path)
    let bandit = try LiveBandit(BanditOptions(arms: ["a"]), ledger: ledger)
    _ = try bandit.learn(time: 1)
    for _ in 0..<400 { _ = bandit.decide(time: 1) }
    try bandit.flush()
    // The log's length after each acknowledged pair of outcomes.
    var ends = [try length(path + "-wal")]
    for pair in 0..<100 {
      let both = [0, 1].map { Outcome(key: "\(pair) \($0)", decision: Int64(pair + 1), time: 2) }
      _ = try ledger.record(both, time: 2)
      ends.append(try length(path + "-wal"))
    }
    let (database, log) = (try bytes(of: path), try bytes(of: path + "-wal"))
    var stream = RandomStream(seed: 4, stream: 4)
    for cut in 0..<200 {
      let end = Int(stream.uniform() * Double(log.count - ends[0])) + ends[0]
      let acknowledged = ends.count { $0 <= end } - 1
      let copy = folder.path + "/copy\(cut).sqlite"
      try database.write(to: URL(fileURLWithPath: copy))
      try log.prefix(end).write(to: URL(fileURLWithPath: copy + "-wal"))
      var lines = 0
      try BanditLedger(path: copy).export(.outcomes, as: .jsonLines) { _ in lines += 1 }
      #expect(lines == 2 * acknowledged)
    }
  }

  private func length(_ path: String) throws -> Int { try bytes(of: path).count }

  private func bytes(of path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }
}
