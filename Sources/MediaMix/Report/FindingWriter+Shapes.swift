import Findings

extension FindingWriter {
  /// The outcome for 1000 units of exposure of each medium: `mmm.effectiveness` (channel).
  ///
  /// With reach and frequency a unit is a contact, reach times frequency. Channels whose exposure is
  /// their spend have none: their return says it.
  func effectiveness() -> [Finding] {
    result.exposedMedia.map { c in
      let contacts = result.contacts(c, result.window.periods)
      let draws = result.draws(ofQuantity: index.term(c, QuantityIndex.contribution))
      let isContact = result.frequencyPlace(c) != nil
      return finding(
        "mmm.effectiveness", ["channel": data.terms[c]],
        Summary(draws.map { $0 * 1000 / contacts }, level: level),
        isContact ? units.perContacts : units.perExposures, period: period
      ) {
        // A number that is no money carries its unit, and this with it.
        let per =
          units.outcome != units.money
          ? Phrase("")
          : isContact
            ? Phrase(en: " for 1000 contacts", de: " je 1000 Kontakte")
            : Phrase(en: " for 1000 exposures", de: " je 1000 Kontakteinheiten")
        return Phrase(
          en: "\(data.terms[c]) yielded \($0)\(per.en)", de: "\(data.terms[c]) ergab \($0)\(per.de)"
        )
      }
    }
  }

  /// How long effects last: `mmm.carry_over` (channel, metric: half_life, mean_lag,
  /// first_period_share), in periods and as a share.
  ///
  /// They are derived from the weights of each draw, so that they mean the same whatever the family
  /// of adstock.
  func carryOvers() -> [Finding] {
    result.carriedMedia.flatMap { c -> [Finding] in
      let name = data.terms[c]
      let draws = result.carryOvers(c)
      func one(
        _ metric: String, _ unit: Unit, _ value: (CarryOver) -> Double,
        _ text: (String) -> Phrase
      ) -> Finding {
        finding(
          "mmm.carry_over", ["channel": name, "metric": metric],
          Summary(draws.map(value), level: level), unit, text: text)
      }
      return [
        one("half_life", Unit("periods"), \.halfLife) {
          Phrase(
            en: "Half of the effect of \(name) has come after \($0)",
            de: "Die halbe Wirkung von \(name) ist eingetreten nach \($0)")
        },
        one("mean_lag", Unit("periods"), \.meanLag) {
          Phrase(
            en: "The effect of \(name) comes on average after \($0)",
            de: "Die Wirkung von \(name) kommt im Mittel nach \($0)")
        },
        one("first_period_share", .one, \.firstShare) {
          Phrase(
            en: "Of the effect of \(name), \($0) comes in the period of the exposure",
            de: "Von der Wirkung von \(name) kommen \($0) in der Periode des Kontakts")
        },
      ]
    }
  }

  /// The frequency at which the same contacts cause most, `mmm.optimal_frequency` (channel), and
  /// what the outcome would gain at its median over today (channel, metric: outcome_change).
  func optimalFrequencies() -> [Finding] {
    data.exposure.indices.flatMap { c -> [Finding] in
      guard let k = result.frequencyPlace(c) else { return [] }
      let (name, series) = (data.terms[c], result.series)
      let best = PosteriorRecorder.frequencies[series.bestPlaces[k]]
      let contacts = Unit("contacts")
      return [
        finding(
          "mmm.optimal_frequency", ["channel": name],
          Summary(series.bestFrequencies[k], level: level), contacts, period: period
        ) {
          Phrase(
            en: "The same contacts of \(name) cause most when each person reached has \($0)",
            de: "Dieselben Kontakte von \(name) bewirken am meisten, wenn jede erreichte Person"
              + " so viele hat: \($0)")
        },
        finding(
          "mmm.optimal_frequency", ["channel": name, "metric": "outcome_change"],
          Summary(series.frequencyGains[k], level: level), units.outcome, period: period
        ) {
          let shown = number(best, contacts, "")
          return Phrase(
            en:
              "With the same contacts at \(shown) a person, \(name) would have changed the outcome"
              + " by \($0) against today",
            de:
              "Mit denselben Kontakten bei \(shown) je Person hätte \(name) das Ergebnis gegenüber"
              + " heute um \($0) verändert")
        },
      ]
    }
  }

  /// How effects changed over time: `mmm.time_effect` (channel, or none for all media; metric:
  /// change), the mean of the last quarter of the periods over that of the first, less 1.
  func timeEffects() -> [Finding] {
    result.courses.enumerated().map { k, course in
      var subject = ["metric": "change"]
      subject["channel"] = course.channel
      return finding(
        "mmm.time_effect", subject, Summary(result.series.courseChanges[k], level: level), .one,
        period: period(0, data.timeCount - 1)
      ) {
        Phrase(
          en: "From the first quarter of the periods to the last, the effect of"
            + " \(course.words.en) changed by \($0)",
          de: "Vom ersten Viertel der Perioden zum letzten veränderte sich die Wirkung von"
            + " \(course.words.de) um \($0)")
      }
    }
  }
}

extension MediaMixResult {
  /// A course of time and what follows it.
  struct Course {
    /// The medium that follows it; nil if all do.
    var channel: String?
    var words: Phrase
  }

  /// The courses, in order.
  var courses: [Course] {
    model.design.courses.indices.map { k in
      if model.options.timeVarying != .all, let term = terms.first(where: { $0.course == k }) {
        return Course(channel: term.name, words: Phrase(term.name))
      }
      return Course(channel: nil, words: Phrase(en: "all media", de: "allen Medien"))
    }
  }

  /// Media whose effect carries over.
  var carriedMedia: [Int] { data.exposure.indices.filter { terms[$0].maxLag > 0 } }

  /// Media with contacts in the window that are counted in something else than money.
  var exposedMedia: [Int] {
    data.exposure.indices.filter { c in
      guard contacts(c, window.periods) > 0 else { return false }
      guard c < data.channels.count else { return true }
      guard let channel = model.options.channels[data.channels[c]] else { return false }
      return channel.media.reach != nil || (channel.exposure ?? channel.spend) != channel.spend
    }
  }

  /// Exposure over periods, in all geos; with reach and frequency, reach times frequency.
  func contacts(_ c: Int, _ periods: ClosedRange<Int>) -> Double {
    total(periods) { cell in data.exposure[c][cell] * (data.frequency[c]?[cell] ?? 1) }
  }

  /// The mean number of contacts of those reached over periods; nil without reach and frequency.
  func meanFrequency(_ c: Int, _ periods: ClosedRange<Int>) -> Double? {
    guard data.frequency[c] != nil else { return nil }
    let reach = total(periods) { data.exposure[c][$0] }
    return reach > 0 ? contacts(c, periods) / reach : nil
  }

  private func total(_ periods: ClosedRange<Int>, _ value: (Int) -> Double) -> Double {
    let width = data.leadIn + data.timeCount
    var sum = 0.0
    for g in 0..<data.geoCount {
      for t in periods { sum += value(g * width + data.leadIn + t) }
    }
    return sum
  }
}
