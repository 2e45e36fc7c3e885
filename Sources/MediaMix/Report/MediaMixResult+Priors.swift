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
    let channel = model.design.specification.terms[c]
    var list: [(String, Double)] = []
    func add(_ name: String, _ posterior: Double, _ prior: any UnivariateDistribution) {
      let deviation = prior.standardDeviation
      guard deviation > 0, deviation.isFinite else { return }
      list.append((name, 1 - posterior * posterior / (deviation * deviation)))
    }
    let index = sampling.parameterIndex
    if let base = strengthBase(c), let roi = index.place(of: base.parameter, term: c) {
      add(channel.strength.rawValue, parameters[roi].deviation / base.scale, channel.strengthPrior)
    }
    for (place, parameter) in channel.shapeParameters {
      guard let at = index.place(of: parameter.symbol, term: c) else { continue }
      add(parameter.symbol, parameters[at].deviation, channel.shapes[place])
    }
    return list
  }

  /// The parameter that a strength's prior speaks of, and what its value is for a strength of 1; nil
  /// for a strength that is not among the parameters.
  private func strengthBase(_ c: Int) -> (parameter: String, scale: Double)? {
    let term = model.design.specification.terms[c]
    switch term.strength {
    case .roi: return ("roi", 1)
    case .contribution where term.role == .paid: return ("roi", shareScale(c))
    case .contribution: return ("contribution", 1)
    case .mroi, .coefficient: return nil
    }
  }

  /// The ROI of a paid channel that has made all of the outcome.
  private func shareScale(_ c: Int) -> Double {
    ReportWindow.shareBase(data, 0...(data.timeCount - 1)) * model.design.specification.margin
      / data.totalSpend(c)
  }

  /// The prior of a channel's ROI: mean (nil where it has none) and interval, where the prior states one directly or by
  /// the channel's share of the outcome.
  func priorROI(_ c: Int) -> (mean: Double?, lower: Double, upper: Double)? {
    let channel = model.design.specification.terms[c]
    let tail = (1 - model.options.level) / 2
    let scale: Double
    switch channel.strength {
    case .roi: scale = 1
    case .contribution:
      scale = shareScale(c)
    case .mroi, .coefficient: return nil
    }
    let prior = channel.strengthPrior
    return (
      prior.mean.isFinite ? scale * prior.mean : nil, scale * prior.quantile(tail),
      scale * prior.quantile(1 - tail)
    )
  }
}
