/// A text with one byte for each Unicode scalar, so that patterns are compared byte by byte and places
/// stay those of the text.
///
/// ASCII is itself; beyond it a small letter is 0x80, a capital 0x81, a space a space, a dash a hyphen,
/// anything else 1.
struct ScanText {
  let bytes: [UInt8]

  init(_ text: String) {
    bytes = text.unicodeScalars.map { scalar in
      if scalar.isASCII { return UInt8(scalar.value) }
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .titlecaseLetter: return 0x81
      case .lowercaseLetter, .otherLetter, .modifierLetter: return 0x80
      case .spaceSeparator: return 0x20
      case .dashPunctuation: return 0x2D
      default: return 1
      }
    }
  }

  /// The byte at a place; 0 outside.
  subscript(index: Int) -> UInt8 { bytes.indices.contains(index) ? bytes[index] : 0 }

  func isDigit(_ index: Int) -> Bool { (48...57).contains(self[index]) }
  func isCapital(_ index: Int) -> Bool { (65...90).contains(self[index]) || self[index] == 0x81 }
  func isLetter(_ index: Int) -> Bool {
    (97...122).contains(self[index] | 0x20) || self[index] >= 0x80
  }
  func isWord(_ index: Int) -> Bool { isDigit(index) || isLetter(index) }

  /// The digits of a range, as numbers.
  func digits(_ range: Range<Int>) -> [Int] {
    range.compactMap { isDigit($0) ? Int(bytes[$0]) - 48 : nil }
  }

  /// The end of the digits that begin at a place.
  func endOfDigits(_ start: Int) -> Int {
    var end = start
    while isDigit(end) { end += 1 }
    return end
  }

  /// The words in lower case just before a place, in its line, nearest last.
  func words(before place: Int, within window: Int) -> [String] {
    var start = place
    while start > 0, place - start < window, bytes[start - 1] != 10 { start -= 1 }
    return words(start..<place)
  }

  /// The words in lower case just after a place, in its line.
  func words(after place: Int, within window: Int) -> [String] {
    var end = place
    while end < bytes.count, end - place < window, bytes[end] != 10 { end += 1 }
    return words(place..<end)
  }

  /// The words of a range; letters beyond ASCII are `~`.
  func words(_ range: Range<Int>) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    for index in range.lowerBound...range.upperBound {
      if index < range.upperBound, isLetter(index) {
        word.append(bytes[index] >= 0x80 ? 0x7E : bytes[index] | 0x20)
      } else if !word.isEmpty {
        words.append(String(decoding: word, as: UTF8.self))
        word = []
      }
    }
    return words
  }
}

/// Words around a number that tell what it is.
enum NumberContext {
  /// Whether one of the words before a place begins with one of some beginnings.
  static func isNamed(
    _ text: ScanText, before place: Int, by beginnings: [String], within window: Int = 48
  ) -> Bool {
    text.words(before: place, within: window).contains { word in
      beginnings.contains { word.hasPrefix($0) }
    }
  }

  static let phone = [
    "tel", "phone", "fon", "mobil", "handy", "fax", "call", "anruf", "ruf", "hotline", "whatsapp",
    "sms", "cell", "durchwahl",
  ]
  static let card = ["card", "karte", "kreditkarte", "visa", "mastercard", "amex", "cc"]
  static let tax = ["steuer", "tax", "tin", "idnr", "identifikationsnummer"]
  static let identity = [
    "passport", "reisepass", "pass", "passnummer", "ausweis", "personalausweis", "identity",
  ]
  static let address = ["ip", "server", "host", "client", "gateway", "dns"]

  /// Whether a number is said to be the mark of a thing: a campaign, an order, an article.
  static func isIdentifier(_ text: ScanText, before place: Int) -> Bool {
    text.words(before: place, within: 28).contains { things.contains($0) }
  }

  private static let things: Set<String> = [
    "id", "ids", "campaign", "campaigns", "kampagne", "kampagnen", "adset", "ad", "adgroup",
    "anzeige", "anzeigengruppe", "pixel", "gclid", "fbclid", "sku", "ean", "gtin", "isbn", "upc",
    "asin", "order", "bestellung", "bestellnummer", "auftrag", "invoice", "rechnung",
    "rechnungsnummer", "artikel", "artikelnummer", "account", "creative", "placement", "tracking",
    "impressions", "impressionen", "clicks", "klicks", "views", "reach", "reichweite", "version",
  ]

  /// Whether a number counts something: a unit, a currency or a per cent sign stands beside it.
  static func isAmount(_ text: ScanText, _ range: Range<Int>) -> Bool {
    let before = text[range.lowerBound - 1]
    // Signs of currencies beyond ASCII are 1 here.
    if before == UInt8(ascii: "$") || before == 1 { return true }
    var next = range.upperBound
    while text[next] == 32 { next += 1 }
    if text[next] == UInt8(ascii: "%") || text[next] == UInt8(ascii: "$") || text[next] == 1 {
      return true
    }
    return text.words(after: range.upperBound, within: 20).first.map(units.contains) ?? false
  }

  private static let units: Set<String> = [
    "eur", "euro", "usd", "dollar", "dollars", "chf", "gbp", "impressions", "impressionen",
    "clicks", "klicks", "sessions", "sitzungen", "users", "user", "nutzer", "besucher", "besuche",
    "visits", "visitors", "views", "aufrufe", "orders", "bestellungen", "conversions",
    "konversionen", "units", "st~ck", "points", "punkte", "prozent", "percent", "pp", "ms", "px",
    "k", "m", "mio", "mrd", "million", "millionen", "billion", "leads", "kunden", "customers",
    "contacts", "kontakte", "grps", "rows", "zeilen", "tokens", "followers", "installs",
  ]
}
