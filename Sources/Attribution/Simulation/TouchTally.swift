/// Sums what a simulated touch log was made from, over the users who gave consent.
struct TouchTally {
  let profiles: [TouchProfile]
  let test: (channel: Int, days: ClosedRange<Int>)?
  private(set) var users = 0
  private(set) var conversions = 0
  private(set) var cents = 0
  private(set) var touches: [Int]
  private(set) var expected = 0.0
  /// Expected purchases without each channel.
  private(set) var without: [Double]
  /// Expected purchases without any paid channel.
  private(set) var withoutPaid = 0.0
  /// What the tested channel added in the days of its test.
  private(set) var tested = 0.0
  private let paid: Set<Int>

  init(profiles: [TouchProfile], test: (channel: Int, days: ClosedRange<Int>)?) {
    self.profiles = profiles
    self.test = test
    touches = profiles.map { _ in 0 }
    without = profiles.map { _ in 0 }
    paid = Set(profiles.indices.filter { profiles[$0].isPaid })
  }

  /// Whether somebody could switch a channel off, so that its effect means something.
  static func isSwitchable(_ profile: TouchProfile) -> Bool {
    profile.isPaid || profile.name == "newsletter"
  }

  mutating func add(_ user: SimulatedUser, _ purchases: [Bool], _ process: PurchaseProcess) {
    users += 1
    var held: Set<Int> = []
    for (touch, isPurchase) in zip(user.touches, purchases) {
      touches[touch.channel] += 1
      held.insert(touch.channel)
      if isPurchase {
        conversions += 1
        cents += touch.cents
      }
    }
    let all = process.expected(of: user)
    expected += all
    for channel in profiles.indices where Self.isSwitchable(profiles[channel]) {
      without[channel] +=
        held.contains(channel)
        ? process.expected(of: user, without: .init(channels: [channel])) : all
    }
    withoutPaid +=
      held.isDisjoint(with: paid) ? all : process.expected(of: user, without: .init(channels: paid))
    guard let test, held.contains(test.channel) else { return }
    let times = test.days.lowerBound * 86_400...(test.days.upperBound + 1) * 86_400 - 1
    tested +=
      process.expected(of: user, in: times)
      - process.expected(
        of: user, without: .init(channels: [test.channel], times: times), in: times)
  }
}
