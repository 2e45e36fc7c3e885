public import Findings

extension BanditSimulation {
  /// What the study found; `model` is `guardrails`, or `thompson` for the
  /// same bandit without any; `scenario: slack` means the campaigns in which
  /// the best arm keeps every guardrail with room to spare.
  ///
  /// - `bandit.campaigns` {} and {scenario: slack}: how many were simulated.
  /// - `bandit.violation_share` {metric, model}: the share of campaigns that missed the guardrail.
  /// - `bandit.permitted_violation_share` {metric}: the share that may miss it, its delta.
  /// - `bandit.p_value` {metric}: that so many misses or more happen, if each has the probability
  ///   allowed.
  /// - `bandit.regret` {model} and {model, scenario: slack}: mean regret a campaign in reward.
  /// - `bandit.regret_ratio` {model: guardrails}: with guardrails over without, where they are slack.
  ///
  /// Intervals hold the Monte Carlo error.
  ///
  /// - Parameter language: the language of the texts.
  public func findings(language: Language) -> [Finding] {
    let writer = BanditWriter(language)
    return counts(writer) + violations.flatMap { findings($0, writer) } + regretFindings(writer)
  }

  private func counts(_ writer: BanditWriter) -> [Finding] {
    let language = writer.style.language
    let all = writer.count(campaigns.count)
    let slack = writer.count(self.slack.count)
    return [
      Finding(
        id: "bandit.campaigns", value: Double(campaigns.count), unit: Unit("campaigns"),
        grade: .assumption,
        text: Phrase(
          en: "\(all) campaigns were simulated.", de: "\(all) Kampagnen wurden simuliert.")[
            language]
      ),
      Finding(
        id: "bandit.campaigns", subject: ["scenario": "slack"], value: Double(self.slack.count),
        unit: Unit("campaigns"), grade: .assumption,
        text: Phrase(
          en: "In \(slack) of them the best arm keeps every guardrail with room to spare.",
          de: "In \(slack) davon hält der beste Arm jede Leitplanke mit Abstand.")[language]),
    ]
  }

  private func regretFindings(_ writer: BanditWriter) -> [Finding] {
    var findings: [Finding] = []
    for (scenario, part) in [(nil, campaigns), ("slack", slack)] as [(String?, [Campaign])] {
      guard !part.isEmpty else { continue }
      for (model, values) in [
        ("guardrails", part.map(\.guarded.regret)), ("thompson", part.map(\.free.regret)),
      ] {
        var subject = ["model": model]
        subject["scenario"] = scenario
        findings.append(
          Finding(
            id: "bandit.regret", subject: subject, value: Self.mean(values),
            interval: interval(ofMean: values), unit: rewardUnit, grade: .assumption,
            text: regretText(writer, model, scenario, Self.mean(values))[writer.style.language]))
      }
    }
    if let pair = slackRegret, pair.free > 0 {
      let ratio = writer.number(pair.guarded / pair.free)
      findings.append(
        Finding(
          id: "bandit.regret_ratio", subject: ["model": "guardrails"],
          value: pair.guarded / pair.free, unit: .one, grade: .assumption,
          text: Phrase(
            en: "Where guardrails are slack, regret with them is \(ratio) times that without.",
            de: "Wo Leitplanken locker sind, ist das Bedauern mit ihnen das \(ratio)-Fache.")[
              writer.style.language]))
    }
    return findings
  }

  /// What regret is counted in.
  var rewardUnit: Unit {
    bandit.reward == .conversions ? Unit("conversions") : Unit.money(currency)
  }

  private func regretText(
    _ writer: BanditWriter, _ model: String, _ scenario: String?, _ value: Double
  ) -> Phrase {
    let amount = writer.number(value)
    let isGuarded = model == "guardrails"
    let place = Phrase(
      en: scenario == nil ? "In all campaigns" : "Where guardrails are slack",
      de: scenario == nil ? "In allen Kampagnen" : "Wo Leitplanken locker sind,")
    let what = Phrase(
      en: bandit.reward == .conversions ? "conversions" : "value",
      de: bandit.reward == .conversions ? "Conversions" : "Wert")
    return Phrase(
      en:
        "\(place.en), the bandit \(isGuarded ? "with" : "without") guardrails misses \(amount) "
        + "\(what.en) a campaign.",
      de:
        "\(place.de) entgehen dem Bandit \(isGuarded ? "mit" : "ohne") Leitplanken je Kampagne "
        + "\(amount) \(what.de).")
  }

  private func findings(_ one: Violations, _ writer: BanditWriter) -> [Finding] {
    let metric = one.guardrail.metric
    let name = BanditWriter.name(metric)
    let language = writer.style.language
    let count = Double(campaigns.count)
    let shares = [("guardrails", one.guarded), ("thompson", one.free)].map { model, misses in
      let share = writer.share(Double(misses) / count)
      let isGuarded = model == "guardrails"
      return Finding(
        id: "bandit.violation_share", subject: ["metric": metric.rawValue, "model": model],
        value: Double(misses) / count, interval: interval(ofMisses: misses), unit: .one,
        grade: .assumption,
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
        id: "bandit.permitted_violation_share", subject: ["metric": metric.rawValue],
        value: one.guardrail.delta, unit: .one, grade: .assumption,
        text: Phrase(
          en: "\(allowed) of campaigns may miss the bound on \(name.en).",
          de: "\(allowed) der Kampagnen dürfen die Grenze verfehlen: \(name.de).")[language]),
      Finding(
        id: "bandit.p_value", subject: ["metric": metric.rawValue], value: p, unit: .one,
        grade: .assumption,
        text: Phrase(
          en: "If \(allowed) of campaigns may miss it, so many misses or more have the probability "
            + "\(shown).",
          de: "Wenn \(allowed) der Kampagnen sie verfehlen dürfen, haben so viele oder mehr die "
            + "Wahrscheinlichkeit \(shown).")[language]),
    ]
  }
}
