import Foundation
import Probability

/// Makes the export of a finished A/B test with known truth: a fictional retailer sent some of its
/// customers a newsletter, some a newsletter with a voucher, and some nothing.
///
/// Who bought before buys again, so past revenue explains much of the noise. The newsletter moves customers
/// of up to a year more than older ones; the voucher adds orders at smaller baskets. True effects are
/// differences of expected values over the same customers, had all of them been in one arm.
package struct ExperimentSimulator: Sendable {
  /// How many customers there are.
  package var users: Int
  /// The seed of every random number; a customer's row depends on it and on the customer's number only.
  package var seed: UInt64

  /// The arms; the first is the control.
  package static let arms = ["no-mail", "newsletter", "voucher"]
  /// The columns of the export.
  package enum Column {
    package static let user = "customer", arm = "arm", visit = "visited", order = "ordered"
    package static let revenue = "revenue", before = "revenue_before"
    package static let months = "customer_months", age = "age_group", region = "region"
  }
  /// All columns in their order.
  static let header = [
    Column.user, Column.arm, Column.visit, Column.order, Column.revenue, Column.before,
    Column.months, Column.age, Column.region,
  ]

  /// Chooses the size of the export.
  package init(users: Int, seed: UInt64) {
    self.users = users
    self.seed = seed
  }

  /// The export, UTF-8, comma-separated, and what it was made from.
  package struct Output: Sendable {
    package var csv: String
    package var truth: ExperimentTruth
  }

  /// Makes the export.
  package func run() -> Output {
    let root = RandomStream(seed: seed, stream: 0x006D_6169)
    var tally = ExperimentTruth(arms: Self.arms)
    var lines = [Self.header.joined(separator: ",")]
    for number in 0..<users {
      var stream = root.substream(UInt64(number))
      let customer = Customer(&stream)
      let arm = min(Int(3 * stream.uniform()), 2)
      tally.add(customer)
      lines.append(row(number, customer, arm, &stream))
    }
    return Output(csv: lines.joined(separator: "\n") + "\n", truth: tally)
  }

  private func row(
    _ number: Int, _ customer: Customer, _ arm: Int, _ stream: inout RandomStream
  ) -> String {
    let response = customer.response(arm)
    let hasVisited = stream.uniform() < response.visit
    let hasOrdered = hasVisited && stream.uniform() < response.order
    let basket = response.basket * exp(0.5 * stream.standardNormal() - 0.125)
    return [
      "c\(100_000 + number)", Self.arms[arm], hasVisited ? "1" : "0", hasOrdered ? "1" : "0",
      hasOrdered ? String(format: "%.2f", basket) : "0",
      String(format: "%.2f", customer.before), String(customer.months), customer.age,
      customer.region,
    ].joined(separator: ",")
  }

  /// A customer before the test.
  struct Customer {
    let months: Int
    let age: String
    let region: String
    /// Revenue in the quarter before.
    let before: Double
    /// How fond of the shop, in standard deviations.
    private let fondness: Double

    init(_ stream: inout RandomStream) {
      months = 1 + Int(-18 * log(stream.uniform()))
      age = ["18-29", "30-44", "45-59", "60+"][min(Int(4 * stream.uniform()), 3)]
      region = ["north", "east", "south", "west"][min(Int(4 * stream.uniform()), 3)]
      fondness = stream.standardNormal()
      let hasBought = stream.uniform() < 0.6 / (1 + exp(-fondness))
      before = hasBought ? 60 * exp(0.45 * fondness + 0.4 * stream.standardNormal()) : 0
    }

    /// The probabilities of a visit, and of an order after it, and the mean basket, in an arm.
    func response(_ arm: Int) -> (visit: Double, order: Double, basket: Double) {
      let isNew = months <= 12
      let push = arm == 0 ? 0 : isNew ? 0.75 : 0.25
      let visit = 1 / (1 + exp(-(-1.6 + 0.7 * fondness + push)))
      let order = 1 / (1 + exp(-(-1.1 + 0.5 * fondness + (arm == 2 ? 0.45 : 0))))
      return (visit, order, 70 * exp(0.35 * fondness) * (arm == 2 ? 0.9 : 1))
    }
  }
}
