public import Findings

extension UpliftAnalysis {
  /// What is known of who is moved by the treatment.
  ///
  /// - `uplift.units` {}: the units of both arms; `uplift.srm` {}: the p-value of the sample-ratio
  ///   test over all arms of the file, below whose threshold all that follows is withheld.
  /// - `uplift.effect` {}: the effect on all units, on average.
  /// - `uplift.qini`, `uplift.auuc` {model}: the areas that `UpliftCurve.definition` defines, the
  ///   model being the learner's name.
  /// - `uplift.segment` {model, segment}: the effect seen in a group of scores, `1` having the highest;
  ///   `uplift.predicted` {model, segment}: the mean score there.
  /// - `uplift.units`, `uplift.effect` {segment}: of a value of a column, as in `region=North`, and
  ///   `uplift.targeted_share` {segment}: the share of a slice that the first learner would target;
  ///   withheld where there are too few units.
  ///
  /// - Parameters:
  ///   - language: the language of the texts.
  ///   - isForced: whether to show numbers that would be withheld after a sample-ratio mismatch.
  public func findings(language: Language, isForced: Bool = false) -> [Finding] {
    let writer = UpliftWriter(analysis: self, language: language, isForced: isForced)
    return writer.checks() + learned.flatMap { writer.learned($0) }
      + slices.flatMap { writer.slice($0) }
  }

  /// Why numbers are withheld; empty if they are not.
  public var gateReasons: [Phrase] {
    sampleRatio.isMismatch ? [ExperimentWriter.objection(sampleRatio).reason] : []
  }
}
