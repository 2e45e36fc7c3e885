import Findings

/// More and less: `A returned more than B` holds of the findings of A and B.
enum ComparisonCheck: StatementCheck {
  static let name = "comparison"

  static func problem(
    _ sentence: SentenceReading, _ binding: NumberBinding, _ base: FactBase
  ) -> String? {
    let language = ReportLanguage.of(sentence.language)
    guard
      let than = sentence.words.first(where: { language.than.contains($0.stem) }),
      let word = sentence.words.last(where: {
        $0.range.upperBound <= than.range.lowerBound
          && (language.more.contains($0.stem) || language.less.contains($0.stem))
      })
    else { return nil }
    let isMore = language.more.contains(word.stem)
    for key in ["channel", "arm", "geo", "segment"] {
      let names = sentence.names.filter { $0.name.key == key }
      guard let left = names.last(where: { $0.range.upperBound <= than.range.lowerBound }),
        let right = names.first(where: { $0.range.lowerBound >= than.range.upperBound })
      else { continue }
      for measure in sentence.measures {
        guard let a = value(measure, key, left.name.value, sentence, base),
          let b = value(measure, key, right.name.value, sentence, base)
        else { continue }
        if (a > b) != isMore {
          return "by \(measure.id), \(left.name.value) is not \(word.text) than \(right.name.value)"
        }
      }
    }
    return nil
  }

  private static func value(
    _ measure: Measure, _ key: String, _ name: String, _ sentence: SentenceReading, _ base: FactBase
  ) -> Double? {
    base.facts.first { fact in
      fact.measure == measure && fact.finding.subject[key] == name
        && fact.finding.subject.allSatisfy { other, value in
          other == key || (other == "metric" && measure.metric != nil)
            || sentence.values(of: other).contains(value)
        }
    }?.finding.value
  }
}
