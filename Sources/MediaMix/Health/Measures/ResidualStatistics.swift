import Foundation

/// What a row of residuals tells about the errors' form.
enum ResidualStatistics {
  /// The correlation of each residual with the one before it.
  static func lagOne(_ values: [Double]) -> Double? {
    guard values.count > 2 else { return nil }
    let mean = Series.mean(values)
    let centred = values.map { $0 - mean }
    let scale = Series.squares(centred)
    guard scale > 0 else { return nil }
    return zip(centred.dropFirst(), centred).reduce(0) { $0 + $1.0 * $1.1 } / scale
  }

  /// Squared changes over squares: 2 without correlation, near 0 with strong positive one.
  ///
  /// Durbin and Watson 1950, doi:10.1093/biomet/37.3-4.409.
  static func durbinWatson(_ values: [Double]) -> Double? {
    let scale = Series.squares(values)
    guard values.count > 2, scale > 0 else { return nil }
    return Series.squares(zip(values.dropFirst(), values).map { $0 - $1 }) / scale
  }

  /// The fourth moment over the squared second, less the 3 of a normal distribution.
  static func excessKurtosis(_ values: [Double]) -> Double? {
    guard values.count > 3 else { return nil }
    let mean = Series.mean(values)
    let squares = values.map { ($0 - mean) * ($0 - mean) }
    let second = Series.mean(squares)
    guard second > 0 else { return nil }
    return Series.mean(squares.map { $0 * $0 }) / (second * second) - 3
  }

  /// The correlation of residuals with time.
  static func trend(_ values: [Double]) -> Double? {
    let (mean, middle) = (Series.mean(values), Double(values.count - 1) / 2)
    return Series.correlation(
      values.map { $0 - mean }, values.indices.map { Double($0) - middle })
  }

  /// Residuals over their standard deviation.
  static func standardised(_ values: [Double]) -> [Double] {
    let mean = Series.mean(values)
    let deviation = (Series.squares(values.map { $0 - mean }) / Double(max(1, values.count - 1)))
      .squareRoot()
    return deviation > 0 ? values.map { $0 / deviation } : []
  }
}
