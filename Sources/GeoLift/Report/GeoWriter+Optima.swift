import Findings
import LinearAlgebra

extension GeoWriter {
  /// The optima of nested weights with what they weigh, as `GeoAnalysis.findings` tells.
  func optima(_ part: GeoAnalysis.Part) -> [Finding] {
    guard let estimate = part.estimate else { return [] }
    let problem = GeoProblem(analysis.experiment)
    return estimate.fit.optima.enumerated().flatMap { place, optimum in
      let subject = ["model": part.estimator.rawValue, "rank": String(place + 1)]
      return numbers(optimum, problem, place + 1, subject)
        + predictorWeights(optimum, estimate.fit.predictors, place + 1, subject)
        + donorWeights(optimum, estimate.weights.map(\.geo), place + 1, subject)
    }
  }

  private func numbers(
    _ optimum: NestedOptimum, _ problem: GeoProblem, _ rank: Int, _ subject: [String: String]
  ) -> [Finding] {
    let weights = optimum.certificate.weights
    let fit = GeoFit(weights: weights, counterfactual: problem.combined(weights))
    return [
      finding("geo.optimum", subject + "mspe", value: optimum.error, .one) {
        Phrase(
          en:
            "Optimum \(rank) of the predictors' weights misses the time before the test by a mean "
            + "square of \($0)",
          de: "Optimum \(rank) der Prädiktorgewichte verfehlt die Zeit vor dem Test im Quadrat um "
            + "durchschnittlich \($0)")
      },
      finding("geo.optimum", subject + "att", value: fit.effect(problem), outcome) {
        Phrase(
          en: "By optimum \(rank), the effect on a treated geo was \($0) a period",
          de: "Nach Optimum \(rank) betrug der Effekt je behandeltem Gebiet und Periode \($0)")
      },
      finding("geo.optimum", subject + "searches", value: Double(optimum.searches), .one) {
        Phrase(
          en: "Searches that ended in optimum \(rank): \($0)",
          de: "Suchen, die in Optimum \(rank) endeten: \($0)")
      },
    ]
  }

  private func predictorWeights(
    _ optimum: NestedOptimum, _ names: [String], _ rank: Int, _ subject: [String: String]
  ) -> [Finding] {
    zip(names, optimum.predictorWeights).map { name, weight in
      var subject = subject
      subject["predictor"] = name
      return finding("geo.predictor_weight", subject, value: weight, .one) {
        Phrase(
          en: "In optimum \(rank), \(name) counts with the weight \($0)",
          de: "In Optimum \(rank) zählt \(name) mit dem Gewicht \($0)")
      }
    }
  }

  private func donorWeights(
    _ optimum: NestedOptimum, _ geos: [String], _ rank: Int, _ subject: [String: String]
  ) -> [Finding] {
    zip(geos, optimum.certificate.weights).filter { $0.1 > 0.001 }.map { geo, weight in
      var subject = subject
      subject["geo"] = geo
      return finding("geo.optimum_weight", subject, value: weight, .one) {
        Phrase(
          en: "\(geo) has the weight \($0) in optimum \(rank)",
          de: "\(geo) hat in Optimum \(rank) das Gewicht \($0)")
      }
    }
  }
}

extension [String: String] {
  /// The subject with a metric.
  fileprivate static func + (subject: Self, metric: String) -> Self {
    subject.merging(["metric": metric]) { $1 }
  }
}
