import Findings

/// Numbers that are spelled out: `three`, `half`, `doubled`, `ein Drittel`.
enum SpelledNumber {
  private static let words: [Language: [String: Double]] = [
    .en: [
      "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
      "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
      "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
      "thousand": 1000, "million": 1e6, "billion": 1e9, "half": 0.5, "third": 1.0 / 3,
      "quarter": 0.25, "doubled": 2, "double": 2, "twice": 2, "tripled": 3, "triple": 3,
      "halved": 0.5,
    ],
    .de: [
      "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
      "zehn": 10, "elf": 11, "zwölf": 12, "fünfzehn": 15, "zwanzig": 20, "dreißig": 30,
      "vierzig": 40,
      "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90, "hundert": 100,
      "tausend": 1000, "million": 1e6, "hälfte": 0.5, "halb": 0.5, "halbe": 0.5, "drittel": 1.0 / 3,
      "viertel": 0.25, "verdoppelt": 2, "doppelt": 2, "verdreifacht": 3, "dreifach": 3,
      "halbiert": 0.5,
    ],
  ]

  /// The spelled numbers of a sentence; those that follow digits are their scale, not numbers.
  static func mentions(
    _ text: [Character], _ language: Language, masked: [Bool]
  ) -> [NumberMention] {
    WordRange.all(text).compactMap { word in
      guard !masked[word.range.lowerBound],
        let value = words[language]?[word.text.lowercased()]
      else { return nil }
      let before = text[..<word.range.lowerBound].last { !$0.isWhitespace }
      guard before?.isNumber != true else { return nil }
      return NumberMention(
        value: value, halfDigit: value < 1 ? 0.005 : 0, form: .plain, range: word.range,
        text: word.text)
    }
  }
}
