/// The effect that an estimator sees on a set of geos.
public struct PlaceboEffect: Sendable, Equatable {
  /// The geos' names.
  public let geos: [String]
  /// The mean effect a period.
  public let att: Double
  /// The root mean square of gaps in the test over that before it; infinite after a perfect fit.
  ///
  /// A set that fits badly has large effects for that reason; its ratio is not large.
  public let ratio: Double
  /// Their outcome less what the fit says, a number a period to the end of the test.
  public let gaps: [Double]

  init(_ fit: GeoFit, _ problem: GeoProblem, geos: [String]) {
    self.geos = geos
    att = fit.effect(problem)
    gaps = zip(problem.target, fit.counterfactual).map { $0 - $1 }
    let after = problem.window.reduce(0) { sum, t in
      let gap = problem.target[t] - fit.counterfactual[t]
      return sum + gap * gap
    }
    let before = fit.imbalance(problem)
    let scale = Double(problem.before) / Double(problem.window.count)
    ratio = before > 0 ? (after * scale).squareRoot() / before : after > 0 ? .infinity : 1
  }
}

/// The real effect among those of placebos.
public struct PlaceboResult: Sendable, Equatable {
  /// The effect on the treated geos.
  public let real: PlaceboEffect
  /// The effects on sets of donors.
  public let placebos: [PlaceboEffect]
  /// Whether the sets are all there are.
  public let isExact: Bool

  /// The share of effects, the real one among them, that are no nearer to zero than the real one.
  public var p: Double { share { abs($0.att) >= abs(real.att) } }
  /// The share of effects, the real one among them, that are no smaller than the real one.
  public var pGreater: Double { share { $0.att >= real.att } }
  /// The share of effects, the real one among them, that are no larger than the real one.
  public var pLess: Double { share { $0.att <= real.att } }
  /// The share of ratios of gaps, the real one among them, that are no smaller than the real one.
  public var pRatio: Double { share { $0.ratio >= real.ratio } }
  /// The smallest p-value there can be.
  public var smallestP: Double { 1 / Double(placebos.count + 1) }

  /// The root mean squared deviation of the placebos' effects from their mean.
  public var standardError: Double {
    let count = Double(placebos.count)
    let mean = placebos.reduce(0) { $0 + $1.att } / count
    return (placebos.reduce(0) { $0 + ($1.att - mean) * ($1.att - mean) } / count).squareRoot()
  }

  private func share(_ isAsLarge: (PlaceboEffect) -> Bool) -> Double {
    Double(placebos.count(where: isAsLarge) + 1) * smallestP
  }
}
