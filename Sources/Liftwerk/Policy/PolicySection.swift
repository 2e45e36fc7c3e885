import Interchange

/// Rules that reports keep, as the project file names them: a rule file, or one with a region.
///
/// ```yaml
/// policy:
///   rules: rules.yaml
///   region: DE      # where the report is read; without it the rules of all regions hold
/// ```
public struct PolicySection: Codable, Sendable, Equatable {
  /// The rule file.
  public var rules: String
  /// Where reports are read.
  public var region: String?

  /// Names a rule file.
  public init(rules: String, region: String? = nil) {
    self.rules = rules
    self.region = region
  }

  enum CodingKeys: String, CodingKey, CaseIterable { case rules, region }

  /// Reads the section; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    if let path = try? decoder.singleValueContainer().decode(String.self) {
      self.init(rules: path)
      return
    }
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      rules: try container.decode(String.self, forKey: .rules),
      region: try container.decodeIfPresent(String.self, forKey: .region))
  }
}
