import Foundation
import Probability
package import Tables

/// Makes a touch log with known truth: what people of a fictional retailer did in a season.
///
/// A user has episodes of interest, each a chain of visits by channels with pauses of hours or days
/// between them. Those who are likely to buy anyway browse longer, get the newsletter and look for
/// coupons, so that credit and effect are not the same. See `TouchProfile` for what channels do and
/// `PurchaseProcess` for how visits become purchases.
package struct TouchSimulator: Sendable {
  /// How many users the log has.
  package var users: Int
  /// The seed of every random number; a user's touches depend on it and on the user's number only.
  package var seed: UInt64
  /// The first day.
  package var start: CivilDate
  /// Money spent on the paid channels, by name; only these are in the log, beside those that are free.
  package var spend: [String: Double]
  /// For each week, the television of the week over that of the season: it makes people come directly.
  package var television: [Double]

  /// The most users of a log.
  package static let mostUsers = 20_000_000
  /// The columns of the log.
  package static let columns = TouchColumns(
    user: "user_id", time: "timestamp", channel: "channel", conversion: "converted",
    value: "revenue", consent: "consent")
  /// The channels that money buys.
  package static let paidChannels = TouchProfile.all.filter(\.isPaid).map(\.name)

  /// Chooses the size of the log.
  package init(
    users: Int, seed: UInt64, start: CivilDate, spend: [String: Double], television: [Double]
  ) {
    self.users = users
    self.seed = seed
    self.start = start
    self.spend = spend
    self.television = television
  }

  /// The channels of the log.
  var profiles: [TouchProfile] {
    TouchProfile.all.filter { !$0.isPaid || spend[$0.name] != nil }
  }

  /// The channel that was tested, and the days of the test; nil if no channel is paid.
  var test: (channel: Int, days: ClosedRange<Int>)? {
    let names = profiles.map(\.name)
    guard
      let name = ["social", "search", "video", "display", "affiliate"].first(where: names.contains),
      let channel = names.firstIndex(of: name)
    else { return nil }
    let weeks = television.count
    let first = start.dayNumber + 7 * (weeks / 4)
    return (channel, first...first + 7 * max(1, weeks / 2) - 1)
  }

  /// Makes the log, piece by piece.
  ///
  /// - Parameter write: takes the next bytes of the file: UTF-8, comma-separated, with a header.
  /// - Returns: what the log was made from.
  /// - Throws: what `write` throws; `CancellationError`.
  package func run(_ write: ([UInt8]) throws -> Void) throws -> TouchTruth {
    var log = TouchLogText(profiles.map(\.name))
    var tally = TouchTally(profiles: profiles, test: test)
    let process = PurchaseProcess(profiles)
    let crowd = SimulatedCrowd(self)
    for number in 0..<users {
      if number % 4096 == 0 { try Task.checkCancellation() }
      let user = crowd.user(number)
      let purchases = process.purchases(of: user)
      log.add(user, purchases)
      if user.hasConsent { tally.add(user, purchases, process) }
      if log.bytes.count >= 1 << 18 {
        try write(log.bytes)
        log.clear()
      }
    }
    try write(log.bytes)
    return TouchTruth(self, tally)
  }
}
