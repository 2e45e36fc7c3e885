/// An arm compared with control on a metric, by the method that judges it, and what follows.
struct ExperimentComparison {
  /// What is known of the difference.
  enum Verdict {
    case more, less, open
  }

  let arm: String
  let metric: String
  let isShare: Bool
  let difference: Double
  let limits: ExperimentResult.Limits
  let lift: Double?
  let liftLimits: ExperimentResult.Limits?
  let verdict: Verdict
  let guardrail: GuardrailTest?
}

extension ExperimentAnalysis {
  /// The names of the metrics that are no guardrails.
  var goalNames: [String] {
    result.metrics.filter { $0.metric.guardrail == nil }.map(\.metric.name)
  }

  /// Every comparison in the order of metrics and arms.
  var comparisons: [ExperimentComparison] {
    result.metrics.flatMap { metric in
      metric.effects.map { comparison(metric, $0) }
    }
  }

  private func comparison(
    _ metric: ExperimentResult.Metric, _ effect: ExperimentResult.Effect
  ) -> ExperimentComparison {
    let (name, isShare) = (metric.metric.name, metric.kind == .proportion)
    func made(
      _ difference: Double, _ limits: ExperimentResult.Limits, _ lift: Double?,
      _ liftLimits: ExperimentResult.Limits?, isShown: Bool
    ) -> ExperimentComparison {
      ExperimentComparison(
        arm: effect.arm, metric: name, isShare: isShare, difference: difference, limits: limits,
        lift: lift, liftLimits: liftLimits,
        verdict: !isShown || difference == 0 ? .open : difference > 0 ? .more : .less,
        guardrail: effect.guardrail)
    }
    let look = sequential?.traces.first { $0.metric == name && $0.arm == effect.arm }?.looks.last
    if let look {
      return made(
        look.difference, look.differenceLimits, look.lift, look.liftLimits,
        isShown: look.hasEffect)
    }
    let posterior = bayesian?.comparisons.first { $0.metric == name && $0.arm == effect.arm }
    if effect.guardrail == nil, let posterior {
      return made(
        posterior.difference, posterior.differenceLimits, posterior.lift, posterior.liftLimits,
        isShown: abs(posterior.probabilityMore - 0.5) >= 0.5 - options.alpha / 2)
    }
    return made(
      effect.difference, effect.differenceLimits, effect.lift, effect.liftLimits,
      isShown: effect.adjustedPValue <= options.alpha)
  }
}
