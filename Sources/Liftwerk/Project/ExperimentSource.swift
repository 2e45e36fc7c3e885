import Interchange
public import Tables

/// A file of an experiment's units, or of sums over the units of an arm: a source with the key
/// `kind: experiment`.
public struct ExperimentSource: Codable, Sendable, Equatable {
  /// The file, relative to the project file.
  public var path: String
  /// How the file is read, if not as the project says.
  public var locale: TableLocale?
  /// How the file stores text, if not as the project says.
  public var encoding: TextEncoding?

  /// Makes a source.
  public init(path: String, locale: TableLocale? = nil, encoding: TextEncoding? = nil) {
    self.path = path
    self.locale = locale
    self.encoding = encoding
  }

  private enum Kind: String, CaseIterable { case experiment }

  enum CodingKeys: String, CodingKey, CaseIterable { case kind, path, locale, encoding }

  /// Reads a source; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    _ = try StrictDecoding.word(Kind.self, forKey: .kind, in: container)
    path = try container.decode(String.self, forKey: .path)
    locale = try container.decodeIfPresent(TableLocale.self, forKey: .locale)
    encoding = try container.decodeIfPresent(TextEncoding.self, forKey: .encoding)
  }

  /// Writes the source.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Kind.experiment.rawValue, forKey: .kind)
    try container.encode(path, forKey: .path)
    try container.encodeIfPresent(locale, forKey: .locale)
    try container.encodeIfPresent(encoding, forKey: .encoding)
  }
}
