import Findings

/// What several methods say about the same channel, held against each other.
///
/// A geo test outranks the media mix, and this attribution, which only keeps books. Estimates agree if
/// their intervals overlap; they may still be of different times.
struct EvidencePassage: Passage {
  static let heading = (
    id: "prose-evidence", title: Phrase(en: "Evidence compared", de: "Belege im Vergleich")
  )

  private let table: FindingTable
  private let words: Wording
  private let tested: [String]

  init(_ table: FindingTable, _ words: Wording) { self.init(table, words, tested: []) }

  /// - Parameter tested: the channels of the geo test.
  init(_ table: FindingTable, _ words: Wording, tested: [String]) {
    self.table = table
    self.words = words
    self.tested = tested
  }

  func messages() -> [Message] {
    [geo()].compactMap { $0 } + attribution() + [withheld(), advice()].compactMap { $0 }
  }

  /// The estimates of the tested channel, if it was one alone and both have intervals.
  private var pair: (channel: String, test: Finding, model: String, mix: Finding)? {
    guard tested.count == 1, let channel = tested.first,
      let test = table.all("geo.iroas", ["model"]).first(where: { $0.interval != nil }),
      let model = test.subject["model"], let mix = table.shown("mmm.roi", ["channel": channel]),
      mix.interval != nil, mix.unit == test.unit
    else { return nil }
    return (channel, test, model, mix)
  }

  private func geo() -> Message? {
    guard let (channel, test, model, mix) = pair else { return nil }
    let (a, b) = (words.withInterval(test), words.withInterval(mix))
    let agrees = test.overlaps(mix)
    return Message(
      agrees ? .breakdown : .doubt, isKey: true,
      words.sentence(
        "On \(channel), geo test and media mix \(agrees ? "agree" : "contradict each other"): by \(model), "
          + "the iROAS is \(a), and the model estimates the ROI at \(b).",
        "Bei \(channel) \(agrees ? "stimmen Geotest und Media-Mix überein" : "widersprechen sich Geotest und Media-Mix")"
          + ": Nach \(model) ist der iROAS \(a), und das Modell schätzt den ROI auf \(b).",
        [test, mix]))
  }

  /// Where attribution credits a channel with more, or less, than the interval of the media mix holds: the
  /// farthest first.
  private func attribution() -> [Message] {
    guard let model = table.all("attribution.roas", ["channel", "model"]).first?.subject["model"]
    else { return [] }
    let pairs = table.all("attribution.roas", ["channel", "model"]).compactMap {
      credit -> (credit: Finding, mix: Finding, distance: Double)? in
      guard credit.subject["model"] == model, let value = credit.value,
        let name = credit.subject["channel"],
        let mix = table.shown("mmm.roi", ["channel": name]), mix.unit == credit.unit,
        let interval = mix.interval, let center = mix.value, center > 0, value > 0
      else { return nil }
      guard value > interval.upper || value < interval.lower else { return nil }
      return (credit, mix, max(value / center, center / value))
    }
    let order = pairs.enumerated().sorted {
      let (a, b) = ($0.element.distance, $1.element.distance)
      return a != b ? a > b : $0.offset < $1.offset
    }.map(\.element)
    return order.enumerated().map { place, pair in
      let name = pair.credit.subject["channel"] ?? ""
      let isAbove = (pair.credit.value ?? 0) > (pair.mix.value ?? 0)
      let (roas, roi) = (words.value(pair.credit), words.withInterval(pair.mix))
      return Message(
        .doubt, for: place < 1 ? .management : place < 3 ? .analyst : .specialist,
        isKey: place < 1,
        words.sentence(
          "The model estimates the ROI of \(name) at \(roi); the ROAS by \(model) is \(roas), "
            + "\(isAbove ? "above" : "below") that interval.",
          "Das Modell schätzt den ROI von \(name) auf \(roi); der ROAS nach \(model) ist \(roas) und liegt "
            + "\(isAbove ? "über" : "unter") diesem Intervall.",
          [pair.mix, pair.credit]))
    }
  }

  /// Numbers of which the passages do not speak and that a gate withheld.
  private func withheld() -> Message? {
    let absent = ["geo.", "mmm.", "attribution.", "experiment.", "budget.", "bandit."]
      .flatMap { table.family($0) }.filter { $0.status == .withheld }
    var reasons: [String] = []
    for reason in absent.compactMap(\.reason) where !reasons.contains(reason) {
      reasons.append(reason)
    }
    guard let first = absent.first, !reasons.isEmpty else { return nil }
    // Reasons are quoted: they are in the language of their run.
    let quoted = words.list(reasons.map { words.pick("“\($0)”", "„\($0)“") })
    return Message(
      .doubt, isKey: true,
      words.sentence(
        "Some numbers are withheld: \(quoted).",
        "Einige Zahlen werden zurückgehalten: \(quoted).", [first]))
  }

  /// A test that the media mix has not learned from yet.
  private func advice() -> Message? {
    guard let (channel, test, _, _) = pair, table.family("mmm.experiment").isEmpty else {
      return nil
    }
    return Message(
      .action, isKey: true,
      words.sentence(
        "Let the media mix learn from the geo test of \(channel) before moving its budget.",
        "Lassen Sie den Media-Mix aus dem Geotest von \(channel) lernen, bevor Sie dessen Budget ändern.",
        [test]))
  }
}

extension Finding {
  /// Whether the intervals of two findings have a number in common.
  func overlaps(_ other: Finding) -> Bool {
    guard let a = interval, let b = other.interval else { return false }
    return a.lower <= b.upper && b.lower <= a.upper
  }
}
