package import Probability

/// Options with every default filled in for one data set: what the model really is.
package struct MediaMixSpecification: Sendable {
  /// What the strength of a term is stated as.
  package enum Strength: String, Sendable {
    /// Outcome for each unit of money.
    case roi
    /// Outcome for the next unit of money, by a step of +1 %.
    case mroi
    /// Share of the total outcome.
    case contribution
    /// The coefficient of the saturated, adstocked exposure.
    case coefficient
  }

  /// A cause of the outcome with a strength of its own: a paid channel, an organic medium, a
  /// treatment.
  package struct Term: Sendable {
    package enum Role: Sendable { case paid, organic, treatment }

    package var name: String
    package var role: Role
    package var adstock: AdstockFamily
    package var maxLag: Int
    package var saturation: SaturationFamily
    package var order: MediaMixOptions.Media.Order
    package var strength: Strength
    package var strengthPrior: any UnivariateDistribution
    /// Priors of the shape's four parameters: two of the adstock, two of the saturation; a point
    /// mass at 0 where a family has fewer.
    package var shapes: [any UnivariateDistribution]
    /// The standard deviation over geos of the (log) effect; a point mass at 0 in national models.
    package var geoSpread: any UnivariateDistribution
    /// How the effect differs from geo to geo.
    package var geoEffects: MediaMixOptions.GeoEffects
    /// The course of time that the effect follows; nil if it is the same at all times.
    package var course: Int?

    /// The parameters of the shape that its families have, with their places among the four.
    package var shapeParameters: [(place: Int, parameter: ShapeParameter)] {
      guard role != .treatment else { return [] }
      return adstock.parameters.enumerated().map { ($0.offset, $0.element) }
        + saturation.parameters.enumerated().map { (2 + $0.offset, $0.element) }
    }
  }

  /// How KPI and exposures are brought to a common scale.
  package enum Scaling: Sendable {
    /// The KPI less its mean over its standard deviation, exposures over the median of positive
    /// values, controls standardised (Meridian).
    case standard
    /// KPI and exposures over their largest value, controls as they are (PyMC-Marketing).
    case maximum
  }

  package var terms: [Term]
  /// What each treatment is compared with.
  package var treatmentBaselines: [MediaMixOptions.Treatment.Baseline]
  package var scaling: Scaling
  /// Periods (0-based) at which the baseline may bend.
  package var knots: [Int]
  /// Yearly sine and cosine pairs.
  package var fourierOrder: Int
  /// Whether their coefficients have a Laplace prior instead of a normal one.
  package var fourierIsLaplace: Bool
  /// Whether seasons count from each new year, or run on through the years.
  package var fourierCountsFromNewYear: Bool
  /// A line through all fitted periods, if there is one.
  package var trend: BaselineTrend?
  /// Holidays with an effect, in order of name.
  package var holidays: [Holiday]
  /// Events with an effect, in order of name.
  package var events: [BaselineEvent]
  package var perGeoSigma: Bool
  package var likelihood: MediaMixOptions.Likelihood
  /// Courses of time that effects follow.
  package var courses: [TimeCourse.Prior]
  /// Periods that the likelihood sees: all but the held-out last ones.
  package var trainCount: Int
  /// Periods over which strengths are stated; more would be a plan.
  package var anchorCount: Int
  /// Prior standard deviations of normal coefficients with mean 0, on the scaled KPI.
  package var knotDeviation: Double
  /// Of seasonal coefficients; the scale of their Laplace prior, if they have one.
  package var fourierDeviation: Double
  package var geoInterceptDeviation: Double
  package var controlDeviation: Double
  /// The scale over geos of a control's coefficient.
  package var controlSpread: any UnivariateDistribution
  package var sigma: any UnivariateDistribution
  /// The standard deviation over time of shocks that all geos share; nil without such shocks.
  package var periodSpread: (any UnivariateDistribution)?
  /// The scale tau of a Laplace coefficient of scale 1 as a mixture of normal ones: Rayleigh.
  package var laplaceScale: any UnivariateDistribution
  /// Degrees of freedom of Student's t.
  package var degreesOfFreedom: any UnivariateDistribution
  /// The share of outcome money that is profit.
  package var margin: Double
  /// Finished experiments, each a term of the likelihood; in order of name.
  package var experiments: [ResolvedLiftTest]
  /// Finished experiments that became priors instead; in order of name.
  package var priorExperiments: [ResolvedLiftTest]
  /// The families that plain statements and experiments became, by `channel.key`.
  package var resolvedPriors: [String: PriorSpecification]

  /// The experiments, whichever way they enter the model: the cells of all of them are masked.
  package var allExperiments: [ResolvedLiftTest] { experiments + priorExperiments }
}
