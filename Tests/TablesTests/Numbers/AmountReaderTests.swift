import Tables
import Testing

@Suite("Amounts of money in a stream") struct AmountReaderTests {
  private func read(
    _ text: String, _ locale: TableLocale = .en
  ) -> (amount: AmountReader.Amount, evidence: AmountReader.Evidence) {
    var reader = AmountReader(locale)
    let amount = Array(text.utf8).withUnsafeBufferPointer { reader.read($0, line: 1) }
    return (amount, reader.evidence)
  }

  /// A number in some notation, now and then one that is none.
  private func random(_ generator: inout Generator) -> String {
    var text = String(generator.bits() % [1000, 1_000_000, UInt64.max][generator.below(3)])
    let marks = [".", ",", "", "'", " ", "\u{A0}"]
    if generator.below(3) == 0 {
      var grouped = ""
      let mark = marks[generator.below(marks.count)]
      for (place, digit) in text.enumerated() {
        if place > 0, (text.count - place).isMultiple(of: 3) { grouped += mark }
        grouped.append(digit)
      }
      text = grouped
    }
    if generator.below(3) != 0 {
      text += marks[generator.below(3)]
      for _ in 0..<generator.below(9) { text += String(generator.below(10)) }
      if generator.below(12) == 0 { text += String(generator.bits()) + String(generator.bits()) }
    }
    if generator.below(6) == 0 {
      text = ["-", "+", "(", "−", "€ ", "$", "-€"][generator.below(7)] + text
    }
    if text.hasPrefix("(") { text += ")" }
    switch generator.below(20) {
    case 0: text += " EUR"
    case 1: text += "e\(generator.below(9) - 3)"
    case 2: text += "-"
    case 3:
      return ["NaN", "inf", "n/a", "--", "NULL", "", "abc", "1..2", "1,2,3"][generator.below(9)]
    default: break
    }
    return text
  }

  @Test("are those of a whole table", arguments: [TableLocale.en, .de])
  func agreement(locale: TableLocale) throws {
    var generator = Generator(seed: 77)
    var numbers = 0
    for _ in 0..<8000 {
      let text = random(&generator)
      let (amount, evidence) = read(text, locale)
      let table = try table("k;v\nx;\"\(text)\"\ny;\n", locale: locale, delimiter: ";")
      let whole = Result { try table.millionths("v")[0] }
      let contradicts = locale == .en ? evidence.comma != nil : evidence.point != nil
      switch (whole, amount) {
      case (.failure, .broken): break
      case (.failure, _): #expect(contradicts, "\(text): \(amount)")
      case (.success(nil), _): #expect(amount == .none, "\(text)")
      case (.success(let value?), _):
        numbers += 1
        #expect(amount == .millionths(value), "\(text)")
        #expect(!contradicts, "\(text)")
      }
    }
    #expect(numbers > 3000)
  }

  @Test("tell their decimal mark, or that they do not") func evidence() {
    #expect(read("1.037").evidence.either == 1 && read("1,037").evidence.either == 1)
    #expect(read("1.037", .en).amount == .millionths(1_037_000))
    #expect(read("1.037", .de).amount == .millionths(1_037_000_000))
    for text in ["1.5", "12.50", "1,234.56", "1,234,567", "0.123", "1234.567", ".50"] {
      for locale in TableLocale.allCases {
        let evidence = read(text, locale).evidence
        #expect(evidence.point == 1 && evidence.comma == nil && evidence.either == nil, "\(text)")
      }
    }
    for text in ["1,5", "12,50", "1.234,56", "1.234.567", "0,123", "1234,567", "12,50 €"] {
      for locale in TableLocale.allCases {
        let evidence = read(text, locale).evidence
        #expect(evidence.comma == 1 && evidence.point == nil && evidence.either == nil, "\(text)")
      }
    }
    for text in ["", "7", "1'000", "0.000", "-12", "€ 5"] {
      let evidence = read(text).evidence
      #expect(evidence.either == nil && evidence.comma == nil, "\(text)")
    }
  }

  @Test(
    "that are percentages, no numbers or too large are refused",
    arguments: [
      "5%", "NaN", "inf", "abc", "9300000000000", "1e14", "99999999999999999999", "1.2.3",
    ])
  func broken(text: String) { #expect(read(text).amount == .broken) }

  @Test("up to the largest are exact") func largest() {
    #expect(read("9223372036854.775807").amount == .millionths(Int.max))
    #expect(read("8999999999999").amount == .millionths(8_999_999_999_999_000_000))
    #expect(read("9000000000000").amount == .millionths(9_000_000_000_000_000_000))
    #expect(read("0.0000005").amount == .millionths(0))
    #expect(read("0.0000015").amount == .millionths(2))
  }

  @Test("in two currencies are found, whichever came first") func currencies() {
    func evidence(_ cells: [String]) -> AmountReader.Evidence {
      var reader = AmountReader(.en)
      for (line, cell) in cells.enumerated() {
        _ = Array(cell.utf8).withUnsafeBufferPointer { reader.read($0, line: line + 2) }
      }
      return reader.evidence
    }
    #expect(evidence(["5 EUR", "€ 7", "8"]).currencyClash == nil)
    #expect(evidence(["$5", "CAD 7", "8"]).currencyClash == nil)
    let clash = evidence(["5 EUR", "8", "USD 7"]).currencyClash
    #expect(clash?.first == "EUR" && clash?.second == "USD" && clash?.line == 4)
    #expect(evidence(["$5", "CAD 7", "AUD 8"]).currencyClash?.line == 4)
    var (left, right) = (evidence(["1", "$2"]), evidence(["€3"]))
    let other = right
    right.merge(left)
    left.merge(other)
    #expect(left == right && left.currencyClash?.line == 3)
  }
}
