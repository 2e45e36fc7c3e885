import ArgumentParser
import MediaMix

/// Choices about the model, as flags; each takes the place of the project file's.
struct MediaMixModelOptions: ParsableArguments {
  @Option(help: "A published set of defaults.")
  var preset: MediaMixOptions.Preset?

  @Option(help: ArgumentHelp("Knots of the baseline.", valueName: "number|auto|selected"))
  var knots: String?

  @Option(help: "Pairs of yearly sine and cosine terms.")
  var fourier: Int?

  @Option(
    help: ArgumentHelp("A trend with so many change points.", valueName: "none|linear|number"))
  var trend: String?

  @Option(help: ArgumentHelp("Calendars of holidays.", valueName: "DE-BY,retail"))
  var holidays: [String] = []

  @Option(help: "How the effect of media carries over, for all of them.")
  var adstock: AdstockFamily?

  @Option(help: "How the response to media flattens, for all of them.")
  var saturation: SaturationFamily?

  @Option(help: "The distribution of the outcome around its mean.")
  var likelihood: MediaMixOptions.Likelihood?

  @Option(
    help: ArgumentHelp(
      "Media whose effect may drift over time: all together, or each of these by itself.",
      valueName: "all|names"))
  var timeVarying: [String] = []

  @Option(help: "Keep this many last periods out of the fit, to test it.")
  var holdout: Int?

  @Option(help: "Test the model by this many forecasts from earlier origins.")
  var cvFolds: Int?

  @Option(help: "How many periods each of them looks ahead.")
  var cvHorizon: Int?

  @Option(help: "Chains.")
  var chains: Int?

  @Option(help: "Iterations of a chain that only tune.")
  var warmup: Int?

  @Option(help: ArgumentHelp("Draws kept of each chain.", valueName: "number|auto"))
  var draws: String?

  func validate() throws {
    _ = try overriding(MediaMixOptions(target: .init(column: ""), channels: [:]))
    for (name, number, lowest) in [
      ("--fourier", fourier, 0), ("--holdout", holdout, 0),
      ("--cv-folds", cvFolds, 0), ("--cv-horizon", cvHorizon, 1), ("--chains", chains, 1),
      ("--warmup", warmup, 20),
    ] {
      if let number, number < lowest {
        throw ValidationError("\(name) takes a number of at least \(lowest).")
      }
    }
  }

  /// The options with what the flags say in their place.
  ///
  /// - Throws: `ValidationError` if a flag cannot be read.
  func overriding(_ options: MediaMixOptions) throws -> MediaMixOptions {
    var options = options
    if let preset { options.preset = preset }
    if let knots {
      options.baseline.knots = try Self.knots(knots)
    }
    if let trend { options.baseline.trend = try Self.trend(trend) }
    if !holidays.isEmpty { options.baseline.holidays = ListOption.split(holidays) }
    if let fourier { options.baseline.fourier = fourier }
    for name in options.channels.keys {
      if let adstock { options.channels[name]?.adstock = adstock }
      if let saturation { options.channels[name]?.saturation = saturation }
    }
    for name in options.organic.keys {
      if let adstock { options.organic[name]?.media.adstock = adstock }
      if let saturation { options.organic[name]?.media.saturation = saturation }
    }
    if let likelihood { options.likelihood = likelihood }
    if !timeVarying.isEmpty {
      let names = ListOption.split(timeVarying)
      options.timeVarying = names == ["all"] ? .all : .media(names)
    }
    if let holdout { options.holdout = holdout == 0 ? nil : .init(last: holdout) }
    if let cvFolds {
      var forecasts = options.crossValidation ?? .init()
      forecasts.folds = cvFolds
      options.crossValidation = cvFolds == 0 ? nil : forecasts
    }
    if let cvHorizon {
      var forecasts = options.crossValidation ?? .init()
      forecasts.horizon = cvHorizon
      options.crossValidation = cvFolds == 0 ? nil : forecasts
    }
    if let chains { options.sampler.chains = chains }
    if let warmup { options.sampler.warmup = warmup }
    if let draws {
      options.sampler.draws =
        draws == "auto" ? .auto : .count(try Self.number("--draws", draws, or: "auto"))
    }
    return options
  }

  private static func knots(_ text: String) throws -> MediaMixOptions.Baseline.Knots {
    switch text {
    case "auto": .auto
    case "selected": .selected
    default: .count(try number("--knots", text, or: "auto or selected"))
    }
  }

  private static func trend(_ text: String) throws -> MediaMixOptions.Trend {
    switch text {
    case "none": .flat
    case "linear": .linear
    default: .changePoints(try number("--trend", text, or: "none or linear"))
    }
  }

  private static func number(_ flag: String, _ text: String, or words: String) throws -> Int {
    guard let number = Int(text), number > 0 else {
      throw ValidationError("\(flag) takes a positive number or \(words); found \"\(text)\".")
    }
    return number
  }
}
