import Tables

/// Which periods each forecast is made from and for.
struct CrossValidationPlan: Sendable {
  /// One forecast.
  struct Fold: Sendable, Equatable {
    /// The first periods, which are fitted.
    var trainCount: Int
    /// The periods forecast.
    var horizon: Range<Int> { trainCount..<(trainCount + length) }
    var length: Int
  }

  /// In order of time; forecasts follow one another and end where the held-out periods begin.
  let folds: [Fold]

  /// Lays folds over the data.
  ///
  /// - Throws: `MediaMixError.refused` if they do not fit, or a first fit would see a channel or a
  ///   control that does not vary yet.
  init(
    _ choice: MediaMixOptions.CrossValidation, data: MediaMixData, heldOut: Int
  ) throws(MediaMixError) {
    let place = "media_mix.cross_validation"
    if let problem = Self.sizeProblem(choice, place) { throw .refused([problem]) }
    let usable = data.timeCount - heldOut
    let first = usable - choice.folds * choice.horizon
    let least = choice.minimumTraining ?? max(2 * choice.horizon, 20)
    guard first >= least else {
      throw .refused([
        MediaMixProblem(
          "\(choice.folds) forecasts of \(choice.horizon) periods leave \(max(first, 0)) of"
            + " \(usable) periods for the first fit, and at least \(least) are needed", at: place,
          remedy: "Ask for fewer folds or a shorter horizon, or lower minimum_training.")
      ])
    }
    folds = (0..<choice.folds).map {
      Fold(trainCount: first + $0 * choice.horizon, length: choice.horizon)
    }
    let silent = Self.silentColumns(data.firstPeriods(first), place)
    if !silent.isEmpty { throw .refused(silent) }
  }

  private static func sizeProblem(
    _ choice: MediaMixOptions.CrossValidation, _ place: String
  ) -> MediaMixProblem? {
    for (key, value, least) in [
      ("folds", choice.folds, 1), ("horizon", choice.horizon, 1),
      ("minimum_training", choice.minimumTraining ?? 2, 2),
    ] where value < least || value > 10_000 {
      return MediaMixProblem(
        "\(value) is out of range", at: "\(place).\(key)",
        remedy: "Give a number from \(least) to 10000.")
    }
    return nil
  }

  /// What the first fit could not learn from: channels not yet used, numbers that do not vary yet.
  private static func silentColumns(_ data: MediaMixData, _ place: String) -> [MediaMixProblem] {
    let remedy =
      "Ask for fewer folds or a shorter horizon, so that the first fit sees more, or leave it out."
    func varies(_ values: [Double]) -> Bool { values.contains { $0 != values.first } }
    var problems: [MediaMixProblem] = []
    for (c, channel) in data.channels.enumerated()
    where data.totalSpend(c) <= 0 || !data.exposure[c].contains(where: { $0 > 0 }) {
      problems.append(
        MediaMixProblem(
          "\(channel) was not used in the first \(data.timeCount) periods", at: place,
          remedy: remedy))
    }
    for (j, control) in data.controls.enumerated() where !varies(data.controlValues[j]) {
      problems.append(
        MediaMixProblem(
          "\(control) does not vary in the first \(data.timeCount) periods", at: place,
          remedy: remedy))
    }
    for (k, name) in data.organic.enumerated()
    where !data.exposure[data.channels.count + k].contains(where: { $0 > 0 }) {
      problems.append(
        MediaMixProblem(
          "\(name) was not used in the first \(data.timeCount) periods", at: place,
          remedy: remedy))
    }
    for (k, name) in data.treatments.enumerated() where !varies(data.treatmentValues[k]) {
      problems.append(
        MediaMixProblem(
          "\(name) does not vary in the first \(data.timeCount) periods", at: place,
          remedy: remedy))
    }
    if !varies(data.kpi) {
      problems.append(
        MediaMixProblem(
          "the KPI does not vary in the first \(data.timeCount) periods", at: place,
          remedy: remedy))
    }
    return problems
  }
}
