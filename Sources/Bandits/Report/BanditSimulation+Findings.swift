public import Findings

extension BanditSimulation {
  /// What the study found; `model` is `guarded` or `free`.
  ///
  /// - `bandit.regret` {model}: mean regret a campaign in reward, and {model, scenario: slack} over
  ///   campaigns in which guardrails are slack.
  /// - `bandit.regret_ratio` {scenario: slack}: with guardrails over without.
  /// - `bandit.violations` {metric, model}: the share of campaigns that missed the guardrail.
  /// - `bandit.p_value` {metric}: that so many misses or more happen, if each has the probability
  ///   allowed.
  ///
  /// - Parameter language: the language of the texts.
  public func findings(language: Language) -> [Finding] {
    let writer = BanditWriter(language)
    return regretFindings(writer) + violations.flatMap { findings($0, writer) }
  }

  private func regretFindings(_ writer: BanditWriter) -> [Finding] {
    var findings: [Finding] = []
    for (scenario, pair) in [(nil, regret), ("slack", slackRegret)] as [(String?, _)] {
      guard let pair else { continue }
      for (model, value) in [("guarded", pair.guarded), ("free", pair.free)] {
        var subject = ["model": model]
        subject["scenario"] = scenario
        findings.append(
          Finding(
            id: "bandit.regret", subject: subject, value: value, unit: Unit("reward"),
            grade: .assumption,
            text: regretText(writer, model, scenario, value)[writer.style.language]))
      }
    }
    if let pair = slackRegret, pair.free > 0 {
      let ratio = writer.number(pair.guarded / pair.free)
      findings.append(
        Finding(
          id: "bandit.regret_ratio", subject: ["scenario": "slack"],
          value: pair.guarded / pair.free, unit: .one, grade: .assumption,
          text: Phrase(
            en: "Where guardrails are slack, regret with them is \(ratio) times that without.",
            de: "Wo Leitplanken locker sind, ist das Bedauern mit ihnen das \(ratio)-Fache.")[
              writer.style.language]))
    }
    return findings
  }

  private func regretText(
    _ writer: BanditWriter, _ model: String, _ scenario: String?, _ value: Double
  ) -> Phrase {
    let amount = writer.number(value)
    let isGuarded = model == "guarded"
    let place = Phrase(
      en: scenario == nil ? "In all campaigns" : "Where guardrails are slack",
      de: scenario == nil ? "In allen Kampagnen" : "Wo Leitplanken locker sind,")
    return Phrase(
      en:
        "\(place.en), the bandit \(isGuarded ? "with" : "without") guardrails misses \(amount) of "
        + "reward a campaign.",
      de:
        "\(place.de) entgeht dem Bandit \(isGuarded ? "mit" : "ohne") Leitplanken je Kampagne ein "
        + "Ertrag von \(amount).")
  }

  private func findings(_ one: Violations, _ writer: BanditWriter) -> [Finding] {
    let metric = one.guardrail.metric
    let name = BanditWriter.name(metric)
    let language = writer.style.language
    let count = Double(campaigns.count)
    let shares = [("guarded", one.guarded), ("free", one.free)].map { model, misses in
      let share = writer.share(Double(misses) / count)
      let isGuarded = model == "guarded"
      return Finding(
        id: "bandit.violations", subject: ["metric": metric.rawValue, "model": model],
        value: Double(misses) / count, unit: .one, grade: .assumption,
        text: Phrase(
          en:
            "\(isGuarded ? "With" : "Without") guardrails \(share) of campaigns miss the bound on "
            + "\(name.en).",
          de:
            "\(isGuarded ? "Mit" : "Ohne") Leitplanken verfehlen \(share) der Kampagnen die Grenze: "
            + "\(name.de).")[language])
    }
    let p = Self.binomialTail(one.guarded, of: campaigns.count, rate: one.guardrail.delta)
    let shown = writer.style.number(p, significant: 2)
    let allowed = writer.share(one.guardrail.delta)
    return shares + [
      Finding(
        id: "bandit.p_value", subject: ["metric": metric.rawValue], value: p, unit: .one,
        grade: .assumption,
        text: Phrase(
          en: "If \(allowed) of campaigns may miss it, so many misses or more have the probability "
            + "\(shown).",
          de: "Wenn \(allowed) der Kampagnen sie verfehlen dürfen, haben so viele oder mehr die "
            + "Wahrscheinlichkeit \(shown).")[language])
    ]
  }
}
