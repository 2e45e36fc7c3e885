import LinearAlgebra

/// Fits of a structural time series to all periods as if there were no effect in them.
///
/// The number of draws that a permutation test would need is out of reach, so that the posterior mean
/// stands in: a constant, the seasons and each donor's coefficient are fitted at once, with the noise
/// that a chain found and a normal prior as wide as the coefficient's draws are large, so that donors
/// that hardly ever count hardly count here. The level's steps
/// stay in the residuals: a smoothed level would follow the order of periods, which a permutation may
/// not depend on.
struct StructuralNull: GeoNullModel {
  /// What is left of a target, periods x periods.
  let leftover: Matrix

  /// - Parameters:
  ///   - regressors: periods x regressors.
  ///   - precision: the prior precision of each coefficient, at a noise variance of one.
  init(_ regressors: Matrix, precision: [Double]) throws(LinearAlgebraError) {
    var system = regressors.gram()
    for j in precision.indices { system[j, j] += precision[j] }
    let fitted = try regressors * Cholesky(system).solve(regressors.transposed)
    leftover = try Matrix.identity(regressors.rows) - fitted
  }

  mutating func residuals(_ target: [Double]) throws(GeoLiftError) -> [Double] {
    do { return try leftover * target } catch {
      throw .tooLittle("bsts cannot be fitted to all periods: \(error)")
    }
  }
}
