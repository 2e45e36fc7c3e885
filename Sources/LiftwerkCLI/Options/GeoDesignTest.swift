import ArgumentParser
import GeoLift

/// The test by which effects are looked for.
struct GeoDesignTest: ParsableArguments {
  @Option(help: "How many ends of the panel each effect is tried at; 1 if not given.")
  var lookback: Int?

  @Option(help: "The level of the test; 0.1 if not given.")
  var alpha: Double?

  @Option(help: "The estimator; scm if not given.")
  var estimator: GeoOptions.Estimator?

  @Option(
    help: """
      What a two-sided test sums: magnitude finds effects that come and go, mean those that last; \
      magnitude if not given.
      """)
  var statistic: GeoDesignOptions.Statistic?

  @Flag(help: "Look for effects of either sign, or of the sign of the effects tried.")
  var sides: Sides?

  @Flag(help: "Take each geo's mean before the test out first.")
  var unitEffects = false

  @Option(help: "The most sets of each size whose power is computed; 300 if not given.")
  var candidates: Int?

  @Option(help: "The most windows for the A/A audit; 40 if not given.")
  var aaWindows: Int?

  @Option(help: "The first period of the planned test, for the design file.")
  var start: String?

  enum Sides: String, EnumerableFlag { case twoSided, oneSided }

  /// Whether one of them is stated.
  var isStated: Bool {
    [lookback, candidates, aaWindows].contains { $0 != nil } || alpha != nil || estimator != nil
      || statistic != nil || sides != nil || unitEffects || start != nil
  }

  func apply(to design: inout GeoDesignOptions) {
    if let lookback { design.lookback = lookback }
    if let alpha { design.alpha = alpha }
    if let estimator { design.estimator = estimator }
    if let statistic { design.statistic = statistic }
    if sides == .oneSided { design.sides = .oneSided }
    design.unitEffects = unitEffects
    if let candidates { design.candidates = candidates }
    if let aaWindows { design.placeboWindows = aaWindows }
    design.start = start
  }
}
