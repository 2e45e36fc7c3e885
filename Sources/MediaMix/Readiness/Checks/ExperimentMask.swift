import Findings

/// How much of the panel experiments take out of the fit.
enum ExperimentMask: ReadinessCheck {
  /// The largest share of cells to take out without a remark.
  static let threshold = 0.2

  static func items(_ view: ReadinessView) -> [ReadinessItem] {
    let tests = view.specification.allExperiments
    guard !tests.isEmpty else { return [] }
    let masked = MaskedCells(
      tests, geoCount: view.geoCount, timeCount: view.data.timeCount
    ).count
    let all = view.geoCount * view.timeCount
    var item = ReadinessItem(
      metric: "masked_cells", value: Double(masked), unit: Unit("cells"),
      text: Phrase(
        en: "\(masked) of \(all) cells are left out of the fit, because experiments used their "
          + "outcome",
        de: "\(masked) von \(all) Zellen gehen nicht in die Anpassung ein, weil Experimente ihr "
          + "Ergebnis schon nutzen"))
    guard Double(masked) > threshold * Double(all) else { return [item] }
    item.warning = .init(
      what: item.text, location: "media_mix.experiments",
      remedy: Phrase(
        en: "Set panel_cells: keep for experiments that were measured on other people.",
        de: "panel_cells: keep angeben, wo ein Experiment an anderen Menschen gemessen wurde."))
    return [item]
  }
}
