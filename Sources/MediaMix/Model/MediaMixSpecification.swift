package import Probability

/// Options with every default filled in for one data set: what the model really is.
package struct MediaMixSpecification: Sendable {
  /// What the strength of a channel is stated as.
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

  /// A channel with its priors.
  package struct Channel: Sendable {
    package var name: String
    package var adstock: AdstockFamily
    package var maxLag: Int
    package var saturation: SaturationFamily
    package var strength: Strength
    package var strengthPrior: any UnivariateDistribution
    package var alpha: any UnivariateDistribution
    package var halfSaturation: any UnivariateDistribution
    package var slope: any UnivariateDistribution
    /// The standard deviation over geos of the (log) effect; a point mass at 0 in national models.
    package var geoSpread: any UnivariateDistribution
  }

  package var channels: [Channel]
  /// Periods (0-based) at which the baseline may bend.
  package var knots: [Int]
  /// Yearly sine and cosine pairs.
  package var fourierOrder: Int
  package var geoEffects: MediaMixOptions.GeoEffects
  package var perGeoSigma: Bool
  /// Periods that the likelihood sees: all but the held-out last ones.
  package var trainCount: Int
  /// Prior standard deviations of normal coefficients with mean 0, on the scaled KPI.
  package var knotDeviation: Double
  package var fourierDeviation: Double
  package var geoInterceptDeviation: Double
  package var controlDeviation: Double
  /// The scale over geos of a control's coefficient.
  package var controlSpread: any UnivariateDistribution
  package var sigma: any UnivariateDistribution
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
