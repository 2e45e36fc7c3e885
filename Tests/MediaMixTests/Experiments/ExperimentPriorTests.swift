import Foundation
import Interchange
import MediaMix
import Probability
import TestSupport
import Testing

/// How lift tests become priors on ROI.
struct ExperimentPriorTests {
  /// The prior of the TV channel.
  private func prior(
    _ tests: LiftTest..., baseline: PriorSpecification, in panel: ExperimentPanel = .init()
  ) throws -> (any UnivariateDistribution, PriorSpecification?) {
    var panel = panel
    panel.options.channels["tv"]?.prior.roi = baseline
    panel.options.channels["tv"]?.maxLag = 1
    panel.options.geoEffects = .normal
    panel.options.experiments = .init(tests: tests, use: .prior)
    let specification = try MediaMixSpecification(options: panel.options, data: try panel.data())
    let channel = try #require(specification.terms.last)
    #expect(channel.strength == .roi)
    return (channel.strengthPrior, specification.resolvedPriors["tv.roi"])
  }

  /// The numbers of the holdout test, by hand.
  ///
  /// 4 weeks of 100 in 2 regions are 800, so the return is
  /// 1600 / 800 = 2 and its error 200 / 800 = 0.25. Carry-over at 0.5 over lags 0 and 1 is 2/3 and
  /// 1/3, of which the last week's 1/3 is not seen: p = (3 + 2/3) / 4 = 11/12. Spend is as always. The
  /// data end 90 weeks later.
  private static let mean = 2 * 12.0 / 11
  private static let recency: Double = pow(2, 90.0 / 52) - 1
  private static let deviation: Double = 0.25 * 12 / 11 * sqrt(1 + 1.0 / 11 + recency)

  @Test("a test is completed, made less sure by what separates it from the data, and merged")
  func byHand() throws {
    // Two normals multiply to a normal.
    let (prior, resolved) = try prior(
      ExperimentPanel.holdout(), baseline: .init("normal", [1, 0.5]))
    let weight: Double = 1 / (Self.deviation * Self.deviation)
    let precision: Double = 4 + weight
    let mean: Double = (4 + Self.mean * weight) / precision
    #expect(isClose(prior.mean, mean, 1e-6))
    #expect(isClose(prior.standardDeviation, 1 / precision.squareRoot(), 1e-6))
    guard case .family("normal", _)? = resolved else {
      Issue.record("\(String(describing: resolved))")
      return
    }
  }

  @Test("another spend rate, a margin and a value enter as they should")
  func adjustments() throws {
    // TV is dark in half of the weeks, so a period of the test has twice the usual spend; a unit of
    // the KPI is worth 3, of which a half is profit.
    var panel = ExperimentPanel()
    panel.dark[1] = 52...103
    panel.value = 3
    panel.options.target = .init(
      column: "orders", kind: .conversions, value: .constant(3), margin: 0.5)
    let (prior, _) = try prior(
      ExperimentPanel.holdout(), baseline: .init("normal", [1, 0.5]), in: panel)
    let variance: Double = 1 + 1.0 / 11 + 1 + Self.recency
    let deviation: Double = 1.5 * 0.25 * 12 / 11 * sqrt(variance)
    let weight = 1 / (deviation * deviation)
    #expect(isClose(prior.mean, (4 + 1.5 * Self.mean * weight) / (4 + weight), 1e-6))
  }

  @Test("heavy-up, go-dark and holdout that say the same return give the same prior")
  func kinds() throws {
    var panel = ExperimentPanel()
    panel.dark[1] = 40...43
    // 4 weeks of 100 in 2 regions: a go-dark forgoes 800, a heavy-up by 1.25 adds 160, a heavy-up by
    // 0.5 takes 800.
    let tests = [
      ExperimentPanel.holdout { $0.lift = 1600 },
      ExperimentPanel.heavyUp {
        $0.geos = nil
        $0.lift = 320
        $0.standardError = 40
      },
      ExperimentPanel.heavyUp {
        $0.geos = nil
        $0.spendFactor = 0.5
        $0.lift = -1600
        $0.standardError = 200
      },
    ]
    let priors = try tests.map {
      try prior($0, baseline: .init("lognormal", [0.2, 0.9])).0
    }
    for other in priors.dropFirst() {
      #expect(isClose(other.mean, priors[0].mean, 1e-9))
      #expect(isClose(other.standardDeviation, priors[0].standardDeviation, 1e-9))
    }
    let dark = ExperimentPanel.goDark {
      $0.from = "2021-10-11"
      $0.to = "2021-11-07"
      $0.measuredTo = nil
      $0.lift = -1600
    }
    let (darkPrior, _) = try prior(dark, baseline: .init("lognormal", [0.2, 0.9]), in: panel)
    #expect(abs(darkPrior.mean - priors[0].mean) < 0.15)
    let twice = ExperimentPanel.goDark {
      $0.from = "2021-10-11"
      $0.to = "2021-11-07"
      $0.measuredTo = nil
      $0.usualSpend = 1600
      $0.lift = -3200
      $0.standardError = 400
    }
    let (same, _) = try prior(twice, baseline: .init("lognormal", [0.2, 0.9]), in: panel)
    #expect(abs(same.mean - darkPrior.mean) < 0.1)
  }

  @Test("a positive prior stays positive, and two tests teach more than one")
  func positive() throws {
    let second = ExperimentPanel.holdout { $0.name = "again" }
    let baseline = PriorSpecification("lognormal", [0.2, 0.9])
    let (one, resolved) = try prior(ExperimentPanel.holdout(), baseline: baseline)
    let (two, _) = try prior(ExperimentPanel.holdout(), second, baseline: baseline)
    #expect(one.support == .positive)
    #expect(two.standardDeviation < 0.85 * one.standardDeviation)
    #expect(abs(two.mean - Self.mean) < abs(one.mean - Self.mean) + 1e-9)
    guard case .family(let name, _)? = resolved else { return }
    #expect(["lognormal", "gamma"].contains(name))
  }

  @Test("a share prior on a KPI without money is merged as the return that it is")
  func shares() throws {
    var panel = ExperimentPanel()
    panel.options.target = .init(column: "visits", kind: .other)
    panel.options.experiments = .init(
      tests: [
        ExperimentPanel.holdout {
          $0.lift = 400
          $0.standardError = 4
        }
      ], use: .prior)
    let specification = try MediaMixSpecification(options: panel.options, data: try panel.data())
    #expect(specification.terms[0].strength == .contribution)
    #expect(specification.terms[1].strength == .roi)
    // 400 for 800 of money, of which four weeks see 0.766 at eight lags.
    #expect(abs(specification.terms[1].strengthPrior.mean - 0.5 / 0.766) < 0.01)
  }

  @Test("several channels, a stated strength of another kind, and a negative test are refused")
  func refused() throws {
    var panel = ExperimentPanel()
    let both = ExperimentPanel.holdout { $0.channels = ["tv", "search"] }
    #expect(try panel.refusal(both, use: .prior).contains("Set use: likelihood"))
    let harm = ExperimentPanel.holdout { $0.lift = -1600 }
    #expect(try panel.refusal(harm, use: .prior).contains("95 % interval"))
    panel.options.channels["tv"]?.prior.mroi = .init("lognormal", [0, 1])
    #expect(try panel.refusal(ExperimentPanel.holdout(), use: .prior).contains("mroi"))
    panel.options.channels["tv"]?.prior.mroi = nil
    panel.options.channels["tv"]?.prior.roi = .init("fixed", [2])
    #expect(try panel.refusal(ExperimentPanel.holdout(), use: .prior).contains("is fixed"))
    panel.options.channels["tv"]?.prior.roi = .init("uniform", [50, 60])
    #expect(
      try panel.refusal(ExperimentPanel.holdout { $0.standardError = 1e-9 }, use: .prior) != "")
  }
}
