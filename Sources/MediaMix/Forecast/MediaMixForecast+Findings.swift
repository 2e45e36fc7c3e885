public import Findings
import Tables

extension MediaMixForecast {
  /// The facts of the forecast, totals before their breakdowns.
  ///
  /// - `mmm.forecast`: a new outcome in the planned periods with its prediction interval, {} for all
  ///   of them and {week} for each; {metric: expected} for the mean of such outcomes; {channel} for
  ///   the part that a channel, organic medium or treatment causes in them.
  /// - `mmm.forecast_change`: the outcome less that of the same periods a year before, {}.
  /// - `mmm.forecast_carry_in`: what media of the past still cause in the planned periods, {} and
  ///   {channel}.
  /// - `mmm.forecast_caused`: what the plan's media cause in the planned periods, {channel}.
  /// - `mmm.forecast_carry_out`: what they cause after them, {} and {channel}.
  /// - `mmm.forecast_roi`: what the plan's money returns, carry-out included, {} and {channel}.
  /// - `mmm.forecast_extrapolation_share`: the share of planned periods that spend more than any
  ///   period of the data, {channel}; never withheld.
  public func findings(language: Language, isForced: Bool = false) -> [Finding] {
    let writer = FindingWriter(result: result, language: language)
    let posterior = totals(writer) + channels(writer) + eachPeriod(writer)
    return result.judged(posterior, language: language, isForced: isForced)
      + extrapolations(writer)
  }

  /// The planned periods.
  var period: Period { period(0, plan.count - 1) }

  func period(_ first: Int, _ last: Int) -> Period {
    Period(from: plan.times.labels[first], to: plan.times.lastDays[last])
  }

  private func totals(_ writer: FindingWriter) -> [Finding] {
    let units = writer.units
    var findings = [
      writer.finding(
        "mmm.forecast", [:], total, units.outcome, period: period, kind: .prediction
      ) { Phrase(en: "The plan leads to an outcome of \($0)", de: "Der Plan führt zu \($0)") },
      writer.finding(
        "mmm.forecast", ["metric": "expected"], expectedTotal, units.outcome, period: period
      ) {
        Phrase(en: "The mean outcome of the plan is \($0)", de: "Der Plan lässt \($0) erwarten")
      },
    ]
    if let change {
      findings.append(
        writer.finding(
          "mmm.forecast_change", [:], change, units.outcome, period: period, kind: .prediction
        ) {
          Phrase(
            en: "Compared with the same periods a year before, the outcome changes by \($0)",
            de: "Gegenüber den gleichen Perioden des Vorjahres ändert sich das Ergebnis um \($0)")
        })
    }
    findings.append(
      writer.finding("mmm.forecast_carry_in", [:], allCarriedIn, units.outcome, period: period) {
        Phrase(
          en: "Media of the past still cause \($0) of it: already in the pipe",
          de: "Davon bewirken vergangene Medien noch \($0): bereits unterwegs")
      })
    findings.append(
      writer.finding("mmm.forecast_carry_out", [:], allCarriedOut, units.outcome, period: period) {
        Phrase(
          en: "After its end, the plan still causes \($0)",
          de: "Nach seinem Ende bewirkt der Plan noch \($0)")
      })
    if let totalReturn {
      findings.append(
        writer.finding("mmm.forecast_roi", [:], totalReturn, units.roi, period: period) {
          Phrase(en: "The plan's money returns \($0)", de: "Das Geld des Plans bringt \($0)")
        })
    }
    return findings
  }

  private func channels(_ writer: FindingWriter) -> [Finding] {
    let (data, unit) = (result.data, writer.units.outcome)
    func each(
      _ id: String, _ summaries: [Summary], _ text: @escaping (String, String) -> Phrase
    ) -> [Finding] {
      zip(data.terms, summaries).map { name, summary in
        writer.finding(id, ["channel": name], summary, unit, period: period) { text(name, $0) }
      }
    }
    let returning = zip(data.channels, returns).compactMap { name, summary -> Finding? in
      guard let summary else { return nil }
      return writer.finding(
        "mmm.forecast_roi", ["channel": name], summary, writer.units.roi, period: period
      ) {
        Phrase(
          en: "The plan's money for \(name) returns \($0)",
          de: "Das Geld des Plans für \(name) bringt \($0)")
      }
    }
    return each("mmm.forecast", contributions) {
      Phrase(
        en: "\($0) causes \($1) in the planned periods",
        de: "\($0) bewirkt \($1) in den geplanten Perioden")
    }
      + each("mmm.forecast_carry_in", carriedIn) {
        Phrase(
          en: "The past of \($0) causes \($1) in the planned periods",
          de: "Die Vergangenheit von \($0) bewirkt \($1) in den geplanten Perioden")
      }
      + each("mmm.forecast_caused", caused) {
        Phrase(
          en: "The plan for \($0) causes \($1) in the planned periods",
          de: "Der Plan für \($0) bewirkt \($1) in den geplanten Perioden")
      }
      + each("mmm.forecast_carry_out", carriedOut) {
        Phrase(
          en: "The plan for \($0) causes \($1) after its end",
          de: "Der Plan für \($0) bewirkt \($1) nach seinem Ende")
      } + returning
  }

  private func eachPeriod(_ writer: FindingWriter) -> [Finding] {
    (0..<plan.count).map { t in
      let name = plan.times.labels[t]
      return writer.finding(
        "mmm.forecast", ["week": name], periods[t], writer.units.outcome,
        period: period(t, t), kind: .prediction
      ) {
        Phrase(
          en: "In the period of \(name), the outcome is \($0)",
          de: "In der Periode vom \(name) beträgt das Ergebnis \($0)")
      }
    }
  }

  private func extrapolations(_ writer: FindingWriter) -> [Finding] {
    zip(result.data.channels, extrapolation).map { name, share in
      writer.finding(
        "mmm.forecast_extrapolation_share", ["channel": name], value: share, .one,
        grade: .descriptive, period: period
      ) {
        Phrase(
          en: "The share of planned periods that spend more on \(name) than any before is \($0)",
          de: "Der Anteil geplanter Perioden mit mehr Ausgaben für \(name) als je zuvor ist \($0)")
      }
    }
  }
}
