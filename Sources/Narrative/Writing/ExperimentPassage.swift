import Findings

/// What an A/B test says.
struct ExperimentPassage: Passage {
  static let heading = (id: "prose-experiment", title: Phrase(en: "Experiment", de: "Experiment"))

  private let table: FindingTable
  private let words: Wording

  init(_ table: FindingTable, _ words: Wording) {
    self.table = table
    self.words = words
  }

  func messages() -> [Message] {
    table.all("experiment.lift", ["arm", "metric"]).compactMap(effect)
      + [withheld(), size()].compactMap { $0 }
  }

  private func effect(_ lift: Finding) -> Message? {
    guard let arm = lift.subject["arm"], let metric = lift.subject["metric"], lift.value != nil,
      let interval = lift.interval
    else { return nil }
    let share = words.withInterval(lift)
    if interval.lower > 0 || interval.upper < 0 {
      let isUp = interval.lower > 0
      return Message(
        .result, isKey: true,
        words.sentence(
          "\(arm) \(isUp ? "raised" : "lowered") \(metric): the lift over control is \(share).",
          "\(arm) hat \(metric) \(isUp ? "erhöht" : "gesenkt"): Der Lift gegenüber der Kontrolle beträgt "
            + "\(share).", [lift]))
    }
    return Message(
      .doubt,
      words.sentence(
        "For \(metric) no effect of \(arm) is established: the lift over control is \(share).",
        "Bei \(metric) ist kein Effekt von \(arm) belegt: Der Lift gegenüber der Kontrolle beträgt "
          + "\(share).", [lift]))
  }

  private func withheld() -> Message? {
    guard
      let absent = table.all("experiment.effect", ["arm", "metric"]).first(where: {
        $0.status == .withheld
      }), let reason = absent.reason
    else { return nil }
    return Message(
      .doubt, isKey: true,
      words.sentence(
        "The effects of the experiment are withheld: \(reason).",
        "Die Effekte des Experiments werden zurückgehalten: \(reason).", [absent]))
  }

  private func size() -> Message? {
    guard let units = table.shown("experiment.units") else { return nil }
    return Message(
      .method, for: .analyst,
      words.sentence(
        "The experiment compared \(words.value(units)) units.",
        "Das Experiment verglich \(words.value(units)) Einheiten.", [units]))
  }
}
