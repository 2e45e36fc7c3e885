public import Interchange

extension ExperimentResult {
  /// The experiment as a test of channels that control units were kept from, for the media mix.
  ///
  /// The lift is the difference times the units of the arm: what the ads added among these people.
  ///
  /// - Parameters:
  ///   - metric: the name of a mean or a proportion.
  ///   - arm: the arm that saw the ads.
  ///   - channels: the channels control did not see.
  ///   - from: the first day of the ads.
  ///   - to: the last day.
  /// - Throws: `ExperimentError.refused` for names that are not known, a ratio, or a sample-ratio
  ///   mismatch.
  public func liftTest(
    name: String, metric: String, arm: String, channels: [String], from: String, to: String
  ) throws(ExperimentError) -> LiftTest {
    guard let found = metrics.first(where: { $0.metric.name == metric }) else {
      throw .refused("no metric is called \"\(metric)\".")
    }
    guard let index = arms.firstIndex(of: arm), index > 0,
      let effect = found.effects.first(where: { $0.arm == arm })
    else {
      throw .refused("no arm but control is called \"\(arm)\".")
    }
    guard found.kind != .ratio else {
      throw .refused("\"\(metric)\" is a ratio, which does not add up over units.")
    }
    guard !sampleRatio.isMismatch else {
      throw .refused("the arms do not have the numbers of units they should; find out why first.")
    }
    let units = Double(counts[index])
    return LiftTest(
      name: name, kind: .conversionLift, channels: channels, from: from, to: to,
      lift: effect.difference * units, standardError: effect.standardError * units,
      source: "experiment: \(arm) against \(arms[0]), \(metric)")
  }
}
