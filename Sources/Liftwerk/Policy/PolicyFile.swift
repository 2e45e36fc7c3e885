import Findings
import Foundation
import Interchange
public import Narrative

/// A rule file, which a project names under its key policy.
///
/// ```yaml
/// regions: [DE, AT]
/// forbidden:
///   - id: no-guarantee
///     words: ["guarantee*", "without risk"]
///     language: en
///     reason: No estimate is certain.
/// disclaimers:
///   - id: model
///     methods: [media_mix]
///     text: {en: Estimates of a model., de: Schätzungen eines Modells.}
/// thresholds:
///   - id: roi-weeks
///     findings: [mmm.roi]
///     minimum_weeks: 52
/// ```
public struct PolicyFile: Sendable, Equatable {
  /// The file as the project names it.
  public let path: String
  /// What it says.
  public let policy: Policy
  /// The rules that cannot hold, each with its line.
  public let problems: [String]

  /// Reads a rule file's text.
  ///
  /// - Throws: `LiftwerkError` with code `badProject`, line, key path and remedy, if it is no rule file.
  public init(text: String, path: String) throws(LiftwerkError) {
    self.path = path
    let rules: RuleLists? = try ProjectFile.decode(text, path: path)
    policy = rules?.policy ?? Policy()
    let conflicts = policy.resolved().conflicts
    guard !conflicts.isEmpty, let root = try ProjectFile.compose(text, path: path) else {
      problems = []
      return
    }
    problems = conflicts.map { conflict in
      let keys = [RuleKey(conflict.list.rawValue), RuleKey(conflict.place), RuleKey("id")]
      return path
        + ProjectFile.place(keys, in: root)
        .replacing(/\.id$/, with: "") + ": " + conflict.message
    }
  }
}

/// A part of a key path.
private struct RuleKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(_ name: String) {
    stringValue = name
    intValue = nil
  }

  init(_ place: Int) {
    stringValue = String(place)
    intValue = place
  }

  init?(stringValue: String) { self.init(stringValue) }
  init?(intValue: Int) { self.init(intValue) }
}

/// The lists of a rule file.
private struct RuleLists: Decodable {
  let policy: Policy

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case regions, forbidden, disclaimers, thresholds
  }

  init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    policy = Policy(
      regions: try container.decodeIfPresent([String].self, forKey: .regions) ?? [],
      forbidden: try container.decodeIfPresent([ForbiddenRule].self, forKey: .forbidden)?
        .map(\.rule) ?? [],
      disclaimers: try container.decodeIfPresent([DisclaimerRule].self, forKey: .disclaimers)?
        .map(\.rule) ?? [],
      thresholds: try container.decodeIfPresent([ThresholdRule].self, forKey: .thresholds)?
        .map(\.rule) ?? [])
  }
}
