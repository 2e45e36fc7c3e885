package import Probability

/// A point of the model in natural units.
package struct MediaMixParameters: Sendable, Equatable {
  /// Strength of each term: ROI, mROI, share or coefficient as the specification says.
  package var strength: [Double]
  /// First parameter of each term's adstock: alpha, or a scale; 0 where there is none.
  package var alpha: [Double]
  /// Second parameter of each term's adstock: a delay, or a shape; 0 where there is none.
  package var adstockSecond: [Double]
  /// First parameter of each term's saturation: the half saturation in medians of positive exposure
  /// (or in contacts), or an exponent; 0 where there is none.
  package var halfSaturation: [Double]
  /// Second parameter of each term's saturation: the slope; 0 where there is none.
  package var slope: [Double]
  /// Standard deviation over geos of the (log) effect of each term; zeros in national models.
  package var geoSpread: [Double]
  /// Standardised deviation of each geo, terms x G.
  package var deviation: [Double]
  /// Residual standard deviation of the scaled KPI: one, or one a geo.
  package var sigma: [Double]
  /// Degrees of freedom of Student's t; nil with a normal likelihood.
  package var degreesOfFreedom: Double?
  /// Standard deviation over geos of each control's coefficient, J; empty in national models.
  package var controlSpread: [Double]
  /// Amplitude and length of each course of time.
  package var courseAmplitude: [Double]
  package var courseLength: [Double]
  /// Standardised coefficients of each course.
  package var courseCoefficients: [[Double]]
  /// Standard deviation of shocks that all geos share; nil without such shocks.
  package var periodSpread: Double?
  /// Those shocks, in units of it, T; empty without.
  package var shocks: [Double]
  /// Level of the scaled baseline at each knot, K.
  package var knots: [Double]
  /// Coefficients of the yearly sine and cosine pairs.
  package var fourier: [Double]
  /// Slope of the trend, then the change at each change point; empty without a trend.
  package var trend: [Double]
  /// Coefficient of each holiday.
  package var holiday: [Double]
  /// Coefficient of each event.
  package var event: [Double]
  /// Coefficient of each scaled control, J.
  package var control: [Double]
  /// Intercept of each geo but the baseline one, in order of geo.
  package var geoIntercept: [Double]
  /// Standardised deviation of each geo's control coefficients, G x J; empty in national models.
  package var controlDeviation: [Double]

  /// Where each of a shape's four parameters stands.
  package static var shapes: [WritableKeyPath<MediaMixParameters, [Double]>] {
    [\.alpha, \.adstockSecond, \.halfSaturation, \.slope]
  }

  /// Gives all parts of a point; those with a default are not in every model.
  package init(
    strength: [Double], alpha: [Double], adstockSecond: [Double]? = nil, halfSaturation: [Double],
    slope: [Double], geoSpread: [Double], deviation: [Double], sigma: [Double],
    degreesOfFreedom: Double? = nil, controlSpread: [Double], courseAmplitude: [Double] = [],
    courseLength: [Double] = [], courseCoefficients: [[Double]] = [],
    periodSpread: Double? = nil, shocks: [Double] = [], knots: [Double],
    fourier: [Double], trend: [Double] = [], holiday: [Double] = [], event: [Double] = [],
    control: [Double], geoIntercept: [Double], controlDeviation: [Double]
  ) {
    self.strength = strength
    self.alpha = alpha
    self.adstockSecond = adstockSecond ?? alpha.map { _ in 0 }
    self.halfSaturation = halfSaturation
    self.slope = slope
    self.geoSpread = geoSpread
    self.deviation = deviation
    self.sigma = sigma
    self.degreesOfFreedom = degreesOfFreedom
    self.controlSpread = controlSpread
    self.courseAmplitude = courseAmplitude
    self.courseLength = courseLength
    self.courseCoefficients = courseCoefficients
    self.periodSpread = periodSpread
    self.shocks = shocks
    self.knots = knots
    self.fourier = fourier
    self.trend = trend
    self.holiday = holiday
    self.event = event
    self.control = control
    self.geoIntercept = geoIntercept
    self.controlDeviation = controlDeviation
  }
}

extension MediaMixDesign {
  /// A point with a value for every parameter of the model, from functions of the priors.
  ///
  /// - Parameters:
  ///   - value: the value of a parameter with a prior.
  ///   - normals: so many values of normal coefficients with a standard deviation; a Laplace
  ///     coefficient of that scale where the flag says so.
  package func point(
    value: (any UnivariateDistribution) -> Double,
    normals: (_ count: Int, _ deviation: Double, _ isLaplace: Bool) -> [Double]
  ) -> MediaMixParameters {
    let terms = specification.terms
    let isGeo = geoCount > 1
    func each(_ prior: (MediaMixSpecification.Term) -> any UnivariateDistribution) -> [Double] {
      terms.map { value(prior($0)) }
    }
    func baseline(_ group: BaselineColumn.Group) -> [Double] {
      block.columns.filter { $0.group == group }
        .flatMap { normals(1, $0.deviation, $0.isLaplace) }
    }
    return MediaMixParameters(
      strength: each(\.strengthPrior), alpha: each { $0.shapes[0] },
      adstockSecond: each { $0.shapes[1] }, halfSaturation: each { $0.shapes[2] },
      slope: each { $0.shapes[3] }, geoSpread: each(\.geoSpread),
      deviation: normals(isGeo ? termCount * geoCount : 0, 1, false),
      sigma: (0..<(specification.perGeoSigma ? geoCount : 1)).map { _ in
        value(specification.sigma)
      },
      degreesOfFreedom: specification.likelihood == .studentT
        ? value(specification.degreesOfFreedom) : nil,
      controlSpread: (0..<(isGeo ? controlCount : 0)).map { _ in
        value(specification.controlSpread)
      },
      courseAmplitude: specification.courses.map { value($0.amplitude) },
      courseLength: specification.courses.map { value($0.length) },
      courseCoefficients: courses.map { normals($0.termCount, 1, false) },
      periodSpread: specification.periodSpread.map(value),
      shocks: normals(specification.periodSpread == nil ? 0 : timeCount, 1, false),
      knots: baseline(.knots), fourier: baseline(.fourier), trend: baseline(.trend),
      holiday: baseline(.holiday), event: baseline(.event),
      control: normals(controlCount, specification.controlDeviation, false),
      geoIntercept: normals(isGeo ? geoCount - 1 : 0, specification.geoInterceptDeviation, false),
      controlDeviation: normals(isGeo ? geoCount * controlCount : 0, 1, false))
  }
}
