import Attribution
import Findings

/// Splits conversions and value evenly over touches; has a probability of conversion.
struct EvenSplit: CreditModel {
  let paths: PathList

  func credit(_ counts: PathCounts) throws(AttributionError) -> Credit {
    func split(_ totals: [Int]) -> [Double] {
      var credit = [Double](repeating: 0, count: paths.channels.count)
      for path in 0..<paths.count where totals[path] != 0 {
        for touch in paths[path] {
          credit[Int(touch)] += Double(totals[path]) / Double(paths[path].count)
        }
      }
      return credit
    }
    var credit = Credit(conversions: split(counts.conversions), value: split(counts.value))
    let journeys = counts.totalConversions + counts.totalNulls
    credit.conversionProbability =
      journeys > 0 ? Double(counts.totalConversions) / Double(journeys) : 0
    return credit
  }
}

/// Credits in proportion to the conversions that hold a channel: not linear in the counts.
struct PresenceSplit: CreditModel {
  let paths: PathList
  /// The standard errors a sampled game would have.
  var errors: [Double]?

  func credit(_ counts: PathCounts) throws(AttributionError) -> Credit {
    var held = [Double](repeating: 0, count: paths.channels.count)
    for path in 0..<paths.count {
      for touch in Set(paths[path]) { held[Int(touch)] += Double(counts.conversions[path]) }
    }
    let (sum, total) = (held.reduce(0, +), Double(counts.totalConversions))
    var credit = Credit(conversions: held.map { sum > 0 ? $0 / sum * total : 0 })
    credit.removalEffects = held.map { total > 0 ? $0 / total : 0 }
    credit.worth = held
    credit.worthErrors = errors
    return credit
  }
}

/// Has no valid shares.
struct Refuses: CreditModel {
  /// Whether it shows numbers all the same.
  var conversions: [Double]?

  func credit(_ counts: PathCounts) throws(AttributionError) -> Credit {
    Credit(
      conversions: conversions,
      refusal: .init(
        Phrase(en: "signs mix", de: "Vorzeichen mischen sich"),
        remedy: Phrase(en: "Choose another game.", de: "Ein anderes Spiel wählen.")))
  }
}
