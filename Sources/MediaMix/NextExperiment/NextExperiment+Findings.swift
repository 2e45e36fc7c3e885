public import Findings
import Tables

extension NextExperiment {
  /// What each candidate is worth.
  ///
  /// - `budget.evpi`: what perfect knowledge would gain, {} of all channels, {channel} of one.
  /// - `budget.next_experiment_net`: value less cost, {} of the best candidate, and by candidate.
  /// - `budget.next_experiment`: the expected gain of the decision by a candidate's result; the
  ///   candidates have {channel, scenario}, as have `budget.next_experiment_cost` (profit forgone),
  ///   `_lift` and `_error` (what it would find, and its standard error, in KPI units) and
  ///   `_probability` (that the best split then differs by a twentieth of the budget).
  /// - `budget.next_experiment_noise`: {}, the gain found for a test that tells nothing.
  public func findings(language: Language, isForced: Bool = false) -> [Finding] {
    let writer = FindingWriter(result: result, language: language)
    let findings =
      [verdict(writer), noise(writer)] + perfect(writer)
      + candidates.flatMap { details($0, writer) }
    return result.judged(findings, language: language, isForced: isForced)
  }

  /// The periods that stand for the coming ones.
  var period: Period {
    FindingWriter(result: result, language: .en).period(decision.first, decision.last)
  }

  func subject(_ candidate: Candidate) -> [String: String] {
    [
      "channel": result.data.channels[candidate.test.channel],
      "scenario": candidate.test.scenario,
    ]
  }

  private func verdict(_ writer: FindingWriter) -> Finding {
    guard let best = recommended else {
      let most = candidates.first?.net ?? 0
      return writer.finding(
        "budget.next_experiment_net", [:], value: most, writer.units.money, grade: .model,
        period: period
      ) {
        Phrase(
          en:
            "No experiment pays: the best would bring \($0) after its cost, or would hardly"
            + " ever change the decision",
          de: "Kein Experiment lohnt sich: das beste brächte nach Kosten \($0) oder änderte"
            + " die Entscheidung fast nie")
      }
    }
    let name = words(best.test)
    return writer.finding(
      "budget.next_experiment_net", [:], value: best.net, writer.units.money, grade: .model,
      period: period
    ) {
      Phrase(
        en: "The experiment that pays most is: \(name.en); it is worth \($0) more than it costs",
        de: "Am meisten lohnt sich: \(name.de); es ist \($0) mehr wert, als es kostet")
    }
  }

  private func noise(_ writer: FindingWriter) -> Finding {
    writer.finding(
      "budget.next_experiment_noise", [:], value: noise, writer.units.money, grade: .model,
      period: period
    ) {
      Phrase(
        en: "A test that tells nothing would seem to be worth \($0); values near it are noise",
        de: "Ein Test, der nichts aussagt, schiene \($0) wert; Werte in dieser Nähe sind Rauschen")
    }
  }

  private func perfect(_ writer: FindingWriter) -> [Finding] {
    let money = writer.units.money
    let all = writer.finding(
      "budget.evpi", [:], value: perfect, money, grade: .model, period: period
    ) {
      Phrase(
        en: "Knowing every channel's response exactly would be worth \($0)",
        de: "Die Wirkung jedes Kanals genau zu kennen, wäre \($0) wert")
    }
    return [all]
      + zip(result.data.channels, channelPerfect).map { name, value in
        writer.finding(
          "budget.evpi", ["channel": name], value: value, money, grade: .model, period: period
        ) {
          Phrase(
            en: "Knowing the response of \(name) exactly would be worth \($0)",
            de: "Die Wirkung von \(name) genau zu kennen, wäre \($0) wert")
        }
      }
  }

  private func details(_ candidate: Candidate, _ writer: FindingWriter) -> [Finding] {
    let (subject, name, units) = (subject(candidate), words(candidate.test), writer.units)
    func number(_ id: String, _ value: Double, _ unit: Unit, _ en: String, _ de: String) -> Finding
    {
      writer.finding(id, subject, value: value, unit, grade: .model, period: period) {
        Phrase(en: "\(name.en): \(en) \($0)", de: "\(name.de): \(de) \($0)")
      }
    }
    return [
      number(
        "budget.next_experiment", candidate.sample.value, units.money,
        "its result would improve the budget by", "das Ergebnis verbesserte das Budget um"),
      number(
        "budget.next_experiment_cost", candidate.cost, units.money, "profit forgone",
        "entgangener Gewinn"),
      number(
        "budget.next_experiment_net", candidate.net, units.money, "value less cost",
        "Wert abzüglich Kosten"),
      writer.finding(
        "budget.next_experiment_lift", subject, candidate.lift, units.kpi, period: period
      ) { Phrase(en: "\(name.en): expected lift \($0)", de: "\(name.de): erwarteter Lift \($0)") },
      number(
        "budget.next_experiment_error", candidate.standardError, units.kpi,
        "standard error of the lift", "Standardfehler des Lifts"),
      number(
        "budget.next_experiment_probability", candidate.sample.changeProbability, .one,
        "chance that the decision changes", "Wahrscheinlichkeit einer anderen Entscheidung"),
    ]
  }

  /// A test in words: `tv: go dark in half of the regions for 8 weeks`.
  func words(_ test: CandidateTest) -> Phrase {
    let channel = result.data.channels[test.channel]
    let (what, place, time) = (change(test), extent(test), duration(test.length))
    return Phrase(
      en: "\(channel): \(what.en) \(place.en) for \(time.en)",
      de: "\(channel): \(what.de) \(place.de) für \(time.de)")
  }

  func change(_ test: CandidateTest) -> Phrase {
    switch test.change {
    case .goDark: return Phrase(en: "go dark", de: "abschalten")
    case .heavyUp(let factor):
      let (en, de) = (NumberStyle(.en), NumberStyle(.de))
      return Phrase(
        en: "spend × \(Self.multiple(factor, en))", de: "Ausgaben × \(Self.multiple(factor, de))")
    }
  }

  /// A multiple with no more decimals than it has, two at most.
  static func multiple(_ value: Double, _ style: NumberStyle) -> String {
    let decimals = (0...1).first {
      abs(value * [1, 10][$0] - (value * [1, 10][$0]).rounded()) < 1e-9
    }
    return style.number(value, decimals: decimals ?? 2)
  }

  func extent(_ test: CandidateTest) -> Phrase {
    switch test.extent {
    case .all where result.data.geoCount == 1:
      Phrase(en: "in the whole market", de: "im ganzen Markt")
    case .all: Phrase(en: "in all regions", de: "in allen Regionen")
    case .half: Phrase(en: "in half of the regions", de: "in der Hälfte der Regionen")
    case .quarter: Phrase(en: "in a quarter of the regions", de: "in einem Viertel der Regionen")
    }
  }

  func duration(_ count: Int) -> Phrase {
    let isOne = count == 1
    switch result.data.times.step {
    case .week:
      return Phrase(
        en: "\(count) \(isOne ? "week" : "weeks")", de: "\(count) \(isOne ? "Woche" : "Wochen")")
    case .day:
      return Phrase(
        en: "\(count) \(isOne ? "day" : "days")", de: "\(count) \(isOne ? "Tag" : "Tage")")
    case .month:
      return Phrase(
        en: "\(count) \(isOne ? "month" : "months")", de: "\(count) \(isOne ? "Monat" : "Monate")")
    default:
      return Phrase(
        en: "\(count) \(isOne ? "period" : "periods")",
        de: "\(count) \(isOne ? "Periode" : "Perioden")")
    }
  }
}
