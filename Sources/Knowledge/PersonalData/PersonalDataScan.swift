/// Looks for personal data by pattern, check digits and the words around a number.
///
/// The patterns are those of Germany and of international use. Marketing texts are full of numbers that
/// look alike: where a number has no check digit, or has the shape of an amount or of a campaign's
/// number, a word such as "phone" must stand before it.
public enum PersonalDataScan {
  /// The personal data of a text, in order, none overlapping.
  ///
  /// - Complexity: O(length).
  public static func matches(in text: String) -> [PersonalDataMatch] {
    let text = ScanText(text)
    var matches: [PersonalDataMatch] = []
    var index = 0
    while index < text.bytes.count {
      guard let match = match(text, at: index) else {
        index += 1
        continue
      }
      // An e-mail address is found at its sign, and so begins before it.
      while let last = matches.last, last.range.upperBound > match.range.lowerBound {
        matches.removeLast()
      }
      matches.append(match)
      index = match.range.upperBound
    }
    return matches
  }

  /// A text with every match replaced by what it is.
  public static func masked(_ text: String, _ matches: [PersonalDataMatch]) -> String {
    var output = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var place = 0
    for match in matches {
      output.append(contentsOf: scalars[place..<match.range.lowerBound])
      output.append(contentsOf: match.kind.mask.unicodeScalars)
      place = match.range.upperBound
    }
    output.append(contentsOf: scalars[place...])
    return String(output)
  }

  private static func match(_ text: ScanText, at index: Int) -> PersonalDataMatch? {
    let byte = text[index]
    if byte == UInt8(ascii: "@") {
      return EmailPattern.match(text, at: index).map { .init(kind: .email, range: $0) }
    }
    let canBegin =
      text.isWord(index) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "(")
    guard canBegin, !text.isWord(index - 1) else { return nil }
    for (kind, pattern) in text.isLetter(index) ? ofLetters : ofDigits {
      if let range = pattern(text, index) { return .init(kind: kind, range: range) }
    }
    return nil
  }

  private typealias Pattern = @Sendable (ScanText, Int) -> Range<Int>?

  private static let ofLetters: [(PersonalDataKind, Pattern)] = [
    (.iban, IBANPattern.match), (.identityDocument, IdentityPattern.match),
    (.address, AddressPattern.german), (.ipAddress, IPPattern.six),
  ]

  private static let ofDigits: [(PersonalDataKind, Pattern)] = [
    (.card, CardPattern.match), (.socialSecurity, SocialSecurityPattern.match),
    (.taxNumber, TaxPattern.match), (.identityDocument, IdentityPattern.match),
    (.phone, PhonePattern.match), (.ipAddress, IPPattern.four), (.ipAddress, IPPattern.six),
    (.address, AddressPattern.english),
  ]
}
