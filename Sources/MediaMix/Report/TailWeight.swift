import Findings

/// How often outcomes lie far from the mean, by the degrees of freedom of Student's t.
///
/// A t with 30 degrees of freedom can hardly be told from a normal one; with fewer than 10, what lies
/// beyond four standard deviations is at least ten times as frequent.
enum TailWeight {
  case heavy, moderate, nearNormal

  init(degreesOfFreedom: Double) {
    self = degreesOfFreedom < 10 ? .heavy : degreesOfFreedom < 30 ? .moderate : .nearNormal
  }

  /// The sentence without its end.
  var words: Phrase {
    switch self {
    case .heavy:
      Phrase(
        en: "Outcomes scatter with heavy tails, so a few extreme periods pull the model little",
        de: "Ergebnisse streuen mit schweren Enden; einzelne extreme Perioden ziehen wenig")
    case .moderate:
      Phrase(
        en: "Outcomes scatter with somewhat heavier tails than a normal distribution",
        de: "Ergebnisse streuen mit etwas schwereren Enden als eine Normalverteilung")
    case .nearNormal:
      Phrase(
        en: "Outcomes scatter nearly normally, so heavy tails change little",
        de: "Ergebnisse streuen fast normal; schwere Enden ändern wenig")
    }
  }
}
