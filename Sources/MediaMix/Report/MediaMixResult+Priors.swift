import Probability

extension MediaMixResult {
  /// The families that plain statements and experiments became, as in `lognormal[0.2, 0.9]`, by
  /// `channel.key`.
  public var resolvedPriors: [String: String] {
    model.design.specification.resolvedPriors.compactMapValues { prior in
      if case .family(let name, let parameters) = prior { "\(name)\(parameters)" } else { nil }
    }
  }

  /// 1 - posterior variance / prior variance of a channel's parameters; those that are fixed, or
  /// whose prior has no variance, are left out.
  func contractions(_ c: Int) -> [(parameter: String, value: Double)] {
    let channel = model.design.specification.channels[c]
    let count = data.channels.count
    var list: [(String, Double)] = []
    func add(_ name: String, _ posterior: Double, _ prior: any UnivariateDistribution) {
      let deviation = prior.standardDeviation
      guard deviation > 0, deviation.isFinite else { return }
      list.append((name, 1 - posterior * posterior / (deviation * deviation)))
    }
    // roi, alpha, ec and slope stand first among the parameters, channel by channel.
    let roi = parameters[c]
    switch channel.strength {
    case .roi: add("roi", roi.deviation, channel.strengthPrior)
    case .contribution:
      let scale = data.totalSpend(c) / model.design.specification.margin / data.totalOutcome
      add("contribution", roi.deviation * scale, channel.strengthPrior)
    case .mroi, .coefficient: break
    }
    add("alpha", parameters[count + c].deviation, channel.alpha)
    add("ec", parameters[2 * count + c].deviation, channel.halfSaturation)
    add("slope", parameters[3 * count + c].deviation, channel.slope)
    return list
  }

  /// The prior of a channel's ROI: mean (nil where it has none) and interval, where the prior states one directly or by
  /// the channel's share of the outcome.
  func priorROI(_ c: Int) -> (mean: Double?, lower: Double, upper: Double)? {
    let channel = model.design.specification.channels[c]
    let tail = (1 - model.options.level) / 2
    let scale: Double
    switch channel.strength {
    case .roi: scale = 1
    case .contribution:
      scale = data.totalOutcome * model.design.specification.margin / data.totalSpend(c)
    case .mroi, .coefficient: return nil
    }
    let prior = channel.strengthPrior
    return (
      prior.mean.isFinite ? scale * prior.mean : nil, scale * prior.quantile(tail),
      scale * prior.quantile(1 - tail)
    )
  }
}
