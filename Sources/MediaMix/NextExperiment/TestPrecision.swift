import Foundation

/// How precisely a test would measure its lift, from the residuals of a fit.
///
/// A test over n periods compares the treated geos with what the control geos and the time before let
/// expect. In one period, what the comparison gets wrong is
///
///     d_t = sum of treated residuals - (treated size / control size) x sum of control residuals,
///
/// or the treated residuals alone where no geo is left as control. Over the test these errors add up,
/// and the level of the comparison comes from p periods before it:
///
///     variance = n (1 + n / p) v,
///
/// with v the variance of d_t by the model's residual scales, or its long-run variance over n periods
/// in the fitted data (Newey and West 1987) where that is larger: errors that last, or that regions
/// share, make a test less precise than independent ones would.
struct TestPrecision {
  private let data: MediaMixData
  /// Residuals of the KPI, G rows of the periods in which all cells were fitted.
  private let residuals: [[Double]]
  /// The model's residual variance of each geo's KPI.
  private let variances: [Double]
  private let sizes: [Double]

  init(_ result: MediaMixResult) {
    let (data, design) = (result.data, result.model.design)
    self.data = data
    let times = data.timeCount
    let fitted = (0..<times).filter { t in
      data.geos.indices.allSatisfy { design.mask[$0 * design.stride + t] == 1 }
    }
    residuals = data.geos.indices.map { g in
      fitted.map { t in
        let cell = g * times + t
        return data.kpi[cell] - result.series.geoMean[cell] / data.value[cell]
      }
    }
    sizes = data.geos.indices.map { g in
      (0..<times).reduce(0) { $0 + abs(data.kpi[g * times + $1]) }
    }
    let entries = result.sampling.parameterIndex.entries
    let sigmas = entries.indices.filter { entries[$0].parameter == "sigma" }
      .map { result.parameters[$0].mean }
    variances = data.geos.indices.map { g in
      let sigma = sigmas.count > 1 ? sigmas[g] : sigmas[0]
      let scale = sigma * design.scaling.kpiDeviation * data.population[g]
      return scale * scale
    }
  }

  /// The standard error of the lift over `length` periods in some geos, in KPI units.
  func standardError(geos: [Int], length: Int) -> Double {
    let isTreated = data.geos.indices.map(Set(geos).contains)
    let controls = data.geos.indices.filter { !isTreated[$0] }
    let controlSize = controls.reduce(0) { $0 + sizes[$1] }
    let ratio = controlSize > 0 ? geos.reduce(0) { $0 + sizes[$1] } / controlSize : 0
    let weights = isTreated.map { $0 ? 1 : -ratio }
    let model = weights.enumerated().reduce(0) {
      $0 + $1.element * $1.element * variances[$1.offset]
    }
    let periods = residuals.first?.count ?? 0
    let contrast = (0..<periods).map { t in
      weights.enumerated().reduce(0) { $0 + $1.element * residuals[$1.offset][t] }
    }
    let variance = max(model, Self.longRunVariance(contrast, over: length))
    let halfYear = (data.periodsOfYear ?? 52) / 2
    let before = max(length, min(halfYear, data.timeCount - length))
    let n = Double(length)
    return (n * (1 + n / Double(before)) * variance).squareRoot()
  }

  /// The variance of a sum of n neighbours, over n.
  static func longRunVariance(_ values: [Double], over n: Int) -> Double {
    guard values.count > 1 else { return 0 }
    let mean = values.reduce(0, +) / Double(values.count)
    func covariance(_ lag: Int) -> Double {
      (lag..<values.count).reduce(0) {
        $0 + (values[$1] - mean) * (values[$1 - lag] - mean)
      } / Double(values.count)
    }
    var sum = covariance(0)
    for lag in 1..<max(2, min(n, values.count / 4)) where lag < values.count {
      sum += 2 * (1 - Double(lag) / Double(n)) * max(0, covariance(lag))
    }
    return sum
  }
}
