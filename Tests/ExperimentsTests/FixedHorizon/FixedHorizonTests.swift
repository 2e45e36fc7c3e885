import Experiments
import TestSupport
import Testing

@Suite("The analysis at a fixed horizon")
struct FixedHorizonTests {
  let reference: ReferenceResults

  init() throws { reference = try ReferenceResults.load() }

  private func analysed(
    _ metric: ExperimentMetric, _ change: (inout ExperimentOptions) -> Void = { _ in }
  ) throws -> ExperimentResult {
    var options = referenceOptions(metric)
    change(&options)
    let data = try ExperimentData(reference.table(), options: options)
    return FixedHorizon.analyse(data, options)
  }

  private func expect(
    _ effect: ExperimentResult.Effect, _ welch: ReferenceResults.Welch,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(isClose(effect.difference, welch.difference, 1e-10), sourceLocation: sourceLocation)
    #expect(isRelativelyClose(effect.pValue, welch.p, 1e-8), sourceLocation: sourceLocation)
    #expect(
      isClose(effect.differenceLimits.lower, welch.lower, 1e-9), sourceLocation: sourceLocation)
    #expect(
      isClose(effect.differenceLimits.upper, welch.upper, 1e-9), sourceLocation: sourceLocation)
    #expect(
      isClose(effect.degreesOfFreedom ?? 0, welch.df, 1e-9), sourceLocation: sourceLocation)
  }

  @Test("means agree with Welch's test of scipy")
  func means() throws {
    let result = try analysed(ExperimentMetric("spend"))
    #expect(result.arms == ["control", "mail", "post"])
    for (effect, welch) in zip(result.metrics[0].effects, reference.means) {
      expect(effect, welch)
    }
    let greater = try analysed(ExperimentMetric("spend")) { $0.alternative = .greater }
    for (effect, welch) in zip(greater.metrics[0].effects, reference.means) {
      #expect(isRelativelyClose(effect.pValue, welch.greater, 1e-8))
    }
  }

  @Test("lifts agree with the roots of Fieller's equation and the delta method's error")
  func lifts() throws {
    let result = try analysed(ExperimentMetric("spend"))
    for (effect, expected) in zip(result.metrics[0].effects, reference.lifts) {
      #expect(isClose(effect.lift ?? 0, expected.lift, 1e-12))
      #expect(isClose(effect.liftError ?? 0, expected.error, 1e-12))
      #expect(isClose(effect.liftLimits?.lower ?? 0, expected.lower, 1e-9))
      #expect(isClose(effect.liftLimits?.upper ?? 0, expected.upper, 1e-9))
    }
  }

  @Test("shares agree with Newcombe's interval of statsmodels, and the p-value inverts it")
  func shares() throws {
    let result = try analysed(ExperimentMetric("visit"))
    #expect(result.metrics[0].kind == .proportion)
    for (effect, expected) in zip(result.metrics[0].effects, reference.shares) {
      #expect(isClose(effect.difference, expected.difference, 1e-12))
      #expect(isClose(effect.differenceLimits.lower, expected.lower, 1e-10))
      #expect(isClose(effect.differenceLimits.upper, expected.upper, 1e-10))
      #expect(isClose(effect.pValue, expected.p, 1e-9))
    }
  }

  @Test("ratios agree with Welch's test of the linearised units")
  func ratios() throws {
    let metric = ExperimentMetric(ratio: "ctr", numerator: "clicks", denominator: "views")
    let result = try analysed(metric)
    #expect(result.metrics[0].kind == .ratio)
    for (effect, expected) in zip(result.metrics[0].effects, reference.ratios) {
      expect(effect, expected)
    }
  }

  @Test("a covariate's slope is that of the regression with arm dummies; its gain is told")
  func cuped() throws {
    let result = try analysed(ExperimentMetric("spend")) { $0.covariate = "history" }
    let metric = result.metrics[0]
    #expect(isClose(metric.theta ?? 0, reference.cuped.theta, 1e-10))
    #expect(isClose(metric.varianceReduction ?? 0, reference.cuped.reduction, 1e-10))
    for (effect, expected) in zip(metric.effects, reference.cuped.effects) {
      expect(effect, expected)
    }
  }

  @Test("an aggregated table gives what its units give")
  func aggregated() throws {
    for metric in ["spend", "visit", "ctr"] {
      let (table, totals) = try AggregatedRows(reference.rows).table(metric)
      var options = referenceOptions(totals)
      options.users = "users"
      let data = try ExperimentData(table, options: options)
      let result = FixedHorizon.analyse(data, options)
      let units = try analysed(
        metric == "ctr"
          ? ExperimentMetric(ratio: "ctr", numerator: "clicks", denominator: "views")
          : ExperimentMetric(metric))
      #expect(result.counts == units.counts)
      for (a, b) in zip(result.metrics[0].effects, units.metrics[0].effects) {
        #expect(isClose(a.difference, b.difference, 1e-10))
        #expect(isClose(a.pValue, b.pValue, 1e-9))
        #expect(isClose(a.liftLimits?.upper ?? 0, b.liftLimits?.upper ?? 1, 1e-9))
      }
    }
  }

  @Test("corrections agree with statsmodels")
  func corrections() {
    let expected = reference.corrections
    let cases: [(ExperimentOptions.Correction, [Double])] = [
      (.holm, expected.holm), (.bonferroni, expected.bonferroni), (.bh, expected.bh),
      (.none, expected.p),
    ]
    for (correction, values) in cases {
      for (a, b) in zip(correction.adjusted(expected.p), values) { #expect(isClose(a, b, 1e-12)) }
    }
    #expect(ExperimentOptions.Correction.holm.adjusted([]).isEmpty)
  }

  @Test("all goals and arms form one family; guardrails stand outside")
  func family() throws {
    var guardrail = ExperimentMetric("visit")
    guardrail.guardrail = .init(margin: 0.1)
    let options = referenceOptions(ExperimentMetric("spend"), ExperimentMetric("clicks"), guardrail)
    let data = try ExperimentData(reference.table(), options: options)
    let metrics = FixedHorizon.analyse(data, options).metrics
    let goals = metrics.prefix(2).flatMap(\.effects)
    let adjusted = ExperimentOptions.Correction.holm.adjusted(goals.map(\.pValue))
    #expect(goals.map(\.adjustedPValue) == adjusted)
    #expect(metrics[2].effects.allSatisfy { $0.adjustedPValue == $0.pValue })
  }

  @Test("the sample ratio agrees with scipy's chi-squared test")
  func sampleRatio() {
    let expected = reference.chi
    let test = SampleRatio(counts: expected.counts, shares: [4, 3, 3])
    #expect(isClose(test.statistic, expected.statistic, 1e-12))
    #expect(isRelativelyClose(test.pValue, expected.p, 1e-9))
    #expect(test.isMismatch)
    let equal = SampleRatio(counts: expected.counts, shares: [1, 1, 1])
    #expect(isRelativelyClose(equal.pValue, expected.equal, 1e-9))
  }
}
