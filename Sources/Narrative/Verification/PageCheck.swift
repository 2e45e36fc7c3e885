import Findings

/// Compares what a page shows beside prose with what its own data draw: table rows, key numbers, facts,
/// captions, remarks, and pictures with all their parts.
///
/// Order is free and anything may be left out. What is shown has to be there: a text, row or part of a
/// picture that the data do not draw in that place is false, but for headings and labels in words
/// that state nothing.
struct PageCheck {
  private struct Item: Hashable {
    let container: String
    let kind: String
    let text: String
  }

  private let drawn: [Item: Int]

  /// Takes the page as its data draw it.
  init(_ page: MarkupScanner) {
    drawn = Dictionary(Self.items(page).map { ($0.item, 1) }, uniquingKeysWith: +)
  }

  /// What the page shows that its data do not draw, and how much was compared.
  func compare(_ page: MarkupScanner, _ language: Language) -> (claims: [Claim], count: Int) {
    var left = drawn
    var claims: [Claim] = []
    var count = 0
    for (item, isData) in Self.items(page) {
      count += 1
      if let number = left[item], number > 0 {
        left[item] = number - 1
        continue
      }
      if !isData, !Self.states(item.text, language) { continue }
      claims.append(
        Claim(
          text: item.text, findings: [],
          checks: ["page": "the page's own data do not show this in \(Self.place(item))"]))
    }
    if Self.states(page.loose, language) {
      claims.append(
        Claim(text: page.loose.trimmed, findings: [], checks: ["page": "this is in no element"]))
    }
    return (claims, count)
  }

  private static func place(_ item: Item) -> String {
    item.container.isEmpty ? "the page's head" : item.container
  }

  private static let silent: Set<String> = ["script", "style", "meta", "td", "th"]
  private static let labels = ["aria-label", "title", "alt"]

  private static func items(_ page: MarkupScanner) -> [(item: Item, isData: Bool)] {
    var items: [(item: Item, isData: Bool)] = []
    for element in page.elements where !element.isProse && !silent.contains(element.name) {
      func add(_ kind: String, _ text: String) {
        if !text.isEmpty {
          items.append(
            (Item(container: element.container, kind: kind, text: text), element.isData))
        }
      }
      add(element.name, (element.name == "tr" ? element.text : element.own).trimmed)
      if element.isPicture {
        let parts = element.attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        add("\(element.name) drawn", parts.joined(separator: " "))
      } else {
        for label in labels { add(label, element.attributes[label]?.trimmed ?? "") }
      }
    }
    return items
  }

  /// Whether a text has a number, a unit, or a word by which numbers are put in relation.
  private static func states(_ text: String, _ language: Language) -> Bool {
    let characters = Array(text)
    if characters.contains(where: { $0.isNumber || $0.isCurrencySymbol || $0 == "%" }) {
      return true
    }
    let masked = [Bool](repeating: false, count: characters.count)
    if !SpelledNumber.mentions(characters, language, masked: masked).isEmpty { return true }
    let words = ReportLanguage.of(language)
    let stating = [
      words.up, words.down, words.most, words.least, words.more, words.less, words.causal,
      words.significant, words.absent, AgreementCheck.words,
    ]
    let stems = Set(WordRange.all(characters).map(\.stem))
    return stating.contains { !$0.isDisjoint(with: stems) }
  }
}
