/// A currency as cells and headers write it: an ISO 4217 code or a sign.
struct Currency: Sendable, Hashable {
  /// The ISO code, or the sign where several currencies share it.
  let name: String

  /// Whether two notations may mean the same money: `$` and `CAD` do, `EUR` and `USD` do not.
  func agrees(with other: Currency) -> Bool {
    name == other.name || Self.shared[name]?.contains(other.name) == true
      || Self.shared[other.name]?.contains(name) == true
  }

  /// The notation that says more.
  func merged(with other: Currency) -> Currency { Self.shared[name] == nil ? self : other }

  /// A currency at the start of some bytes, and how many of them it takes.
  static func leading(_ bytes: ByteSlice) -> (currency: Currency, length: Int)? {
    var length = 0
    while length < bytes.count, length < 8 {
      let byte = bytes[length]
      let ends = isDigit(byte) || byte == 0x20 || byte == UInt8(ascii: "-") || byte == Mark.comma
      // The dot of `Fr.` belongs to the name, the dot of `$.50` to the number.
      if ends || bytes.spaceLength(at: length) > 0 { break }
      if byte == Mark.dot {
        if length == 2 { length += 1 }
        break
      }
      length += 1
    }
    // A sign may be followed by other text of the suffix, as in `€-`; a name stands alone.
    guard length > 0, let currency = named(bytes.part(0, length).string) else { return nil }
    return (currency, length)
  }

  /// The currency a sign or code stands for.
  static func named(_ text: String) -> Currency? {
    if let code = signs[text] { return Currency(name: code) }
    return codes.contains(text) ? Currency(name: text) : nil
  }

  private static let signs = [
    "€": "EUR", "£": "GBP", "₹": "INR", "₺": "TRY", "₽": "RUB", "₩": "KRW", "₪": "ILS",
    "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "Fr.": "CHF", "R$": "BRL", "US$": "USD",
    "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD", "$": "$", "¥": "¥", "kr": "kr", "kr.": "kr",
  ]

  /// Signs of several currencies.
  private static let shared: [String: Set<String>] = [
    "$": ["USD", "CAD", "AUD", "NZD", "HKD", "SGD", "MXN", "ARS", "CLP", "COP", "TWD"],
    "¥": ["JPY", "CNY"],
    "kr": ["SEK", "NOK", "DKK", "ISK"],
  ]

  private static let codes: Set<String> = [
    "AED", "ARS", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP",
    "EUR", "GBP", "HKD", "HRK", "HUF", "IDR", "ILS", "INR", "ISK", "JPY", "KRW", "KWD", "MAD",
    "MXN", "MYR", "NGN", "NOK", "NZD", "PEN", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB",
    "SAR", "SEK", "SGD", "THB", "TND", "TRY", "TWD", "UAH", "USD", "VND", "ZAR",
  ]
}

extension Currency {
  /// The currency a header names: `Amount spent (EUR)`, `Cost (€)`, `Umsatz in EUR`, `spend [USD]`.
  ///
  /// `(in UTC)` and other parentheses name none.
  static func inHeader(_ header: String) -> Currency? {
    var opened: String.Index?
    for index in header.indices {
      switch header[index] {
      case "(", "[": opened = header.index(after: index)
      case ")", "]":
        if let start = opened {
          let inner = header[start..<index]
          let bare = inner.hasPrefix("in ") ? inner.dropFirst(3) : inner
          if let currency = named(String(bare)) { return currency }
        }
        opened = nil
      default: break
      }
    }
    let words = header.split(separator: " ")
    if words.count >= 3, words[words.count - 2].lowercased() == "in" {
      return named(String(words[words.count - 1]))
    }
    // A bare sign in a header, as in `Cost €`.
    if words.count >= 2, let last = words.last, !last.utf8.allSatisfy(isLetter) {
      return named(String(last))
    }
    return nil
  }

  /// Whether a header announces a column of currency codes.
  static func isCodeColumn(_ header: String) -> Bool {
    ["currency", "currency code", "währung", "währungscode"].contains(header.lowercased())
  }
}
