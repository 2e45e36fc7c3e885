import Findings
import MediaMix
// The words that a project file may use where only some are known.
import Narrative
import Tables

extension ProjectFile {
  /// The message for a word that is none of those known, made from the decoder's own message; nil if
  /// that is about something else.
  static func unknownWord(_ message: String) -> String? {
    guard
      let match = message.wholeMatch(of: /Cannot initialize (\w+) from invalid String value (.*)/)
    else { return nil }
    let word = String(match.2)
    guard let known = words[String(match.1)] else { return "\"\(word)\" is not known here." }
    let hint = nearestNames(to: word, among: known).first.map { "; did you mean \"\($0)\"?" }
    return
      "\"\(word)\" is not known here\(hint ?? ".") Known are: \(known.joined(separator: ", "))."
  }

  /// The known words of each type, by the type's name.
  private static let words: [String: [String]] = Dictionary(
    uniqueKeysWithValues: [
      entry(MediaMixOptions.Target.Kind.self), entry(MediaMixOptions.Preset.self),
      entry(MediaMixOptions.GeoEffects.self), entry(MediaMixOptions.ResidualScale.self),
      entry(MediaMixOptions.Likelihood.self), entry(MediaMixOptions.Media.Order.self),
      entry(MediaMixOptions.Event.Shape.self),
      entry(MediaMixOptions.Comparison.Mode.self),
      entry(MediaMixOptions.Forecast.HeldControls.self), entry(AdstockFamily.self),
      entry(SaturationFamily.self), entry(TableLocale.self),
      entry(TextEncoding.self),
      entry(Language.self), entry(NarrativeOptions.Audience.self), entry(PanelPeriod.self),
      entry(Weekday.self),
    ])

  private static func entry<Word: CaseIterable & RawRepresentable<String>>(
    _ type: Word.Type
  ) -> (String, [String]) {
    ("\(type)", type.allCases.map(\.rawValue))
  }
}
