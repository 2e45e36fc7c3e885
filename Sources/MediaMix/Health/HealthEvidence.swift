package import Findings

/// The plain numbers of a fit that checks judge; what is left empty is not judged.
package struct HealthEvidence: Sendable {
  /// Why the convergence gate failed; nil if it passed.
  package var gateFailure: (reason: Phrase, remedy: Phrase)?
  /// The level of intervals.
  package var level = 0.9
  package var moneyUnits: (outcome: Unit, isMoney: Bool) = (.one, false)

  /// The observed outcome of the report's window.
  package var outcome = 0.0
  /// Whether the outcome can be below zero, so that a baseline may be too.
  package var isSigned = false
  /// Draws of what all media caused in the window.
  package var mediaDraws: [Double] = []
  /// Posterior mean of the baseline in each period of the window.
  package var baseline: [Double] = []

  package var channels: [Channel] = []

  /// Periods that were fitted.
  package var fitted = Span()
  /// Periods that were held out; nil if there are none.
  package var holdout: Span?
  /// For each geo, the observed less the expected outcome in each fitted period.
  package var residuals: [(geo: String, values: [Double])] = []
  /// Cells in the likelihood, and the parameters they have to pay for.
  package var observations = 0
  package var effectiveParameters = 0.0
  /// Whether the model's noise has heavy tails already.
  package var expectsHeavyTails = false
  /// What shared shocks add to the variance of the regions' summed errors.
  package var sharedCovariance = 0.0

  /// What was found before the fit.
  var readiness: [ReadinessItem] = []

  /// A fit of nothing, to be filled in.
  package init() {}

  /// Outcomes of all geos over some periods.
  package struct Span: Sendable {
    /// The time covered, as findings of closeness give it.
    package var period: Period?
    package var observed: [Double] = []
    /// For each period, draws of a new outcome.
    package var predicted: [[Double]] = []
    /// Outcomes inside their predictive interval.
    package var covered = 0
    /// 1 - residual variance / outcome variance; nil where there is none.
    package var rSquared: Double?

    package init() {}
  }

  /// A channel with a return.
  package struct Channel: Sendable {
    package var name: String
    /// Draws of what it caused in the window.
    package var contributions: [Double] = []
    /// What turns a contribution into a return.
    package var returnPerOutcome = 1.0
    /// Posterior and prior of its return, carry-over and half saturation, as far as they are free.
    package var learned: [Learned] = []
    /// 1 - posterior / prior variance of the return, of its logarithm where it is positive: the scale
    /// of what was expected before the fit.
    package var contraction: Double?

    package init(name: String) { self.name = name }

    /// Draws of the return in the window.
    var returns: [Double] { contributions.map { $0 * returnPerOutcome } }
  }

  /// Draws of a parameter beside what was believed of it.
  package struct Learned: Sendable {
    /// `roi`, `alpha` or `ec`.
    package var parameter: String
    package var draws: [Double]
    package var prior: HealthPrior

    package init(parameter: String, draws: [Double], prior: HealthPrior) {
      self.parameter = parameter
      self.draws = draws
      self.prior = prior
    }

    /// The parameter in words.
    var name: Phrase { Self.names[parameter] ?? Phrase(parameter) }

    static let names = [
      "roi": Phrase(en: "return", de: "Rendite"),
      "alpha": Phrase(en: "carry-over", de: "Nachwirkung"),
      "ec": Phrase(en: "half saturation", de: "Halbsättigung"),
    ]
  }

  /// Residuals of all geos together, period by period.
  var nationalResiduals: [Double] {
    guard let first = residuals.first else { return [] }
    return first.values.indices.map { t in residuals.reduce(0) { $0 + $1.values[t] } }
  }

  /// What was found of a metric before the fit, in the order of its check.
  func readiness(_ metric: String) -> [ReadinessItem] { readiness.filter { $0.metric == metric } }
}
