public import Findings

/// Personal data that has a pattern.
///
/// Names of persons have none and are not looked for.
public enum PersonalDataKind: String, Sendable, Codable, CaseIterable, Comparable {
  case email, phone, iban, card, taxNumber, socialSecurity, identityDocument, ipAddress, address

  /// What stands in the place of a masked one.
  public var mask: String {
    switch self {
    case .email: "[e-mail]"
    case .phone: "[phone]"
    case .iban: "[IBAN]"
    case .card: "[card]"
    case .taxNumber: "[tax number]"
    case .socialSecurity: "[social security number]"
    case .identityDocument: "[identity document]"
    case .ipAddress: "[IP address]"
    case .address: "[address]"
    }
  }

  /// What it is called.
  public var name: Phrase {
    switch self {
    case .email: Phrase(en: "e-mail address", de: "E-Mail-Adresse")
    case .phone: Phrase(en: "telephone number", de: "Telefonnummer")
    case .iban: Phrase("IBAN")
    case .card: Phrase(en: "card number", de: "Kartennummer")
    case .taxNumber: Phrase(en: "tax number", de: "Steuernummer")
    case .socialSecurity: Phrase(en: "social security number", de: "Sozialversicherungsnummer")
    case .identityDocument:
      Phrase(en: "number of an identity document", de: "Ausweisnummer")
    case .ipAddress: Phrase(en: "IP address", de: "IP-Adresse")
    case .address: Phrase(en: "street address", de: "Anschrift")
    }
  }

  /// By name.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What is done about personal data in a document.
public enum PersonalDataRule: String, Sendable, Codable, CaseIterable {
  /// The document is refused.
  case refuse
  /// Each is replaced by what it is, such as `[e-mail]`, before anything is stored.
  case mask
}

/// A place in a text that holds personal data; the data itself is not kept.
public struct PersonalDataMatch: Sendable, Equatable {
  /// What it is.
  public var kind: PersonalDataKind
  /// Where it is: Unicode scalars of the text, counted from 0.
  public var range: Range<Int>
}
