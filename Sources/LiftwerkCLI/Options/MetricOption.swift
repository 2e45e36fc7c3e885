import Experiments

/// Metrics as they are written on the command line.
///
/// `--metric visit`, `--metric spend:mean`, `--metric revenue/orders`, and of sums
/// `--metric spend:mean:SQUARES`, `--metric revenue/orders:ratio:SQUARES:DENOMINATOR_SQUARES:PRODUCT`;
/// `--guardrail unsubscribed:increase:2%`. Names with a slash or colon need a project file.
enum MetricOption {
  /// What is wrong with a value of an option.
  struct Problem: Error {
    let message: String
  }

  /// The metrics of both options; a guardrail that is a metric as well becomes that metric's.
  static func metrics(
    _ values: [String], guardrails: [String]
  ) throws(Problem) -> [ExperimentMetric] {
    var metrics: [ExperimentMetric] = []
    for value in ListOption.split(values) { metrics.append(try metric(value)) }
    for value in ListOption.split(guardrails) {
      let (metric, rule) = try guardrail(value)
      if let index = metrics.firstIndex(where: { $0.name == metric.name }) {
        metrics[index].guardrail = rule
      } else {
        metrics.append(metric)
        metrics[metrics.count - 1].guardrail = rule
      }
    }
    return metrics
  }

  private static func metric(_ text: String) throws(Problem) -> ExperimentMetric {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    var metric = try named(parts[0], in: "--metric \(text)")
    if parts.count > 1 {
      guard let kind = ExperimentMetric.Kind(rawValue: parts[1]) else {
        throw Problem(
          message: "--metric \(text): the kind is mean, proportion or ratio, not \"\(parts[1])\".")
      }
      metric.kind = kind
    }
    switch parts.count {
    case 1, 2: break
    case 3: metric.squares = parts[2]
    case 5:
      (metric.squares, metric.denominatorSquares, metric.product) = (parts[2], parts[3], parts[4])
    default:
      throw Problem(
        message: "--metric \(text): write NAME, NAME:KIND, NAME:KIND:SQUARES, or for the sums of a "
          + "ratio A/B:ratio:SQUARES_OF_A:SQUARES_OF_B:PRODUCT.")
    }
    return metric
  }

  private static func named(_ name: String, in option: String) throws(Problem) -> ExperimentMetric {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else {
      throw Problem(message: "\(option): write a column, or NUMERATOR/DENOMINATOR.")
    }
    return parts.count == 1
      ? ExperimentMetric(name)
      : ExperimentMetric(ratio: name, numerator: parts[0], denominator: parts[1])
  }

  /// Half of a tenth of control: what is put up with where no margin is given.
  private static let defaultMargin = ExperimentMetric.Guardrail(margin: 0.05)

  private static func guardrail(
    _ text: String
  ) throws(Problem) -> (ExperimentMetric, ExperimentMetric.Guardrail) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let metric = try named(parts[0], in: "--guardrail \(text)")
    var rule = defaultMargin
    if parts.count > 1 {
      guard let harm = ExperimentMetric.Guardrail.Harm(rawValue: parts[1]) else {
        throw Problem(
          message:
            "--guardrail \(text): what does harm is increase or decrease, not \"\(parts[1])\".")
      }
      rule.harm = harm
    }
    if parts.count > 2 {
      let isRelative = parts[2].hasSuffix("%")
      guard parts.count == 3, let margin = Double(isRelative ? parts[2].dropLast() : parts[2][...]),
        margin >= 0, margin.isFinite
      else {
        throw Problem(
          message:
            "--guardrail \(text): write NAME, NAME:decrease or NAME:decrease:MARGIN, the margin "
            + "as 5% of control or as a number in the metric's unit.")
      }
      rule.margin = isRelative ? margin / 100 : margin
      rule.scale = isRelative ? .relative : .absolute
    }
    return (metric, rule)
  }

  /// Shares by arm, written as `A=1,B=1`.
  static func shares(_ values: [String]) throws(Problem) -> [String: Double] {
    var shares: [String: Double] = [:]
    for value in ListOption.split(values) {
      guard let mark = value.lastIndex(of: "="),
        let share = Double(value[value.index(after: mark)...]),
        share > 0, share.isFinite, mark != value.startIndex
      else {
        throw Problem(message: "--shares \(value): write ARM=SHARE, as in control=1,treatment=1.")
      }
      shares[String(value[..<mark])] = share
    }
    return shares
  }
}
