import Findings

extension Credit {
  /// Effects of less than this are rounding.
  private static let rounding = 1e-12

  /// Shares out conversions and value in proportion to effects, or refuses where that has no sense.
  ///
  /// - Parameters:
  ///   - removalEffects: effects on conversions, by channel.
  ///   - conversions: all conversions.
  ///   - valueRemovalEffects: effects on value, if there is any.
  ///   - value: all value, in millionths of money.
  init(
    removalEffects: [Double], conversions: Int, valueRemovalEffects: [Double]?, value: Int
  ) {
    self.init()
    self.removalEffects = removalEffects
    self.valueRemovalEffects = valueRemovalEffects
    share(removalEffects, conversions, valueRemovalEffects, value)
  }

  /// Shares out conversions and value in proportion to the worth that a game gives the channels.
  init(worth: [Double], conversions: Int, valueWorth: [Double]?, value: Int) {
    self.init()
    self.worth = worth
    share(worth, conversions, valueWorth, value)
  }

  private mutating func share(
    _ effects: [Double], _ conversions: Int, _ valueEffects: [Double]?, _ value: Int
  ) {
    refusal = Self.refusal(effects)
    if refusal == nil { self.conversions = Self.shared(effects, Double(conversions)) }
    guard let valueEffects else { return }
    if let problem = Self.refusal(valueEffects) {
      refusal = refusal ?? problem
    } else {
      self.value = Self.shared(valueEffects, Double(value))
    }
  }

  private static func shared(_ effects: [Double], _ total: Double) -> [Double] {
    let positive = effects.map { max($0, 0) }
    let sum = positive.reduce(0, +)
    return positive.map { $0 / sum * total }
  }

  private static func refusal(_ effects: [Double]) -> Refusal? {
    let scale = effects.reduce(0) { max($0, abs($1)) }
    if scale <= rounding {
      return Refusal(
        Phrase(
          en: "removing any one channel changes nothing, so there is nothing to share out",
          de: "das Entfernen eines einzelnen Kanals ändert nichts, es gibt also nichts aufzuteilen"
        ),
        remedy: Phrase(
          en: "choose the removal rule redirect-to-null, or add journeys without conversion",
          de: "die Regel redirect-to-null wählen oder Journeys ohne Konversion hinzunehmen"))
    }
    if effects.contains(where: { $0 < -rounding * max(1, scale) }) {
      return Refusal(
        Phrase(
          en: "some channels have negative effects, and shares of mixed signs mean nothing",
          de: "einige Kanäle haben negative Effekte, und Anteile mit gemischten Vorzeichen "
            + "sagen nichts aus"),
        remedy: Phrase(
          en: "read the raw effects, or choose a model whose effects cannot be negative, such as "
            + "markov-1 with the removal rule redirect-to-null",
          de: "die rohen Effekte lesen oder ein Modell wählen, dessen Effekte nicht negativ sein "
            + "können, etwa markov-1 mit der Regel redirect-to-null"))
    }
    return nil
  }
}
