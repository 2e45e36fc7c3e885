import Foundation

/// Yearly seasonality as pairs of sine and cosine.
package enum FourierSeries {
  /// 2 x order columns: sine and cosine of the k-th harmonic of a year.
  ///
  /// - Parameter positions: time of each period, in years.
  package static func columns(order: Int, positions: [Double]) -> [[Double]] {
    (0..<order).flatMap { k -> [[Double]] in
      let phases = positions.map { 2 * Double.pi * Double(k + 1) * $0 }
      return [phases.map { sin($0) }, phases.map { cos($0) }]
    }
  }
}
