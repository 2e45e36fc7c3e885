import Findings
import Probability

/// Makes distributions of the priors of one channel, and gathers what is wrong with them.
struct PriorReader {
  /// The key of the project file that the priors stand under.
  let path: String
  private(set) var problems: [MediaMixProblem] = []
  /// The families that plain statements became, by key.
  private(set) var resolved: [String: PriorSpecification] = [:]

  init(path: String) { self.path = path }

  /// The distribution of a parameter; nil if there is no such distribution.
  mutating func read(
    _ key: String, _ prior: PriorSpecification, _ range: ShapeParameter.Range = .any
  ) -> (any UnivariateDistribution)? {
    switch prior {
    case .family(let family, let parameters): return read(key, family, parameters, range)
    case .statement(let statement):
      do {
        let prior = try statement.resolved(PriorFamily(key, range), key: key)
        resolved[key] = prior
        return read(key, prior, range)
      } catch {
        report(error.what, key, error.remedy)
        return nil
      }
    }
  }

  private mutating func read(
    _ key: String, _ name: String, _ parameters: [Double], _ range: ShapeParameter.Range
  ) -> (any UnivariateDistribution)? {
    do {
      let family = try DistributionFamily(named: name)
      let distribution = try family.distribution(parameters)
      check(distribution, key, "\(name)\(parameters)", range)
      return distribution
    } catch {
      report("\(error)", key, remedy(for: name))
      return nil
    }
  }

  private func remedy(for family: String) -> String {
    let known = DistributionFamily.allCases.map(\.rawValue)
    let hint = known.contains(family) ? nil : nearestNames(to: family, among: known).first
    let meant = hint.map { "Did you mean \"\($0)\"? " } ?? ""
    return "\(meant)Write a prior as in {lognormal: [0.2, 0.9]}."
  }

  private mutating func check(
    _ distribution: any UnivariateDistribution, _ key: String, _ shown: String,
    _ range: ShapeParameter.Range
  ) {
    switch range {
    case .any: break
    case .share:
      if !distribution.isWithin(0...1) {
        report(
          "\(shown) reaches beyond 0 ... 1", key,
          "Give a prior on that range, such as uniform[0, 1].")
      }
    case .positive:
      if !distribution.isPositive {
        report(
          "\(shown) reaches numbers that are not positive", key,
          "Give a prior on positive numbers, such as lognormal[0, 0.5].")
      }
    }
  }

  private mutating func report(_ what: String, _ key: String, _ remedy: String) {
    problems.append(MediaMixProblem(what, at: "\(path).\(key)", remedy: remedy))
  }
}

extension UnivariateDistribution {
  /// Whether the distribution's mass is on positive numbers; a bound of 0 may be open or closed.
  var isPositive: Bool { isWithin(0...Double.infinity) && support.upper > 0 }

  /// Whether all of the distribution's mass is in a range.
  func isWithin(_ range: ClosedRange<Double>) -> Bool {
    range.contains(support.lower) && range.contains(support.upper)
  }
}
