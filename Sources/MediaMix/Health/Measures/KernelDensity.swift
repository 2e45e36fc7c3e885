import Foundation
import Probability

/// A smooth density of draws.
///
/// Gaussian kernels of the width that suits normal draws (Silverman 1986, equation 3.28, with the
/// smaller of two spreads), mirrored at bounds so that mass does
/// not leak over them.
struct KernelDensity {
  private let draws: [Double]
  private let width: Double
  private let bounds: (lower: Double, upper: Double)

  init(_ draws: [Double], bounds: (lower: Double, upper: Double)) {
    let sorted = draws.sorted()
    let mean = Series.mean(sorted)
    let deviation = (Series.squares(sorted.map { $0 - mean }) / Double(max(1, sorted.count - 1)))
      .squareRoot()
    let middle = Quantile.at(0.75, ofSorted: sorted) - Quantile.at(0.25, ofSorted: sorted)
    let spread = middle > 0 ? min(deviation, middle / 1.34) : deviation
    width = 1.06 * spread * pow(Double(max(1, sorted.count)), -0.2)
    self.draws = sorted
    self.bounds = bounds
  }

  /// The density at a point; zero outside the bounds.
  func value(_ x: Double) -> Double {
    guard width > 0, x >= bounds.lower, x <= bounds.upper else { return 0 }
    var sum = 0.0
    for draw in draws {
      sum += kernel(x - draw)
      if bounds.lower.isFinite { sum += kernel(x - 2 * bounds.lower + draw) }
      if bounds.upper.isFinite { sum += kernel(x - 2 * bounds.upper + draw) }
    }
    return sum / (Double(draws.count) * width * (2 * Double.pi).squareRoot())
  }

  private func kernel(_ distance: Double) -> Double {
    let z = distance / width
    return abs(z) > 6 ? 0 : exp(-0.5 * z * z)
  }
}
