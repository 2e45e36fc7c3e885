public import Experiments
import Interchange

/// Experiments on users: the `experiment` section of the project file.
///
/// Each of its keys mirrors the flags of a command and asks a question of its own:
///
/// ```yaml
/// experiment:
///   plan: {kind: proportion, baseline: 0.05, lift: 0.1, units_per_day: 4000}
///   analyze: {arm: segment, control: No E-Mail, metrics: [visit, spend], covariate: history}
///   uplift: {arm: segment, control: No E-Mail, outcome: visit, features: [history, zip_code]}
/// ```
public struct ExperimentSection: Codable, Sendable, Equatable {
  /// How large an experiment must be.
  public var plan: PlanOptions?
  /// What a finished or running experiment shows.
  public var analyze: ExperimentOptions?
  /// Who is moved by the treatment.
  public var uplift: UpliftOptions?

  /// Makes a section.
  public init(
    plan: PlanOptions? = nil, analyze: ExperimentOptions? = nil, uplift: UpliftOptions? = nil
  ) {
    self.plan = plan
    self.analyze = analyze
    self.uplift = uplift
  }

  enum CodingKeys: String, CodingKey, CaseIterable { case plan, analyze, uplift }

  /// Reads the section; an unknown key is an error, and so is a section that asks nothing.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    plan = try container.decodeIfPresent(PlanOptions.self, forKey: .plan)
    analyze = try container.decodeIfPresent(ExperimentOptions.self, forKey: .analyze)
    uplift = try container.decodeIfPresent(UpliftOptions.self, forKey: .uplift)
    guard plan != nil || analyze != nil || uplift != nil else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "one of plan, analyze and uplift is needed here."))
    }
  }
}
