import Interchange

extension MediaMixOptions {
  /// A plan of future media whose outcome is wanted.
  public struct Forecast: Codable, Sendable, Equatable {
    /// What controls that the plan leaves out will be.
    public enum HeldControls: String, Codable, Sendable, CaseIterable {
      /// The value of the last period.
      case last
      /// The mean of the last year.
      case mean
      /// The value of the same period a year before.
      case seasonal
    }

    /// The file of the plan: a row for each future period, or geo and period, in the data's columns.
    public var plan: String
    /// What controls that the plan leaves out will be; without it they must be in the plan.
    public var holdControls: HeldControls?

    /// Makes a forecast.
    public init(plan: String, holdControls: HeldControls? = nil) {
      self.plan = plan
      self.holdControls = holdControls
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
      case plan
      case holdControls = "hold_controls"
    }

    /// Reads a forecast; an unknown key is an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      plan = try container.decode(String.self, forKey: .plan)
      holdControls = try container.decodeIfPresent(HeldControls.self, forKey: .holdControls)
    }
  }
}
