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
    share(removalEffects, conversions, valueRemovalEffects, value, .removal)
  }

  /// Shares out conversions and value in proportion to the worth that a game gives the channels.
  init(worth: [Double], conversions: Int, valueWorth: [Double]?, value: Int) {
    self.init()
    self.worth = worth
    share(worth, conversions, valueWorth, value, .game)
  }

  private mutating func share(
    _ effects: [Double], _ conversions: Int, _ valueEffects: [Double]?, _ value: Int,
    _ texts: Texts
  ) {
    refusal = Self.refusal(effects, texts)
    if refusal == nil { self.conversions = Self.shared(effects, Double(conversions)) }
    guard let valueEffects else { return }
    if let problem = Self.refusal(valueEffects, texts) {
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

  private static func refusal(_ effects: [Double], _ names: Texts) -> Refusal? {
    let scale = effects.reduce(0) { max($0, abs($1)) }
    if scale <= rounding { return Refusal(names.nothing, remedy: names.remedy) }
    let isMixed = effects.contains { $0 < -rounding * max(1, scale) }
    return isMixed ? Refusal(names.mixed, remedy: names.remedy) : nil
  }

  /// What a refusal says.
  private struct Texts {
    var nothing: Phrase
    var mixed: Phrase
    var remedy: Phrase

    static let removal = Texts(
      nothing: Phrase(
        en: "removing any one channel changes nothing, so there is nothing to share out",
        de: "das Entfernen eines Kanals ändert nichts, es gibt also nichts aufzuteilen"),
      mixed: Phrase(
        en: "removing some channels raises what the others bring, so their effects are negative "
          + "and shares have no meaning",
        de: "ohne einige Kanäle bringen die anderen mehr, deren Effekte sind also negativ, und "
          + "Anteile haben keinen Sinn"),
      remedy: Phrase(
        en: "Read the removal effects as they are, or use the removal rule redirect-to-null, whose "
          + "effects are never negative.",
        de: "Die Entfernungseffekte lesen, wie sie sind, oder die Regel "
          + "redirect-to-null verwenden, deren Effekte nie negativ sind."))

    static let game = Texts(
      nothing: Phrase(
        en: "no channel adds anything, so there is nothing to share out",
        de: "kein Kanal trägt etwas bei, es gibt also nichts aufzuteilen"),
      mixed: Phrase(
        en: "some channels leave people less likely to convert without further ads than they were "
          + "before, so their worth is negative and shares have no meaning",
        de: "nach einigen Kanälen konvertieren Personen ohne weitere Anzeigen seltener als davor, "
          + "deren Wert ist also negativ, und Anteile haben keinen Sinn"),
      remedy: Phrase(
        en: "Read the worth of the channels as it is, or use markov-1, whose effects are never "
          + "negative.",
        de: "Den Wert der Kanäle lesen, wie er ist, oder markov-1 verwenden, dessen "
          + "Effekte nie negativ sind."))
  }
}
