/// A point of the model in natural units.
package struct MediaMixParameters: Sendable, Equatable {
  /// Strength of each channel: ROI, mROI, share or coefficient as the specification says, C.
  package var strength: [Double]
  /// Adstock parameter, C.
  package var alpha: [Double]
  /// Half saturation in medians of positive exposure, C.
  package var halfSaturation: [Double]
  /// Slope of the saturation curve, C.
  package var slope: [Double]
  /// Standard deviation over geos of the (log) effect, C; zeros in national models.
  package var geoSpread: [Double]
  /// Standardised deviation of each geo, C x G.
  package var deviation: [Double]
  /// Residual standard deviation of the scaled KPI: one, or one a geo.
  package var sigma: [Double]
  /// Standard deviation over geos of each control's coefficient, J; empty in national models.
  package var controlSpread: [Double]
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

  /// Gives all parts of a point.
  package init(
    strength: [Double], alpha: [Double], halfSaturation: [Double], slope: [Double],
    geoSpread: [Double], deviation: [Double], sigma: [Double], controlSpread: [Double],
    knots: [Double], fourier: [Double], trend: [Double] = [], holiday: [Double] = [],
    event: [Double] = [], control: [Double], geoIntercept: [Double], controlDeviation: [Double]
  ) {
    self.strength = strength
    self.alpha = alpha
    self.halfSaturation = halfSaturation
    self.slope = slope
    self.geoSpread = geoSpread
    self.deviation = deviation
    self.sigma = sigma
    self.controlSpread = controlSpread
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
