public import Interchange

extension ExperimentResult {
  /// The experiment as a test of channels that control units were kept from, for the media mix.
  ///
  /// The lift is the difference times the units of the arm: what the ads added among these people.
  ///
  /// - Throws: `ExperimentError.refused` for names that are not known or not given where there are
  ///   several, a ratio, or a sample-ratio mismatch.
  public func liftTest(_ options: LiftTestOptions) throws(ExperimentError) -> LiftTest {
    let found = try liftMetric(options.metric)
    let arm = try liftArm(options.arm)
    guard let index = arms.firstIndex(of: arm),
      let effect = found.effects.first(where: { $0.arm == arm })
    else { throw .refused("lift_test: no arm but control is called \"\(arm)\".") }
    guard found.kind != .ratio else {
      throw .refused(
        "lift_test: \"\(found.metric.name)\" is a ratio, which does not add up over units. Name a mean "
          + "or a proportion.")
    }
    guard !sampleRatio.isMismatch else {
      throw .refused(
        "lift_test: the arms do not have the numbers of units they should; find out why first.")
    }
    let units = Double(counts[index])
    return LiftTest(
      name: options.name ?? "\(arm), \(found.metric.name), \(options.from)", kind: .conversionLift,
      channels: options.channels, from: options.from, to: options.to,
      lift: effect.difference * units, standardError: effect.standardError * units,
      source: "experiment: \(arm) against \(arms[0]), \(found.metric.name)")
  }

  private func liftMetric(_ name: String?) throws(ExperimentError) -> Metric {
    let goals = metrics.filter { $0.metric.guardrail == nil }
    let names = metrics.map { "\"\($0.metric.name)\"" }.joined(separator: ", ")
    if let name {
      guard let found = metrics.first(where: { $0.metric.name == name }) else {
        throw .refused("lift_test: no metric is called \"\(name)\"; there are \(names).")
      }
      return found
    }
    guard goals.count == 1, let only = goals.first else {
      throw .refused("lift_test: say which metric is the KPI of the media mix: \(names).")
    }
    return only
  }

  private func liftArm(_ name: String?) throws(ExperimentError) -> String {
    let others = arms.dropFirst()
    let names = others.map { "\"\($0)\"" }.joined(separator: ", ")
    if let name {
      guard others.contains(name) else {
        throw .refused("lift_test: no arm but control is called \"\(name)\"; there are \(names).")
      }
      return name
    }
    guard others.count == 1, let only = others.first else {
      throw .refused("lift_test: say which arm saw the ads: \(names).")
    }
    return only
  }
}
