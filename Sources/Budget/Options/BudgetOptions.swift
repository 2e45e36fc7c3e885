/// How a budget is to be divided: the `budget` section of the project file.
public struct BudgetOptions: Codable, Sendable, Equatable {
  /// The money to divide.
  public enum Total: Sendable, Equatable {
    /// As much as today.
    case keep
    /// A number.
    case amount(Double)
    /// As much as pays.
    case free
  }

  /// What each amount is for.
  public enum Grain: String, Codable, Sendable, CaseIterable {
    /// A channel's total; its geos keep their shares.
    case channel
    /// A channel's total in a geo.
    case geo
  }

  /// The course of spend over the periods.
  public enum Flighting: String, Codable, Sendable, CaseIterable {
    /// Today's course, scaled.
    case fixed
    /// Each period's spend is chosen too.
    case free
  }

  /// Channels whose sum is bound.
  public struct Group: Codable, Sendable, Equatable {
    /// What it is called in messages.
    public var name: String
    /// Its channels.
    public var channels: [String]
    /// The least and the most of the sum, in money.
    public var least: Double?
    /// The most of the sum, in money.
    public var most: Double?
    /// The least share of the total, 0 to 1.
    public var leastShare: Double?
    /// The largest share of the total, 0 to 1.
    public var mostShare: Double?

    /// Makes a group.
    public init(
      name: String, channels: [String], least: Double? = nil, most: Double? = nil,
      leastShare: Double? = nil, mostShare: Double? = nil
    ) {
      self.name = name
      self.channels = channels
      self.least = least
      self.most = most
      self.leastShare = leastShare
      self.mostShare = mostShare
    }
  }

  /// The money to divide; today's if absent, free where a target is named.
  public var total: Total?
  /// How many periods are planned; a year, or all the data have, if absent.
  public var horizon: Int?
  /// The first of the data's periods that are planned anew, instead of coming ones.
  public var from: String?
  /// The last of them.
  public var to: String?
  /// What each amount is for.
  public var grain: Grain
  /// The course of spend over the periods.
  public var flighting: Flighting
  /// What a plan is judged by.
  public var objective: Objective
  /// Profit money for each unit of money that the plan as a whole must bring.
  public var targetROI: Double?
  /// Profit money that the last unit of money must bring in every channel.
  public var targetMROI: Double?
  /// The most that a unit of the KPI may cost.
  public var targetCPA: Double?
  /// The least and the most of each channel as multiples of today's spend; `default` is for the
  /// others.
  public var bounds: [String: [Double]]
  /// The least and the most of a channel in money, instead of multiples.
  public var limits: [String: [Double]]
  /// Channels that keep today's spend.
  public var fixed: [String]
  /// Sums that are bound.
  public var groups: [Group]
  /// Channels that keep today's ratio to each other.
  public var linked: [[String]]
  /// Money below which a channel is not worth starting: nothing, or at least so much.
  public var minimumFlight: [String: Double]
  /// Amounts come in multiples of so much money; `default` is for the others.
  public var step: [String: Double]
  /// The largest change of a channel from today, as a share: 0.2 allows a fifth up or down.
  public var maxChange: Double?
  /// The largest change of a channel from month to month, as a share, against today's course: 0.2 lets
  /// the first month spend up to a fifth more or less than today's, the second 44 % more, and so on.
  public var maxMonthlyChange: Double?
  /// The least and the most frequency of channels for which it is chosen; `default` is for the others.
  ///
  /// Today's stays where nothing is given.
  public var frequency: [String: [Double]]
  /// Whether spend may go beyond `extrapolationCap` times the largest that was observed.
  public var extrapolates: Bool
  /// How far beyond the largest observed spend a period may go, as a multiple of it.
  public var extrapolationCap: Double
  /// The share of what is won beyond observed spend that is not believed.
  public var extrapolationPenalty: Double
  /// With what probability a plan must be better than today's to be recommended.
  public var probability: Double
  /// The share of outcome money that is profit; the model's if absent.
  public var margin: Double?
  /// The probability that intervals hold.
  public var level: Double
  /// Plans to compare, a CSV file.
  public var plans: String?
  /// Response curves that another tool fitted, a JSON file, in the media mix's place.
  public var curves: String?

  /// Makes options at their defaults.
  public init() {
    grain = .channel
    flighting = .fixed
    objective = .expected
    bounds = [:]
    limits = [:]
    fixed = []
    groups = []
    linked = []
    minimumFlight = [:]
    step = [:]
    frequency = [:]
    extrapolates = false
    extrapolationCap = 1.5
    extrapolationPenalty = 0
    probability = 0.8
    level = 0.9
  }

  /// The key of `bounds`, `step` and `frequency` that stands for channels which are not named.
  public static let others = "default"

  /// Whether the total follows from what pays, or from a target.
  public var hasFreeTotal: Bool {
    switch total {
    case .free: true
    case nil: targetROI != nil || targetMROI != nil || targetCPA != nil
    case .keep, .amount: false
    }
  }
}
