/// The credits of a fitted `HazardModel` for counts of paths.
///
/// A path's conversions are shared as those of its timed journeys are, each by its own counterfactual;
/// a journey without any positive drop is shared equally over its distinct channels.
package struct HazardCredit: CreditModel {
  /// How many conversions lie in journeys that are shared equally because no channel's drop is positive.
  package let conversionsWithoutDrop: Int

  private let model: HazardModel
  private let paths: PathList
  private let converting: HazardLikelihood
  /// Conversions and value of each journey of `converting`.
  private let conversions: [Int]
  private let value: [Int]
  /// Where each path's journeys start in `converting`; one more entry than there are paths.
  private let starts: [Int]
  private let gradients: PathGradients

  /// Prepares credits of a fitted model.
  ///
  /// - Parameters:
  ///   - model: the fit.
  ///   - paths: the paths of the data; those of the model's journeys are among them.
  ///   - counts: the full sample's counts, against which replicates weigh.
  package init(_ model: HazardModel, paths: PathList, counts: PathCounts) {
    let timed = model.timed
    let pathOf = PathSearch(paths).paths(of: timed)
    let chosen = (0..<timed.count).filter { timed.conversions[$0] > 0 && pathOf[$0] >= 0 }
      .sorted { (pathOf[$0], $0) < (pathOf[$1], $1) }
    var starts = [0]
    var next = 0
    for path in 0..<paths.count {
      while next < chosen.count, pathOf[chosen[next]] == path { next += 1 }
      starts.append(next)
    }
    self.model = model
    self.paths = paths
    self.starts = starts
    converting = HazardLikelihood(
      HazardJourneys(timed, channelCount: model.channels.count, chosen: chosen),
      halfLifeDays: model.halfLifeDays, penalty: HazardModel.penalty)
    conversions = chosen.map { timed.conversions[$0] }
    value = chosen.map { timed.value[$0] }
    gradients = PathGradients(model, pathOf: pathOf, counts: counts)
    let full = HazardCounterfactual(
      likelihood: converting, coefficients: model.fit.coefficients)
    conversionsWithoutDrop = chosen.indices.reduce(0) {
      full.shares($1) == nil ? $0 + timed.conversions[chosen[$1]] : $0
    }
  }

  /// The coefficients moved by one Newton step from the fit to counts of paths, in the order of
  /// `HazardModel.coefficients`.
  package func coefficients(_ counts: PathCounts) -> [Double] {
    gradients.step(to: counts, from: model.fit)
  }

  /// Credits for counts of paths, with the coefficients moved by one Newton step to them.
  ///
  /// - Complexity: O(touches of converting journeys x their distinct channels).
  package func credit(_ counts: PathCounts) -> Credit {
    let counterfactual = HazardCounterfactual(
      likelihood: converting, coefficients: coefficients(counts))
    var sum = CreditSum(channels: paths.channels.count)
    var shares = PathShares(channels: paths.channels.count)
    for path in 0..<paths.count where counts.conversions[path] != 0 || counts.value[path] != 0 {
      for journey in starts[path]..<starts[path + 1] {
        let channels = converting.journeys.channels(journey)
        shares.add(
          channels, counterfactual.shares(journey), conversions: Double(conversions[journey]),
          value: Double(value[journey]))
      }
      if starts[path] == starts[path + 1] { shares.add(equally: paths[path]) }
      shares.drain(
        into: &sum, conversions: Double(counts.conversions[path]),
        value: Double(counts.value[path]))
    }
    return sum.credit
  }
}

/// The shares of one path's channels while its journeys are added up.
private struct PathShares {
  private var conversions: [Double]
  private var value: [Double]
  private var total = 0.0
  private var totalValue = 0.0
  private var channels: [Int] = []

  init(channels: Int) {
    conversions = Array(repeating: 0, count: channels)
    value = conversions
  }

  mutating func add(
    _ channels: ArraySlice<UInt16>, _ shares: [Double]?, conversions amount: Double,
    value money: Double
  ) {
    // All journeys of a path have the same channels.
    self.channels = channels.map(Int.init)
    for (place, channel) in self.channels.enumerated() {
      let share = shares?[place] ?? 1 / Double(channels.count)
      conversions[channel] += share * amount
      value[channel] += share * money
    }
    total += amount
    totalValue += money
  }

  mutating func add(equally path: ArraySlice<UInt16>) {
    channels = Set(path).sorted().map(Int.init)
    for channel in channels { conversions[channel] = 1 }
    total = Double(channels.count)
  }

  /// Shares a path's counts and starts anew; value without weights of its own goes as conversions do.
  mutating func drain(into sum: inout CreditSum, conversions amount: Double, value money: Double) {
    for channel in channels {
      let share = conversions[channel] / total
      sum.conversions[channel] += amount * share
      sum.value[channel] += money * (totalValue > 0 ? value[channel] / totalValue : share)
      conversions[channel] = 0
      value[channel] = 0
    }
    total = 0
    totalValue = 0
  }
}
