import Findings

/// What the media-mix model says.
struct MediaMixPassage: Passage {
  static let heading = (id: "prose-media-mix", title: Phrase(en: "Media mix", de: "Media-Mix"))

  private let table: FindingTable
  private let words: Wording

  init(_ table: FindingTable, _ words: Wording) {
    self.table = table
    self.words = words
  }

  func messages() -> [Message] {
    [
      total(), base(), contributions(), best(), losing(), margin(), vague(), withheld(), fit(),
      sampling(),
    ]
    .compactMap { $0 }
  }

  private func total() -> Message? {
    guard let share = table.shown("mmm.contribution_share"), let roi = table.shown("mmm.roi")
    else { return nil }
    let (part, back) = (words.withInterval(share), words.withInterval(roi))
    return Message(
      .result, isKey: true,
      words.sentence(
        "The model estimates the share of the outcome that all media together account for at \(part), with "
          + "an ROI of \(back).",
        "Das Modell schätzt den Anteil am Ergebnis, den alle Medien zusammen ausmachen, auf \(part), bei "
          + "einem ROI von \(back).", [share, roi]))
  }

  private func base() -> Message? {
    guard let base = table.shown("mmm.baseline_share") else { return nil }
    return Message(
      .result, for: .analyst,
      words.sentence(
        "The share without media is \(words.withInterval(base)).",
        "Der Anteil ohne Werbung beträgt \(words.withInterval(base)).", [base]))
  }

  private func contributions() -> Message? {
    let ranked = table.all("mmm.contribution", ["channel"]).falling
    guard ranked.count > 1, let first = ranked.first, let name = first.subject["channel"] else {
      return nil
    }
    if ranked.hasClearLead {
      return Message(
        .breakdown,
        words.sentence(
          "The largest contribution is that of \(name), with \(words.withInterval(first)).",
          "Der größte Beitrag ist der von \(name) mit \(words.withInterval(first)).", [first]))
    }
    let top = ranked.prefix(3)
    let parts = words.list(
      top.map { "\($0.subject["channel"] ?? "") (\(words.value($0)))" })
    return Message(
      .breakdown,
      words.sentence(
        "By their estimated contributions \(parts) come first, but their intervals overlap.",
        "Nach ihren geschätzten Beiträgen stehen \(parts) vorn, doch ihre Intervalle überlappen sich.",
        Array(top)))
  }

  /// The channel of the highest ROI, if its probability allows to say so.
  private func best() -> Message? {
    let probabilities = table.all("mmm.health", ["channel", "metric"], metric: "best_probability")
      .falling
    guard let first = probabilities.first, let name = first.subject["channel"],
      let roi = table.shown("mmm.roi", ["channel": name])
    else { return nil }
    let chance = words.value(first)
    if (first.value ?? 0) >= 0.8 {
      return Message(
        .breakdown, isKey: true,
        words.sentence(
          "\(name) has the highest ROI with a probability of \(chance); the model estimates it at "
            + "\(words.withInterval(roi)).",
          "\(name) hat mit einer Wahrscheinlichkeit von \(chance) den höchsten ROI; das Modell schätzt "
            + "ihn auf \(words.withInterval(roi)).", [first, roi]))
    }
    return Message(
      .doubt, isKey: true,
      words.sentence(
        "Which channel has the highest ROI the data do not say: \(name) is the likeliest, with a "
          + "probability of only \(chance).",
        "Welcher Kanal den höchsten ROI hat, sagen die Daten nicht: Am wahrscheinlichsten ist es "
          + "\(name), mit einer Wahrscheinlichkeit von nur \(chance).", [first]))
  }

  private func losing() -> Message? {
    let doubtful = table.all("mmm.health", ["channel", "metric"], metric: "profit_probability")
      .falling.reversed().filter { ($0.value ?? 1) <= 0.2 }
    guard !doubtful.isEmpty else { return nil }
    let parts = words.list(
      doubtful.map { "\($0.subject["channel"] ?? "") (\(words.value($0)))" })
    return Message(
      .action, isKey: true,
      words.sentence(
        "Review the spend on \(parts): in brackets stands the probability of a profit.",
        "Prüfen Sie die Ausgaben für \(parts): In Klammern steht die Gewinnwahrscheinlichkeit.",
        Array(doubtful)))
  }

  private func margin() -> Message? {
    let above = table.all("mmm.mroi", ["channel"]).falling.filter {
      ($0.interval?.lower ?? 0) > 1
    }
    guard !above.isEmpty else { return nil }
    let parts = words.list(
      above.map { "\($0.subject["channel"] ?? "") (\(words.value($0)))" })
    return Message(
      .action, for: .analyst,
      words.sentence(
        "By their marginal ROI a little more spend returns more than it costs on \(parts).",
        "Nach ihrem Grenz-ROI lohnt sich etwas mehr Budget bei \(parts).", above))
  }

  /// Channels whose ROI the data hardly narrow.
  private func vague() -> Message? {
    let wide = table.all("mmm.roi", ["channel"]).filter { finding in
      guard let interval = finding.interval, interval.lower > 0 else { return false }
      return interval.upper > 4 * interval.lower
    }
    guard !wide.isEmpty else { return nil }
    let parts = words.list(
      wide.map { finding in
        let ends = finding.interval.map {
          "\(words.quantity($0.lower, finding)) \(words.pick("to", "bis")) "
            + "\(words.quantity($0.upper, finding))"
        }
        return "\(finding.subject["channel"] ?? "") (\(ends ?? ""))"
      })
    let level = wide.first?.interval.map { words.percent($0.level) } ?? ""
    return Message(
      .doubt, for: .analyst,
      words.sentence(
        "The ROI of these channels is known only roughly, as their \(level) intervals show: \(parts).",
        "Der ROI dieser Kanäle ist nur grob bekannt, wie ihre Intervalle zu \(level) zeigen: \(parts).",
        wide))
  }

  private func withheld() -> Message? {
    let absent = table.family("mmm.").filter { $0.status == .withheld }
    guard let first = absent.first, let reason = first.reason else { return nil }
    return Message(
      .doubt, isKey: true,
      words.sentence(
        "Numbers of the media mix are withheld: \(reason).",
        "Zahlen des Media-Mix werden zurückgehalten: \(reason).", [first]))
  }

  private func fit() -> Message? {
    guard let r2 = table.shown("mmm.fit", ["metric": "r2"]),
      let error = table.shown("mmm.fit", ["metric": "wmape"])
    else { return nil }
    return Message(
      .method, for: .analyst,
      words.sentence(
        "The model fits with an R² of \(words.value(r2)) and a weighted error of "
          + "\(words.value(error)).",
        "Das Modell passt mit einem R² von \(words.value(r2)) und einem gewichteten Fehler von "
          + "\(words.value(error)).", [r2, error]))
  }

  private func sampling() -> Message? {
    guard let rhat = table.shown("mmm.diagnostic", ["metric": "rhat_max"]),
      let size = table.shown("mmm.diagnostic", ["metric": "ess_bulk_min"])
    else { return nil }
    return Message(
      .method, for: .specialist,
      words.sentence(
        "The largest R-hat is \(words.value(rhat)), and the smallest effective sample size is "
          + "\(words.value(size)).",
        "Das größte R-hat ist \(words.value(rhat)), und die kleinste effektive Stichprobe hat "
          + "\(words.value(size)) Ziehungen.", [rhat, size]))
  }
}
