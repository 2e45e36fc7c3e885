import Findings

/// Words for what an allocation did.
struct BanditWriter {
  let style: NumberStyle

  init(_ language: Language) { style = NumberStyle(language) }

  func share(_ value: Double) -> String { style.quantity(value, as: .share) }

  func number(_ value: Double) -> String { style.quantity(value, as: .plain) }

  func count(_ value: Int) -> String { style.number(Double(value), decimals: 0) }

  static func name(_ metric: Guardrail.Metric) -> Phrase {
    switch metric {
    case .cpa: Phrase(en: "cost per conversion", de: "Kosten je Conversion")
    case .roas: Phrase(en: "return on ad spend", de: "Werberendite (ROAS)")
    case .frequency: Phrase(en: "frequency", de: "Kontaktfrequenz")
    }
  }

  static func name(_ measure: Measure) -> Phrase {
    switch measure {
    case .conversions: Phrase(en: "conversions", de: "Conversions")
    case .value: Phrase(en: "value", de: "Wert")
    case .cost: Phrase(en: "cost", de: "Kosten")
    case .reach: Phrase(en: "reach", de: "Reichweite")
    }
  }

  /// A remark as a sentence.
  func text(_ remark: Allocation.Remark) -> Phrase {
    switch remark {
    case .burnIn(let decisions):
      let count = style.number(Double(decisions), decimals: 0)
      return Phrase(
        en: "Guardrails and baseline hold only after \(count) more decisions.",
        de: "Leitplanken und Basislinie gelten erst nach \(count) weiteren Entscheidungen.")
    case .guardrail(let metric):
      return about(
        metric, en: "Shares moved to other arms to keep the guardrail on",
        de: "Anteile wurden verschoben, um diese Leitplanke zu halten:")
    case .recovering(let metric):
      return about(
        metric, en: "The guardrail is at risk; only the arm that mends it is served. It is on",
        de: "Diese Leitplanke ist gefährdet; nur der Arm, der sie bessert, wird bedient:")
    case .baseline(let fraction):
      return Phrase(
        en: "Shares moved towards the baseline by \(share(fraction)) of the way.",
        de: "Die Anteile rückten um \(share(fraction)) des Weges zur Basislinie.")
    case .noEvidence(let measure):
      let name = Self.name(measure)
      return Phrase(
        en: "Nothing is served: nothing was ever seen of \(name.en).",
        de: "Nichts wird bedient: Es liegt nichts vor zu: \(name.de).")
    default: return plain(remark)
    }
  }

  private func about(_ metric: Guardrail.Metric, en: String, de: String) -> Phrase {
    let name = Self.name(metric)
    return Phrase(en: "\(en) \(name.en).", de: "\(de) \(name.de).")
  }

  private func plain(_ remark: Allocation.Remark) -> Phrase {
    switch remark {
    case .baselineYields:
      Phrase(
        en: "The baseline could not be kept without missing a guardrail.",
        de: "Die Basislinie ließ sich nicht halten, ohne eine Leitplanke zu verletzen.")
    case .minimumShareYields:
      Phrase(
        en: "Minimum shares yield to the guardrails and the baseline.",
        de: "Mindestanteile weichen den Leitplanken und der Basislinie.")
    case .largestChange:
      Phrase(
        en: "The largest change holds shares near those before.",
        de: "Die größte erlaubte Änderung hält die Anteile nahe den vorigen.")
    case .largestChangeYields:
      Phrase(
        en: "A guardrail or the baseline forced a change beyond the largest.",
        de: "Eine Leitplanke oder die Basislinie erzwang mehr als die größte erlaubte Änderung.")
    case .pacing:
      Phrase(
        en: "Some decisions serve nobody, so that the budget lasts.",
        de: "Einige Entscheidungen bedienen niemanden, damit das Budget reicht.")
    case .budgetSpent:
      Phrase(
        en: "Nothing is served: the budget is used up.",
        de: "Nichts wird bedient: Das Budget ist aufgebraucht.")
    case .noFeasibleMix:
      Phrase(
        en: "Nothing is served: no mix of arms keeps the guardrails.",
        de: "Nichts wird bedient: Keine Mischung der Arme hält die Leitplanken.")
    case .promoted:
      Phrase(
        en: "The shares are those of a policy that passed the gate.",
        de: "Die Anteile sind die einer Strategie, die das Tor passiert hat.")
    default:
      Phrase(
        en: "Nothing is served: the kill switch is thrown.",
        de: "Nichts wird bedient: Der Notschalter ist betätigt.")
    }
  }
}
