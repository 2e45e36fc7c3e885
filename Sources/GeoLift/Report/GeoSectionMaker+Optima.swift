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
      id: "geo-optima", title: Phrase(en: "Which predictors count?", de: "Welche Prädiktoren zählen?"),
      blocks: [
        .table(optimaGrid(estimate.fit, name)), .table(predictorGrid(estimate.fit, name)),
        .table(donorGrid(estimate, name)), .note(.init(.information, optimaText)),
      ] + marginalNote(estimate))
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
      id: "geo.optima", title: Phrase(en: "Optima by \(name)", de: "Optima nach \(name)"),
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
      id: "geo.predictors",
      title: Phrase(en: "Weights of the predictors", de: "Gewichte der Prädiktoren"),
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
            : .text(Phrase("–"))
        }
    }
    return Grid(
      id: "geo.optimum_weights",
      title: Phrase(en: "Weights of the donors by optimum", de: "Gewichte der Spender je Optimum"),
      columns: [Phrase(en: "Geo", de: "Gebiet")] + ranks(estimate.fit).map { Phrase($0) },
      rows: rows)
  }

  private var optimaText: Phrase {
    Phrase(
      en: "Predictors count by the weights that fit the time before the test best. That search has "
        + "several ends; the first is used, and the others show how much hangs on it.",
      de: "Prädiktoren zählen mit den Gewichten, die am besten zur Zeit vor dem Test passen. Diese Suche "
        + "hat mehrere Enden; verwendet wird das erste, und die anderen zeigen, wie viel daran hängt.")
  }

  private func marginalNote(_ estimate: GeoEstimate) -> [Section.Block] {
    let names = (estimate.fit.optima.first?.marginalDonors ?? []).map { estimate.weights[$0].geo }
      .joined(separator: ", ")
    guard !names.isEmpty else { return [] }
    return [
      .note(
        .init(
          .information,
          Phrase(
            en: "\(names): no weight, but on the verge of one. Without these geos the predictors' "
              + "weights would be others; without any other geo of no weight nothing changes.",
            de: "\(names): kein Gewicht, aber an der Schwelle dazu. Ohne diese Gebiete wären die "
              + "Gewichte der Prädiktoren andere; ohne jedes andere Gebiet ohne Gewicht ändert sich "
              + "nichts.")))
    ]
  }

  /// Why estimators have no permutation test.
  func obstacles() -> [Section.Block] {
    analysis.parts.filter { $0.estimate != nil && $0.conformal == nil }
      .flatMap(\.problems).map { .note(.init(.withheld, Phrase($0))) }
  }
}
