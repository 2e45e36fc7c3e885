import Findings
import Foundation
import MediaMix
import Probability
import Tables
import TestSupport
import Testing

/// What the priors say before the data speak.
struct PriorPredictiveTests {
  private func predictive(_ panel: SimulatedPanel) throws -> PriorPredictive {
    PriorPredictive(try MediaMixModel(data: panel.data, options: panel.options))
  }

  @Test("returns drawn through the model have the quantiles of their priors")
  func returns() throws {
    let panel = try SimulatedPanel(regions: 1)
    let predictive = try predictive(panel)
    let prior = try LogNormal(mu: 0.2, sigma: 0.9)
    for draws in predictive.roi {
      #expect(draws.count == 500)
      let found = Quantile.at([0.05, 0.5, 0.95], of: draws)
      for (value, level) in zip(found, [0.05, 0.5, 0.95]) {
        // Four standard errors of a quantile of 500 draws, on the scale of probabilities.
        let error = 4 * (level * (1 - level) / 500).squareRoot()
        #expect(abs(prior.cdf(value) - level) < error)
      }
    }
  }

  @Test("the media's share adds up the channels' returns")
  func share() throws {
    let panel = try SimulatedPanel(regions: 3)
    let predictive = try predictive(panel)
    let spends = panel.spend.map { $0.reduce(0, +) }
    let total = panel.kpi.reduce(0, +)
    for draw in 0..<20 {
      let media = spends.indices.reduce(0.0) { $0 + spends[$1] * predictive.roi[$1][draw] }
      #expect(isClose(predictive.mediaShare[draw], media / total, 1e-9))
    }
  }

  @Test(
    "a prior of far too large returns makes outcomes implausible, and baselines stay as they were")
  func implausible() throws {
    var panel = try SimulatedPanel(regions: 1)
    let calm = try predictive(panel)
    for name in panel.channels {
      panel.options.channels[name]?.prior.roi = .init("lognormal", [6, 0.5])
    }
    let wild = try predictive(panel)
    #expect(calm.implausibleShare < 0.5)
    #expect(wild.implausibleShare > 0.9)
    #expect(wild.negativeBaseline < 0.5 && calm.negativeBaseline < 0.5)
    #expect((0...1).contains(calm.negativeBaseline))
  }

  @Test("it is the same every time, and quick")
  func deterministic() throws {
    let panel = try SimulatedPanel(regions: 1)
    let clock = ContinuousClock()
    var first: PriorPredictive?
    let duration = try clock.measure { first = try predictive(panel) }
    #expect(duration < .seconds(2))
    #expect(first?.outcomes == (try predictive(panel)).outcomes)
  }

  @Test("it reports findings, a figure and a section that show them")
  func report() throws {
    var panel = try SimulatedPanel(regions: 2)
    let name = panel.channels[0]
    panel.options.channels[name]?.prior.roi = .statement(
      .range(lower: 1, upper: 4, mass: 0.9))
    let readiness = try panel.readiness()
    let findings = readiness.findings(language: .en).filter { $0.id == "mmm.prior_predictive" }
    #expect(findings.count == 3 + panel.channels.count)
    #expect(findings.allSatisfy { $0.grade == .assumption && $0.value?.isFinite == true })
    let stated = findings.first { $0.subject["channel"] == name }
    #expect(abs((stated?.value ?? 0) - 2) < 0.3)
    let keys = Set(findings.map(\.key))
    let section = try #require(readiness.sections().first { $0.id == "check-priors" })
    var tables: [Grid] = []
    for case .table(let grid) in section.blocks { tables.append(grid) }
    #expect(tables.map(\.id) == ["mmm.prior_predictive", "mmm.prior_predictive.resolved"])
    for case .value(let key) in tables[0].rows.flatMap({ $0 }) { #expect(keys.contains(key)) }
    #expect(tables[1].rows.count == 1)
    let figure = try #require(
      readiness.figures(language: .en).first { $0.id == "mmm.prior_predictive" })
    #expect(
      figure.columns.allSatisfy { max($0.numbers.count, $0.texts.count) == panel.times.count })
  }

  @Test("a KPI of both signs that adds up to nothing has shares of its size, and no number is lost")
  func nothing() throws {
    var panel = try SimulatedPanel(regions: 1)
    let mean = panel.kpi.reduce(0, +) / Double(panel.kpi.count)
    panel.kpi = panel.kpi.map { ($0 - mean).rounded() }
    let rest = panel.kpi.reduce(0, +)
    panel.kpi[0] -= rest
    let predictive = try predictive(panel)
    #expect(predictive.mediaShare.allSatisfy { $0.isFinite && $0 >= 0 })
    #expect(predictive.roi.allSatisfy { $0.allSatisfy(\.isFinite) })
  }
}
