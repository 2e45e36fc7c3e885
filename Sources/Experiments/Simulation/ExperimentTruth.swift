/// What a simulated A/B test was made from: the key `experiment` of `truth.json`.
package struct ExperimentTruth: Codable, Sendable, Equatable {
  /// What customers would do on average if all of them were in one arm.
  package struct Arm: Codable, Sendable, Equatable {
    /// The share who visit.
    package var visited = 0.0
    /// The share who order.
    package var ordered = 0.0
    /// Revenue a customer.
    package var revenue = 0.0
    /// The share of customers of up to a year who order, and that of older ones.
    package var orderedNew = 0.0, orderedOld = 0.0

    enum CodingKeys: String, CodingKey {
      case visited, ordered, revenue
      case orderedNew = "ordered_new"
      case orderedOld = "ordered_old"
    }
  }

  /// Each arm's truth.
  package var arms: [String: Arm]
  private var names: [String]
  private var counts = (new: 0.0, old: 0.0)

  init(arms names: [String]) {
    self.names = names
    arms = Dictionary(uniqueKeysWithValues: names.map { ($0, Arm()) })
  }

  /// Takes a customer into the running means.
  mutating func add(_ customer: ExperimentSimulator.Customer) {
    let isNew = customer.months <= 12
    if isNew { counts.new += 1 } else { counts.old += 1 }
    let all = counts.new + counts.old
    for (number, name) in names.enumerated() {
      guard var arm = arms[name] else { continue }
      let response = customer.response(number)
      let order = response.visit * response.order
      arm.visited += (response.visit - arm.visited) / all
      arm.ordered += (order - arm.ordered) / all
      arm.revenue += (order * response.basket - arm.revenue) / all
      if isNew {
        arm.orderedNew += (order - arm.orderedNew) / counts.new
      } else {
        arm.orderedOld += (order - arm.orderedOld) / counts.old
      }
      arms[name] = arm
    }
  }

  enum CodingKeys: String, CodingKey { case arms }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    arms = try container.decode([String: Arm].self, forKey: .arms)
    names = arms.keys.sorted()
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(arms, forKey: .arms)
  }

  package static func == (a: ExperimentTruth, b: ExperimentTruth) -> Bool { a.arms == b.arms }
}
