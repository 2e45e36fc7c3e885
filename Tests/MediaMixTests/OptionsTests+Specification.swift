import MediaMix
import Testing

/// Options that do not fit the data they are for.
struct OptionSpecificationTests {
  /// What a model of a small panel is refused for.
  private func problems(
    geos: Int = 1, periods: Int = 30, change: (inout MediaMixOptions) -> Void
  ) throws -> [MediaMixProblem] {
    let data = try SmallPanel.data(geos: geos, periods: periods)
    do {
      _ = try MediaMixModel(data: data, options: SmallPanel.options(data, change: change))
      return []
    } catch MediaMixError.refused(let problems) {
      return problems
    }
  }

  @Test("a misspelt family is refused with the nearest one")
  func family() throws {
    let found = try problems { $0.channels["channel0"]?.prior.roi = .init("lognormel", [0, 1]) }
    #expect(found.count == 1)
    #expect(names(found, "media_mix.channels.channel0.prior.roi", "lognormel", "\"lognormal\""))
  }

  @Test("a wrong number of parameters and a parameter out of range are refused")
  func parameters() throws {
    let found = try problems {
      $0.channels["channel0"]?.prior.roi = .init("lognormal", [0])
      $0.channels["channel1"]?.prior.halfSaturation = .init("gamma", [1, -2])
    }
    #expect(found.count == 2)
    #expect(names(found, "channel0.prior.roi", "lognormal takes [mu, sigma]", "1 was given"))
    #expect(names(found, "channel1.prior.half_saturation", "rate is -2.0"))
  }

  @Test("the default lags fit data of any length, a stated lag must")
  func lags() throws {
    #expect(try problems(periods: 5) { $0.baseline.knots = .count(1) }.isEmpty)
    let stated = try problems(periods: 5) {
      $0.baseline.knots = .count(1)
      $0.channels["channel0"]?.maxLag = 5
    }
    #expect(names(stated, "channel0.max_lag", "does not fit 5 periods"))
  }

  @Test("priors of one channel are all told at once")
  func severalPriors() throws {
    let found = try problems {
      $0.channels["channel0"]?.prior.roi = .init("nope", [])
      $0.channels["channel0"]?.prior.alpha = .init("normal", [0.5, 1])
      $0.channels["channel0"]?.prior.slope = .init("fixed", [-1])
      $0.baseline.knots = .count(99)
      $0.holdout = .init(last: 29)
    }
    #expect(names(found, "channel0.prior.roi"))
    #expect(names(found, "channel0.prior.alpha", "reaches beyond 0 ... 1", "uniform[0, 1]"))
    #expect(names(found, "channel0.prior.slope", "not positive"))
    #expect(names(found, "media_mix.baseline.knots", "99 knots do not fit"))
    #expect(names(found, "media_mix.holdout", "29 of 30 periods"))
  }

  @Test("log-normal geo effects need positive priors")
  func signs() throws {
    let change: (inout MediaMixOptions) -> Void = {
      $0.channels["channel0"]?.prior.roi = .init("normal", [0, 1])
    }
    #expect(names(try problems(geos: 2, change: change), "log-normal geo effects", "geo_effects"))
    #expect(
      try problems(geos: 2) {
        change(&$0)
        $0.geoEffects = .normal
      }.isEmpty)
    #expect(try problems(geos: 1, change: change).isEmpty)
  }

  @Test("knots out of range and unknown periods are refused")
  func knots() throws {
    for count in [0, -3, 31] {
      let found = try problems { $0.baseline.knots = .count(count) }
      #expect(names(found, "media_mix.baseline.knots", "\(count) knots", "1 to 30"))
    }
    let found = try problems { $0.baseline.knots = .at(["2021-01-04", "2031-01-01"]) }
    #expect(names(found, "media_mix.baseline.knots", "no period \"2031-01-01\""))
  }

  @Test("yearly seasons need dated periods, and enough of them a year")
  func fourier() throws {
    var export = WeeklyExport()
    export.fill("week") { "\($0 + 1)" }
    let data = try export.data()
    func refused(_ order: Int, _ data: MediaMixData) -> [MediaMixProblem] {
      do {
        var options = WeeklyExport.options { $0.baseline.fourier = order }
        for name in data.channels { options.channels[name]?.maxLag = 2 }
        _ = try MediaMixModel(data: data, options: options)
      } catch MediaMixError.refused(let problems) {
        return problems
      } catch {}
      return []
    }
    #expect(names(refused(1, data), "media_mix.baseline.fourier", "dated periods"))
    #expect(refused(0, data).isEmpty)
    let dated = try WeeklyExport().data()
    #expect(names(refused(27, dated), "media_mix.baseline.fourier", "27 yearly Fourier pairs"))
    #expect(refused(26, dated).isEmpty)
    #expect(names(refused(-1, dated), "media_mix.baseline.fourier"))
  }

  @Test("a holdout must leave periods, and cannot be negative", arguments: [29, 30, 100, -1])
  func holdout(last: Int) throws {
    #expect(names(try problems { $0.holdout = .init(last: last) }, "media_mix.holdout"))
  }

  @Test("a last lag must fit the periods", arguments: [-1, 30, 1000])
  func maxLag(lag: Int) throws {
    let found = try problems { $0.channels["channel1"]?.maxLag = lag }
    #expect(names(found, "media_mix.channels.channel1.max_lag", "\(lag)", "0 to 29"))
  }

  @Test("a window outside the data is refused")
  func window() throws {
    let found = try problems { $0.window = .init(from: "1999-01-01") }
    #expect(names(found, "media_mix.window", "1999-01-01"))
  }
}
