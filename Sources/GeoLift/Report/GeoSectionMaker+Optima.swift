import Findings
import LinearAlgebra

extension GeoSectionMaker {
  /// The optima of nested weights; nil where no estimator has any.
  func optima() -> Section? {
    guard let part = analysis.parts.first(where: { $0.estimate?.fit.optima.isEmpty == false }),
      let estimate = part.estimate
    else { return nil }
    let name = part.estimator.rawValue
    return Section(
      id: anchor("geo-optima"),
      title: titled(Phrase(en: "Which predictors count?", de: "Welche Prädiktoren zählen?")),
      blocks: [
        .table(optimaGrid(estimate.fit, name)), .table(predictorGrid(estimate.fit, name)),
        .table(donorGrid(estimate, name)), .note(.init(.information, optimaText)),
      ])
  }

  private func ranks(_ fit: GeoFit) -> [String] {
    fit.optima.indices.map { String($0 + 1) }
  }

  private func optimaGrid(_ fit: GeoFit, _ name: String) -> Grid {
    let rows = ranks(fit).map { rank -> [Grid.Cell] in
      [.text(Phrase(rank))]
        + ["mspe", "att", "searches"].map {
          .value(key("geo.optimum", ["model": name, "rank": rank, "metric": $0]))
        }
    }
    return Grid(
      id: self.name("geo.optima"),
      title: titled(Phrase(en: "Optima by \(name)", de: "Optima nach \(name)")),
      columns: [
        Phrase(en: "Optimum", de: "Optimum"),
        Phrase(en: "Mean squared error before", de: "Mittleres Fehlerquadrat davor"),
        Phrase(en: "Effect a geo and period", de: "Effekt je Gebiet und Periode"),
        Phrase(en: "Searches", de: "Suchen"),
      ], rows: rows)
  }

  private func predictorGrid(_ fit: GeoFit, _ name: String) -> Grid {
    let rows = fit.predictors.map { predictor -> [Grid.Cell] in
      [.text(Phrase(predictor))]
        + ranks(fit).map {
          .value(
            key("geo.predictor_weight", ["model": name, "rank": $0, "predictor": predictor]))
        }
    }
    return Grid(
      id: self.name("geo.predictors"),
      title: titled(Phrase(en: "Weights of the predictors", de: "Gewichte der Prädiktoren")),
      columns: [Phrase(en: "Predictor", de: "Prädiktor")] + ranks(fit).map { Phrase($0) },
      rows: rows)
  }

  private func donorGrid(_ estimate: GeoEstimate, _ name: String) -> Grid {
    let optima = estimate.fit.optima
    let places = estimate.weights.indices.filter { place in
      optima.contains { $0.certificate.weights[place] > 0.001 }
    }
    let rows = places.map { place -> [Grid.Cell] in
      let geo = estimate.weights[place].geo
      return [.text(Phrase(geo))]
        + zip(optima, ranks(estimate.fit)).map { optimum, rank in
          optimum.certificate.weights[place] > 0.001
            ? .value(key("geo.optimum_weight", ["model": name, "rank": rank, "geo": geo]))
            : Self.absent
        }
    }
    return Grid(
      id: self.name("geo.optimum_weights"),
      title: titled(
        Phrase(en: "Weights of the donors by optimum", de: "Gewichte der Spender je Optimum")),
      columns: [Phrase(en: "Geo", de: "Gebiet")] + ranks(estimate.fit).map { Phrase($0) },
      rows: rows)
  }

  private var optimaText: Phrase {
    Phrase(
      en: "Predictors count by the weights that fit the time before the test best. That search has "
        + "several ends; the first is used, and the others show how much hangs on it. A geo without "
        + "weight can still matter, where it keeps predictors from weights that would fit better.",
      de:
        "Prädiktoren zählen mit den Gewichten, die am besten zur Zeit vor dem Test passen. Diese Suche "
        + "hat mehrere Enden; verwendet wird das erste, und die anderen zeigen, wie viel daran hängt. Auch "
        + "ein Gebiet ohne Gewicht kann zählen, wo es Prädiktoren von besser passenden Gewichten "
        + "abhält.")
  }

  /// Why estimators have no permutation test.
  func obstacles() -> [Section.Block] {
    analysis.parts.filter { $0.estimate != nil && $0.conformal == nil }
      .flatMap(\.problems).map { .note(.init(.withheld, $0)) }
  }
}
