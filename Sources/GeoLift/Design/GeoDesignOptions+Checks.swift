import Findings
import Tables

extension GeoDesignOptions {
  /// The options in canonical order: counts, durations and effects ascending and once each, zero among
  /// the effects.
  ///
  /// - Throws: `GeoLiftError.badOptions` for options out of range or at odds with one another.
  package func checked() throws(GeoLiftError) -> GeoDesignOptions {
    var options = self
    options.treatedCounts = Array(Set(treatedCounts)).sorted()
    options.durations = Array(Set(durations)).sorted()
    options.effects = Array(Set(effects.map { $0 == 0 ? 0 : $0 }).union([0])).sorted()
    options.include.sort()
    options.exclude.sort()
    if let problem = options.problem { throw .badOptions(problem) }
    _ = try options.alternative
    return options
  }

  private var problem: String? {
    if treatedCounts.isEmpty || treatedCounts.contains(where: { $0 < 1 }) {
      return "The number of treated geos is 1 or more; give it as 2, 2,3 or 2-5."
    }
    if durations.isEmpty || durations.contains(where: { $0 < 1 }) {
      return "A test lasts 1 period or more; give durations such as 10,15."
    }
    if !effects.contains(where: { $0 != 0 }) || effects.contains(where: { $0 <= -1 }) {
      return "Effects are shares above -1, of which one at least is not 0; give them as 0:0.2:0.05."
    }
    return moneyProblem ?? testProblem
  }

  private var moneyProblem: String? {
    for (name, amount) in [("budget", budget), ("cost per outcome", costPerOutcome)] {
      if let amount, !(amount > 0 && amount.isFinite) {
        return "The \(name) is \(amount); give a positive amount."
      }
    }
    if budget != nil, costPerOutcome == nil, spendHistory == nil {
      return "A budget can be kept only where costs are known; give the cost per outcome too."
    }
    if let maxShare, !(maxShare > 0 && maxShare < 1) {
      return "The largest share treated is \(maxShare); give a share between 0 and 1."
    }
    return nil
  }

  private var testProblem: String? {
    if !(alpha > 0 && alpha < 1) {
      return "The level alpha is \(alpha); give a share between 0 and 1, such as 0.1."
    }
    if let obstacle = (try? estimator.estimator)?.conformalObstacle {
      return "A design needs the permutation test over periods. \(obstacle.en)"
    }
    if [.adh, .bsts].contains(estimator) {
      return
        "\(estimator.rawValue) is not for designs: it takes seconds a fit, or needs predictors; "
        + "choose scm, ridge-ascm, sdid, did or tbr."
    }
    if lookback < 1 { return "The lookback is \(lookback); give 1 or more." }
    if candidates < 1 { return "The number of candidates is \(candidates); give 1 or more." }
    if placeboWindows < 0 {
      return "The number of placebo windows is \(placeboWindows); give 0 or more."
    }
    return nil
  }
}

/// Effects as written: `0:0.2:0.05` from, to and step, or a list.
public enum EffectGrid {
  /// The most effects a text may stand for.
  static let limit = 1000

  /// Reads effects.
  ///
  /// - Throws: `GeoLiftError.badOptions` for what is no number, a step that leads nowhere, and more
  ///   than a thousand effects.
  public static func effects(_ texts: [String]) throws(GeoLiftError) -> [Double] {
    var effects: [Double] = []
    for text in texts { effects += try self.effects(text) }
    return effects
  }

  private static func effects(_ text: String) throws(GeoLiftError) -> [Double] {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let numbers = parts.compactMap { Double($0.trimmingPrefix(" ")) }.filter(\.isFinite)
    guard numbers.count == parts.count, parts.count == 1 || parts.count == 3 else {
      throw .badOptions(
        "'\(displayed(text))' is no effect; write from:to:step, as in 0:0.2:0.05, or a list, as in "
          + "0.05,0.1.")
    }
    if numbers.count == 1 { return numbers }
    let (from, to, step) = (numbers[0], numbers[1], numbers[2])
    guard step != 0, (to - from) / step >= 0 else {
      throw .badOptions(
        "The effects '\(displayed(text))' lead nowhere: the step must be other than 0 and point from "
          + "the first to the last.")
    }
    let steps = ((to - from) / step + 1e-9).rounded(.down)
    guard steps < Double(limit) else {
      throw .badOptions(
        "The effects '\(displayed(text))' are more than \(limit); take a longer step.")
    }
    // Rounded, so that 3 x 0.05 is 0.15 and investments are to the cent.
    return (0...Int(steps)).map { ((from + Double($0) * step) * 1e12).rounded() / 1e12 }
  }
}

/// Counts as written: `2`, `2-5`, or a list of these.
public enum CountList {
  /// Reads counts.
  ///
  /// - Throws: `GeoLiftError.badOptions` for what is no whole number of 1 to 10,000 or no span of them.
  public static func counts(_ texts: [String], of what: String) throws(GeoLiftError) -> [Int] {
    var counts: [Int] = []
    for text in texts {
      let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
        first >= 1, last >= first, last <= 10_000
      else {
        throw .badOptions(
          "'\(displayed(text))' is no \(what); write a whole number, a list or a span, as in 2, 2,3 "
            + "or 2-5.")
      }
      counts += first...last
    }
    return counts
  }
}
