package import Findings

extension MediaMixHealth {
  /// The verdict, every check with what it found, and what to do about those that want it.
  ///
  /// - Parameters:
  ///   - showsNumbers: whether numbers of the posterior may be shown; else only convergence is.
  ///   - diagnostics: the numbers of the convergence gate.
  ///   - notes: what was assumed.
  package func section(showsNumbers: Bool, diagnostics: Grid, notes: [Section.Note]) -> Section {
    let order = HealthStatus.allCases
    let ranked = shown(showsNumbers).enumerated().sorted {
      (order.firstIndex(of: $0.element.status) ?? 0, $0.offset)
        < (order.firstIndex(of: $1.element.status) ?? 0, $1.offset)
    }.map(\.element)
    var blocks: [Section.Block] = [.note(verdictNote(showsNumbers))]
    if showsNumbers { blocks.append(.table(checkGrid(ranked))) }
    blocks += ranked.filter(\.wantsAttention).compactMap {
      Self.remark($0, withMeaning: !showsNumbers)
    }.map { .note($0) }
    if showsNumbers {
      blocks.append(.note(.init(.information, HealthVerdict.rule)))
      if !channels.isEmpty { blocks.append(.table(channelGrid)) }
    }
    blocks.append(.table(diagnostics))
    return Section(
      id: "health", title: Phrase(en: "Can I hand this in?", de: "Kann ich das abgeben?"),
      blocks: blocks + notes.map { .note($0) })
  }

  private func verdictNote(_ showsNumbers: Bool) -> Section.Note {
    let judged = outcomes.filter { $0.status != .context }
    let (failed, reviewed) = (
      judged.count { $0.status == .fail }, judged.count { $0.status == .review }
    )
    var text = verdict.words
    switch verdict {
    case .ready:
      text.en += ". All \(judged.count) checks are good."
      text.de += ". Alle \(judged.count) Prüfungen sind gut."
    case .remarks:
      text.en +=
        ". Of \(judged.count) checks, \(reviewed) \(reviewed == 1 ? "asks" : "ask") for review."
      text.de +=
        ". Von \(judged.count) Prüfungen \(reviewed == 1 ? "verlangt" : "verlangen")"
        + " \(reviewed) einen Blick."
    case .unusable where showsNumbers:
      text.en +=
        ". Of \(judged.count) checks, \(failed) \(failed == 1 ? "fails" : "fail")"
        + " and \(reviewed) \(reviewed == 1 ? "asks" : "ask") for review."
      text.de +=
        ". Von \(judged.count) Prüfungen \(failed == 1 ? "zeigt" : "zeigen") \(failed)"
        + " einen Mangel, \(reviewed) \(reviewed == 1 ? "verlangt" : "verlangen") einen Blick."
    case .unusable:
      text.en += ". The sampler has not converged, so nothing else was judged."
      text.de += ". Der Sampler ist nicht konvergiert; alles Weitere wurde nicht beurteilt."
    }
    switch verdict {
    case .ready: return .init(.information, text)
    case .remarks: return .init(.warning, text)
    case .unusable: return .init(showsNumbers ? .warning : .withheld, text)
    }
  }

  private func checkGrid(_ outcomes: [HealthOutcome]) -> Grid {
    Grid(
      id: "mmm.health", title: Phrase(en: "Checks of this fit", de: "Prüfungen dieser Anpassung"),
      columns: [
        Phrase(en: "Check", de: "Prüfung"), Phrase(en: "Result", de: "Befund"),
        Phrase(en: "Found", de: "Gefunden"), Phrase(en: "Meaning", de: "Bedeutung"),
      ],
      rows: outcomes.map { outcome in
        [
          .text(outcome.title), .text(outcome.status.word),
          outcome.shown.map { .value($0) } ?? .text(Phrase("–")), .text(outcome.meaning),
        ]
      })
  }

  /// What to do; why, too, where no table says so.
  private static func remark(_ outcome: HealthOutcome, withMeaning: Bool) -> Section.Note? {
    outcome.remedy.map { remedy in
      func text(_ language: Language) -> String {
        let why = withMeaning ? outcome.meaning[language] + " " : ""
        return "\(outcome.title[language]): \(why)\(remedy[language])"
      }
      return Section.Note(.warning, Phrase(en: text(.en), de: text(.de)))
    }
  }

  private var channelGrid: Grid {
    let isMoney = channels.contains { $0.profit != nil }
    func cell(_ key: FindingKey?) -> Grid.Cell { key.map { .value($0) } ?? .text(Phrase("–")) }
    let columns: [(Phrase, (ChannelHealth) -> Grid.Cell)] = [
      (Phrase(en: "Expected contraction", de: "Erwartete Kontraktion"), { cell($0.expected) }),
      (Phrase(en: "Achieved contraction", de: "Erreichte Kontraktion"), { cell($0.achieved) }),
      (Phrase(en: "Belief moved by", de: "Annahme bewegt um"), { cell($0.moved) }),
      (Phrase(en: "Shift (prior SD)", de: "Verschiebung (Prior-SD)"), { cell($0.shift) }),
    ]
    let money = (
      Phrase(en: "P(return > 1)", de: "P(Rendite > 1)"),
      { (channel: ChannelHealth) in cell(channel.profit) }
    )
    let shown = columns + (isMoney ? [money] : [])
    return Grid(
      id: "mmm.health.channels",
      title: Phrase(
        en: "What the data taught about each channel, least first",
        de: "Was die Daten über jeden Kanal lehrten, das Wenigste zuerst"),
      columns: [Phrase(en: "Channel", de: "Kanal")] + shown.map(\.0)
        + [Phrase(en: "The return", de: "Die Rendite")],
      rows: channels.map { channel in
        [.text(Phrase(channel.name))] + shown.map { $0.1(channel) } + [.text(channel.words)]
      })
  }
}
