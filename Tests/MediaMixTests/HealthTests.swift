import Findings
import Foundation
import MediaMix
import Probability
import Testing

/// Each check of a fit on plain numbers: both sides of each threshold.
struct HealthTests {
  private func status(
    _ check: String, _ change: (inout HealthEvidence) throws -> Void
  ) throws -> HealthStatus? {
    try outcome(check, change)?.status
  }

  private func outcome(
    _ check: String, _ change: (inout HealthEvidence) throws -> Void
  ) throws -> HealthOutcome? {
    var evidence = try HealthEvidence.clean()
    try change(&evidence)
    return MediaMixHealth(evidence).outcome(check)
  }

  @Test("a fit without a fault is ready to hand in")
  func clean() throws {
    let health = MediaMixHealth(try HealthEvidence.clean())
    #expect(health.outcomes.filter(\.wantsAttention).map(\.check) == [])
    #expect(health.outcomes.count == 17)
    #expect(health.verdict == .ready && health.verdict.words.en == "Ready to hand in")
    #expect(health.verdict.words.de == "Kann abgegeben werden")
  }

  @Test("one failure means do not use, one review means remarks, context never counts")
  func rule() {
    #expect(HealthVerdict([.good, .review, .fail]) == .unusable)
    #expect(HealthVerdict([.good, .review, .context]) == .remarks)
    #expect(HealthVerdict([.good, .context]) == .ready)
    #expect(HealthVerdict([]) == .ready)
  }

  @Test("a gate that failed fails, with its reason and remedy")
  func convergence() throws {
    let found = try outcome("convergence") {
      $0.gateFailure = (Phrase(en: "because", de: "weil"), Phrase(en: "do", de: "tun"))
    }
    #expect(found?.status == .fail && found?.remedy?.de == "tun")
    #expect(found?.meaning.en.contains("because") == true)
    #expect(found?.shown == FindingKey(id: "mmm.diagnostic", subject: ["metric": "rhat_max"]))
  }

  @Test(
    "a baseline that may be negative: review above 20 %, fail above 80 %",
    arguments: [(200, HealthStatus.good), (201, .review), (800, .review), (801, .fail)])
  func negativeBaseline(above: Int, expected: HealthStatus) throws {
    let found = try outcome("negative_baseline") {
      $0.mediaDraws = (0..<1000).map { $0 < above ? 1001 : 999 }
    }
    #expect(found?.status == expected)
    #expect(found?.measures.first?.value == Double(above) / 1000)
  }

  @Test(
    "a baseline negative in more than 5 % of periods deserves a look, unless outcomes are signed")
  func negativePeriods() throws {
    func baseline(_ below: Int) -> [Double] { (0..<100).map { $0 < below ? -1 : 1 } }
    #expect(try status("negative_baseline") { $0.baseline = baseline(5) } == .good)
    #expect(try status("negative_baseline") { $0.baseline = baseline(6) } == .review)
    let signed = try status("negative_baseline") {
      $0.baseline = baseline(6)
      $0.isSigned = true
    }
    #expect(signed == nil)
  }

  @Test(
    "the total outcome among predictions: two-sided p at most 0.05 fails, at most 0.2 is reviewed",
    arguments: [
      (500, HealthStatus.good), (101, .good), (100, .review), (26, .review), (25, .fail),
      (976, .fail), (0, .fail),
    ])
  func outcomePrediction(above: Int, expected: HealthStatus) throws {
    let found = try outcome("outcome_prediction") {
      $0.fitted.observed = [10]
      $0.fitted.predicted = [(0..<1000).map { $0 < above ? 11 : 9 }]
      $0.fitted.covered = 1
    }
    #expect(found?.status == expected)
    let p = 2 * Double(min(above, 1000 - above)) / 1000
    #expect(abs((found?.measures.first?.value ?? -1) - p) < 1e-12)
  }

  @Test(
    "coverage is held against its binomial distribution",
    // P(X <= k) of 100 at 0.9: 83 0.0206, 82 0.0100044, 81 0.00458, 76 0.000053, 77 0.000159
    arguments: [
      (100, HealthStatus.good), (83, .good), (81, .review), (77, .review), (76, .fail),
    ])
  func coverage(covered: Int, expected: HealthStatus) throws {
    #expect(try status("coverage") { $0.fitted.covered = covered } == expected)
    let held = try status("holdout") { $0.holdout = try HealthEvidence.span(covered: covered) }
    #expect(held == expected)
  }

  @Test("a forecast worse than the mean of what was held out deserves a look")
  func holdout() throws {
    func found(_ rSquared: Double?) throws -> HealthStatus? {
      try status("holdout") {
        var span = try HealthEvidence.span(covered: 90)
        span.rSquared = rSquared
        $0.holdout = span
      }
    }
    #expect(try found(0.01) == .good && found(nil) == .good && found(-0.01) == .review)
    #expect(try status("holdout") { _ in } == nil)
  }

  @Test("a channel whose posterior is its prior is called out by name")
  func priorMovement() throws {
    let prior = try LogNormal(mu: 0.2, sigma: 0.9)
    let draws = (0..<1000).map { prior.quantile((Double($0) + 0.5) / 1000) }
    func found(shift: Double) throws -> HealthOutcome? {
      try outcome("prior_movement") {
        $0.channels[1].learned[0].draws = draws.map { exp(log($0) + shift * 0.9) }
      }
    }
    let same = try #require(try found(shift: 0))
    #expect(same.status == .review)
    #expect(same.meaning.en == "The data said nothing about tv: the number is the prior.")
    #expect(same.meaning.de == "Die Daten sagten nichts über tv: Die Zahl ist der Prior.")
    #expect(same.shown?.subject["channel"] == "tv")
    // A shift by a quarter of a standard deviation moves probabilities by 0.0995.
    #expect(try found(shift: 0.2)?.status == .review)
    #expect(try found(shift: 0.3)?.status == .good)
  }

  @Test("carry-over in the outermost twentieth of its prior deserves a look")
  func priorEdge() throws {
    func found(_ inside: Int, at edge: Double) throws -> HealthOutcome? {
      try outcome("prior_edge") {
        $0.channels[0].learned[1].draws = (0..<100).map { $0 < inside ? edge : 0.5 }
      }
    }
    #expect(try found(50, at: 0.96)?.status == .good)
    let upper = try #require(try found(51, at: 0.96))
    #expect(upper.status == .review)
    #expect(
      upper.meaning.en == "The data press against the prior: radio (carry-over, upper end).")
    #expect(try found(51, at: 0.04)?.meaning.de.contains("unteres Ende") == true)
    #expect(try found(51, at: 0.06)?.status == .good)
  }

  @Test("a return outside the central 98 % of its prior deserves a look")
  func returnInPrior() throws {
    let prior = try LogNormal(mu: 0.2, sigma: 0.9)
    func found(_ p: Double) throws -> HealthStatus? {
      try status("return_in_prior") {
        $0.channels[0].learned[0].draws = [prior.quantile(p)]
      }
    }
    #expect(try found(0.989) == .good && found(0.011) == .good)
    #expect(try found(0.991) == .review && found(0.009) == .review)
  }

  @Test("more than the whole outcome fails, ten times the others deserves a look")
  func plausibility() throws {
    func found(_ contribution: Double, spend: Double) throws -> HealthStatus? {
      try status("return_plausibility") {
        $0.channels[1].contributions = [contribution]
        $0.channels[1].returnPerOutcome = 1 / spend
        $0.channels[0].contributions = [100]
      }
    }
    #expect(try found(1001, spend: 1000) == .fail && found(999, spend: 1000) == .good)
    #expect(try found(990, spend: 100) == .good && found(999, spend: 99) == .review)
    #expect(try found(9.9, spend: 100) == .review)
  }

  @Test("an interval from half to twice the money deserves a look, if the outcome is money")
  func breakEven() throws {
    func returns(_ low: Double, _ high: Double) -> [Double] {
      (0..<1000).map { 100 * (low + (high - low) * Double($0) / 999) }
    }
    // The interval of an even spread leaves out a twentieth at each end.
    #expect(
      try status("break_even") { $0.channels[0].contributions = returns(0.41, 2.2) } == .review)
    #expect(try status("break_even") { $0.channels[0].contributions = returns(0.45, 2.2) } == .good)
    #expect(try status("break_even") { $0.channels[0].contributions = returns(0.3, 2.0) } == .good)
    #expect(try status("break_even") { $0.moneyUnits = (Unit("orders"), false) } == nil)
  }

  @Test("the leader of an open race is named, and never decides")
  func best() throws {
    let open = try #require(
      try outcome("best_channel") { $0.channels[0].contributions = $0.channels[1].contributions })
    #expect(open.status == .context)
    let clear = try #require(try outcome("best_channel") { _ in })
    #expect(clear.meaning.en == "That tv returns most is nearly certain.")
    #expect(abs(clear.measures.reduce(0) { $0 + $1.value } - 1) < 1e-9)
  }

  @Test("two channels that trade against each other are named, with the interval of their sum")
  func separation() throws {
    func found(_ r: Double) throws -> HealthOutcome? {
      try outcome("channel_separation") {
        let noise = try HealthEvidence.normal(0, 1, seed: 8)
        let shared = try HealthEvidence.normal(0, 1, seed: 9)
        $0.channels[0].contributions = shared.map { 130 + 10 * $0 }
        $0.channels[1].contributions = zip(shared, noise).map {
          170 + 10 * (r * $0 + sqrt(1 - r * r) * $1)
        }
      }
    }
    let tied = try #require(try found(-0.95))
    #expect(tied.status == .review)
    #expect(
      tied.meaning.en.hasPrefix(
        "The data cannot tell radio from tv. The sum of radio and tv is known better: €300"))
    #expect(tied.meaning.de.hasPrefix("Die Daten trennen nicht: radio von tv. Die Summe"))
    let sum = try #require(tied.measures.first { $0.metric == "pair_contribution" })
    let interval = try #require(sum.interval)
    #expect(abs(sum.value - 300) < 0.1)
    // sd of the sum: 10 sqrt(2 - 1.9) = 3.16; of a part: 10
    #expect(interval.upper - interval.lower < 12 && sum.unit == Unit("EUR"))
    #expect(try found(-0.65)?.status == .good && found(0.95)?.status == .good)
  }

  @Test("errors that follow each other: review above 0.2, fail above 0.6")
  func dependence() throws {
    func found(_ r: Double, count: Int = 400) throws -> HealthOutcome? {
      try outcome("residual_dependence") {
        var stream = RandomStream(seed: 11, stream: 0)
        var level = 0.0
        let values = (0..<count).map { _ in
          level = r * level + stream.standardNormal()
          return level
        }
        $0.residuals = [("all", values)]
      }
    }
    #expect(try found(0.05)?.status == .good)
    let review = try #require(try found(0.4))
    #expect(review.status == .review)
    #expect(review.measures.map(\.metric) == ["residual_autocorrelation", "durbin_watson"])
    // DW is about 2 (1 - r)
    let (r, statistic) = (review.measures[0].value, review.measures[1].value)
    #expect(abs(statistic - 2 * (1 - r)) < 0.05)
    #expect(try found(0.8)?.status == .fail)
    #expect(try found(-0.5)?.meaning.en.contains("swing") == true)
    // In 25 periods, chance alone makes more than 0.2.
    let few = try outcome("residual_dependence") {
      $0.residuals = [("all", (0..<25).map { cos(Double($0) * .pi / 3) })]
    }
    #expect(few?.status == .good && (few?.measures[0].value ?? 0) > 0.4)
  }

  @Test("regions that share shocks: review above a variance ratio of 1.5, fail above 4")
  func regions() throws {
    func found(_ shared: Double) throws -> HealthOutcome? {
      try outcome("region_dependence") { evidence in
        let shock = try HealthEvidence.normal(0, 1, count: 400, seed: 20)
        evidence.residuals = try (0..<8).map { g in
          let own = try HealthEvidence.normal(0, 1, count: 400, seed: 30 + UInt64(g))
          return ("geo\(g)", zip(own, shock).map { $0 + shared * $1 })
        }
      }
    }
    // The ratio is (1 + 8 s^2) / (1 + s^2), give or take chance.
    #expect(try found(0)?.status == .good && found(0.1)?.status == .good)
    let review = try #require(try found(0.5))
    #expect(review.status == .review && abs(review.measures[0].value - 2.4) < 0.5)
    #expect(try found(1.2)?.status == .fail)
    #expect(try status("region_dependence") { $0.residuals.removeLast() } == nil)
  }

  @Test("a few wild cells ask for the Student-t likelihood")
  func tails() throws {
    let found = try #require(
      try outcome("residual_tails") {
        $0.residuals[0].values[3] = 9
        $0.residuals[0].values[40] = -8
        $0.residuals[1].values[7] = 7
      })
    #expect(found.status == .review && found.remedy?.en.contains("student-t") == true)
    #expect(found.measures.first { $0.metric == "residual_outliers" }?.value == 3)
    #expect(try status("residual_tails") { _ in } == .good)
  }

  @Test("a geo that drifts is named, and a drift of all asks for knots")
  func trend() throws {
    func drift(_ values: [Double], _ slope: Double) -> [Double] {
      values.enumerated().map { $1 + slope * (Double($0) - 49.5) / 29 }
    }
    let single = try #require(
      try outcome("residual_trend") {
        $0.residuals[0].values = drift($0.residuals[0].values, 1)
        $0.residuals[1].values = drift($0.residuals[1].values, -1)
      })
    #expect(single.status == .review && single.meaning.en.contains("south and north"))
    let whole = try #require(
      try outcome("residual_trend") {
        $0.residuals = [("all", drift($0.residuals[0].values, 0.6))]
      })
    #expect(whole.status == .review && whole.remedy?.en == "Give the baseline more knots.")
  }

  @Test(
    "observations for each effective parameter: review below 4, fail below 2",
    arguments: [(50.0, HealthStatus.good), (50.1, .review), (100, .review), (100.1, .fail)])
  func dataPerParameter(effective: Double, expected: HealthStatus) throws {
    #expect(try status("data_per_parameter") { $0.effectiveParameters = effective } == expected)
  }

  @Test("ruling out a log-normal prior's tail alone is hardly called learning")
  func relativeContraction() throws {
    let prior = try LogNormal(mu: 0.2, sigma: 0.9)
    let draws = (0..<1000).map { prior.quantile((Double($0) + 0.5) / 1000) }
    let contraction = try #require(
      RelativeContraction.value(draws.filter { $0 < 5 }, prior: .stated(prior, scale: 1)))
    #expect(contraction > 0 && contraction < 0.25)
    let half = draws.map { exp(0.5 * log($0)) }
    let quarter = try #require(RelativeContraction.value(half, prior: .stated(prior, scale: 1)))
    #expect(abs(quarter - 0.75) < 0.01)
    #expect(RelativeContraction.value([1, 2], prior: .implied([3, 3])) == nil)
  }

  @Test("binomial tails agree with sums by hand")
  func binomial() {
    // 1 - 0.9^3 and 0.1^3 + 3 x 0.1^2 x 0.9
    #expect(abs(BinomialTail.atMost(2, trials: 3, probability: 0.9) - 0.271) < 1e-12)
    #expect(abs(BinomialTail.atLeast(2, trials: 3, probability: 0.1) - 0.028) < 1e-12)
    #expect(BinomialTail.atMost(-1, trials: 3, probability: 0.5) == 0)
    #expect(BinomialTail.atLeast(0, trials: 3, probability: 0.5) == 1)
  }
}
