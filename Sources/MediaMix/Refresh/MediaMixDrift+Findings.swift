public import Findings

extension MediaMixDrift {
  /// The measures of a move, as `metric` of `mmm.drift` names them.
  enum Metric: String, CaseIterable {
    /// The earlier fit's return, and the present one's over the same periods.
    case earlier, now
    /// The parts of the move, and their sum.
    case data, specification, prior, total
    /// The move from the earlier periods to the window that the present run reports.
    case window
    /// The data's part in earlier standard deviations, and the probability of one at least as large.
    case z, probability
  }

  /// The facts of the comparison: `mmm.drift`, by channel and metric (`earlier`, `now`, `data`,
  /// `specification`, `prior`, `total`, `window`, `z`, `probability`), over the earlier periods.
  ///
  /// If the gate failed for a fit on the way, they are withheld or marked as forced.
  public func findings(language: Language, isForced: Bool = false) -> [Finding] {
    let all = channels.flatMap { findings($0, language) }
    guard !passed else { return all }
    let (reason, remedy) = (failure[language], result.gateRemedy[language])
    return all.map { finding in
      isForced
        ? finding.forced(reason: reason, remedy: remedy)
        : finding.withheld(
          reason: reason, remedy: remedy,
          text: Phrase(
            en: "This number is withheld: \(failure.en).",
            de: "Diese Zahl wird zurückgehalten: \(failure.de).")[language])
    }
  }

  /// Which fit failed the gate.
  var failure: Phrase {
    switch failed {
    case .data:
      Phrase(
        en: "the earlier model, fitted to the present data, did not converge",
        de: "das frühere Modell konvergierte auf den heutigen Daten nicht")
    case .specification:
      Phrase(
        en: "the present model with the earlier priors did not converge",
        de: "das heutige Modell mit den früheren Priors konvergierte nicht")
    case .present, nil:
      Phrase(en: "the present fit did not converge", de: "das heutige Modell konvergierte nicht")
    }
  }

  /// The earlier periods, as far as the present data reach over them.
  var period: Period { writer(.en).period(span.lowerBound, span.upperBound) }

  func key(_ channel: Channel, _ metric: Metric) -> FindingKey {
    FindingKey(
      id: "mmm.drift", subject: ["channel": channel.name, "metric": metric.rawValue],
      period: period)
  }

  private func writer(_ language: Language) -> FindingWriter {
    FindingWriter(result: result, language: language)
  }

  private func findings(_ channel: Channel, _ language: Language) -> [Finding] {
    let (writer, name) = (writer(language), channel.name)
    let roi = writer.units.roi
    func subject(_ metric: Metric) -> [String: String] {
      ["channel": name, "metric": metric.rawValue]
    }
    func level(_ metric: Metric, _ summary: Summary, _ text: (String) -> Phrase) -> Finding {
      writer.finding("mmm.drift", subject(metric), summary, roi, period: period, text: text)
    }
    func number(
      _ metric: Metric, _ value: Double, _ unit: Unit, _ text: (String) -> Phrase
    ) -> Finding {
      writer.finding(
        "mmm.drift", subject(metric), value: value, unit, grade: .model, period: period, text: text)
    }
    var findings = [
      level(.earlier, channel.earlier.summary(level: result.model.options.level)) {
        Phrase(
          en: "In the earlier run \(name) returned \($0)",
          de: "Im früheren Lauf brachte \(name) \($0)")
      },
      level(.now, channel.present) {
        Phrase(
          en: "Over the same periods \(name) now returns \($0)",
          de: "Über dieselben Perioden bringt \(name) nun \($0)")
      },
      number(.data, channel.data, roi) {
        Phrase(
          en: "New data moved the return of \(name) by \($0)",
          de: "Neue Daten bewegten die Rendite von \(name) um \($0)")
      },
      number(.specification, channel.specification, roi) {
        Phrase(
          en: "The changed specification moved the return of \(name) by \($0)",
          de: "Die geänderte Spezifikation bewegte die Rendite von \(name) um \($0)")
      },
      number(.prior, channel.prior, roi) {
        Phrase(
          en: "Changed priors moved the return of \(name) by \($0)",
          de: "Geänderte Priors bewegten die Rendite von \(name) um \($0)")
      },
      number(.total, channel.total, roi) {
        Phrase(
          en: "In all the return of \(name) moved by \($0): it \(verdict(channel).en)",
          de: "Insgesamt bewegte sich die Rendite von \(name) um \($0): sie \(verdict(channel).de)")
      },
    ]
    if let window = channel.window {
      findings.append(
        number(.window, window - channel.present.mean, roi) {
          Phrase(
            en: "The other periods that are reported now change the return of \(name) by \($0)",
            de: "Die nun berichteten anderen Perioden ändern die Rendite von \(name) um \($0)")
        })
    }
    if let z = channel.z {
      findings.append(
        number(.z, z, .one) {
          Phrase(
            en: "The part of the move of \(name) that came with the data is \($0) standard"
              + " deviations of the earlier estimate",
            de: "Der von den Daten stammende Teil der Bewegung von \(name) beträgt \($0)"
              + " Standardabweichungen der früheren Schätzung")
        })
      findings.append(
        number(.probability, channel.earlier.probability(ofMove: channel.data), .one) {
          Phrase(
            en: "The earlier fit allowed a move of \(name) at least as large with a probability"
              + " of \($0)",
            de: "Die frühere Schätzung ließ eine mindestens so große Bewegung von \(name) mit einer"
              + " Wahrscheinlichkeit von \($0) zu")
        })
    }
    return findings
  }

  /// What a reader should make of a move, in plain words.
  func verdict(_ channel: Channel) -> Phrase {
    if isWithin(channel) {
      return Phrase(
        en: "moved within the earlier interval",
        de: "bewegte sich innerhalb des früheren Intervalls")
    }
    switch driver(channel) {
    case .data:
      return Phrase(
        en: "left the earlier interval, mostly because of new data",
        de: "verließ das frühere Intervall, vor allem durch neue Daten")
    case .specification:
      return Phrase(
        en: "left the earlier interval, mostly because of the changed specification",
        de: "verließ das frühere Intervall, vor allem durch die geänderte Spezifikation")
    case .prior:
      return Phrase(
        en: "left the earlier interval, mostly because of changed priors",
        de: "verließ das frühere Intervall, vor allem durch geänderte Priors")
    }
  }
}
