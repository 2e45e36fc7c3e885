import LinearAlgebra

/// The gradients of the fitted journeys by path, for one Newton step to other counts of the paths.
///
/// With w the ratio of a path's counts to those of the full sample, the penalised gradient at the full
/// sample's maximum is Σ over paths of (w - 1) g, because at w = 1 it is zero.
struct PathGradients: Sendable {
  /// What a path's journeys pull the coefficients to, sparse by coefficient, and its full counts.
  private struct Pull: Sendable {
    var path: Int
    var isConverting: Bool
    var count: Double
    var index: [Int32] = []
    var gradient: [Double] = []
  }

  private let pulls: [Pull]

  init(_ model: HazardModel, pathOf: [Int], counts: PathCounts) {
    let likelihood = model.likelihood
    var pulls: [Pull] = []
    var scratch = Array(repeating: 0.0, count: likelihood.size)
    let order = model.fitted.indices.filter { pathOf[model.fitted[$0]] >= 0 }
      .sorted { (pathOf[model.fitted[$0]], $0) < (pathOf[model.fitted[$1]], $1) }
    for isConverting in [true, false] {
      var start = 0
      while start < order.count {
        let path = pathOf[model.fitted[order[start]]]
        var end = start
        while end < order.count, pathOf[model.fitted[order[end]]] == path { end += 1 }
        let group = order[start..<end]
        start = end
        let count = isConverting ? counts.conversions[path] : counts.nulls[path]
        guard count > 0, let first = group.first else { continue }
        for journey in group {
          likelihood.addGradient(
            journey,
            converting: isConverting ? Double(likelihood.journeys.converting[journey]) : 0,
            nulls: isConverting ? 0 : Double(likelihood.journeys.nulls[journey]),
            model.fit.coefficients, to: &scratch)
        }
        var pull = Pull(path: path, isConverting: isConverting, count: Double(count))
        let channels = likelihood.journeys.channels(first).map { HazardLikelihood.common + Int($0) }
        for j in Array(0..<HazardLikelihood.common) + channels {
          pull.index.append(Int32(j))
          pull.gradient.append(scratch[j])
          scratch[j] = 0
        }
        pulls.append(pull)
      }
    }
    self.pulls = pulls
  }

  /// The coefficients after one Newton step to other counts; those of the fit for the full sample's.
  func step(to counts: PathCounts, from fit: HazardFit) -> [Double] {
    var gradient = Array(repeating: 0.0, count: fit.coefficients.count)
    for pull in pulls {
      let count = pull.isConverting ? counts.conversions[pull.path] : counts.nulls[pull.path]
      let change = Double(count) / pull.count - 1
      if change == 0 { continue }
      for (j, g) in zip(pull.index, pull.gradient) { gradient[Int(j)] += change * g }
    }
    guard gradient.contains(where: { $0 != 0 }), let step = try? fit.information.solve(gradient)
    else { return fit.coefficients }
    return zip(fit.coefficients, step).map(+)
  }
}
