import Foundation
import Knowledge
import Testing

@Suite("Personal data")
struct PersonalDataScanTests {
  struct Labelled: Decodable {
    let text: String
    let kind: PersonalDataKind
    let value: String
  }

  struct LabelledSet: Decodable {
    let positive: [Labelled]
    let negative: [String]
  }

  static func labelled() throws -> LabelledSet {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/personal_data", withExtension: "json"))
    return try JSONDecoder().decode(LabelledSet.self, from: Data(contentsOf: url))
  }

  static func found(_ text: String) -> [(kind: PersonalDataKind, value: String)] {
    let scalars = Array(text.unicodeScalars)
    return PersonalDataScan.matches(in: text).map { match in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[match.range])
      return (match.kind, String(view))
    }
  }

  @Test("is found with F1 of at least 0.95 for every kind")
  func precisionAndRecall() throws {
    let set = try Self.labelled()
    var right: [PersonalDataKind: Int] = [:]
    var missed: [PersonalDataKind: [String]] = [:]
    var wrong: [PersonalDataKind: [String]] = [:]
    for one in set.positive {
      let found = Self.found(one.text)
      let isHit = found.contains { $0.kind == one.kind && $0.value == one.value }
      if isHit {
        right[one.kind, default: 0] += 1
      } else {
        missed[one.kind, default: []].append(one.text)
      }
      for other in found where !(other.kind == one.kind && other.value == one.value) {
        wrong[other.kind, default: []].append("\(one.text): \(other.value)")
      }
    }
    for kind in PersonalDataKind.allCases {
      let hits = Double(right[kind] ?? 0)
      let misses = missed[kind] ?? []
      let alarms = wrong[kind] ?? []
      let f1 = 2 * hits / (2 * hits + Double(misses.count + alarms.count))
      #expect(hits > 30 && f1 >= 0.95, "\(kind): \(f1)\n\(misses.prefix(4))\n\(alarms.prefix(4))")
    }
  }

  @Test("is not found among the numbers of marketing")
  func marketingNumbers() throws {
    let set = try Self.labelled()
    #expect(set.negative.count > 1000)
    let alarms = set.negative.flatMap { text in Self.found(text).map { "\($0) in \(text)" } }
    #expect(alarms.isEmpty, "\(alarms.count): \(alarms.prefix(8))")
  }

  @Test("known numbers pass their checks, and fail with one digit changed")
  func checkDigits() {
    func digits(_ text: String) -> [Int] { text.compactMap(\.wholeNumberValue) }
    #expect(CheckDigits.luhn(digits("4111111111111111")))
    #expect(!CheckDigits.luhn(digits("4111111111111112")))
    #expect(CheckDigits.iban(Array("DE89370400440532013000".utf8)))
    #expect(!CheckDigits.iban(Array("DE88370400440532013000".utf8)))
    #expect(CheckDigits.germanTaxNumber(digits("86095742719")))
    #expect(!CheckDigits.germanTaxNumber(digits("86095742718")))
    #expect(!CheckDigits.germanTaxNumber(digits("12345678903")))
    #expect(CheckDigits.germanPensionNumber(digits("15070649103"), letter: 3))
    #expect(!CheckDigits.germanPensionNumber(digits("15070649103"), letter: 4))
    #expect(CheckDigits.identityDocument(Array("C01X00T478".utf8)))
    #expect(!CheckDigits.identityDocument(Array("C01X00T479".utf8)))
  }

  @Test("is masked in its place, and the rest stays")
  func masking() {
    let text = "Frau Ö. 😀, e\u{301}: anna@example.com, IBAN DE89 3704 0044 0532 0130 00!"
    let masked = PersonalDataScan.masked(text, PersonalDataScan.matches(in: text))
    #expect(masked == "Frau Ö. 😀, e\u{301}: [e-mail], IBAN [IBAN]!")
    #expect(PersonalDataScan.matches(in: masked).isEmpty)
  }

  @Test(
    "hostile texts end",
    arguments: ["@", "+", "(", "0", "1 ", "a@", "::", "a:", "4-", "1.", "DE89 "])
  func hostile(piece: String) {
    let text = String(repeating: piece, count: 50_000)
    #expect(PersonalDataScan.matches(in: text).count < 50_000)
  }
}
