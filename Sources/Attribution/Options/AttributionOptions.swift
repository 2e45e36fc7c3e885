/// What the user chooses about attribution: the `attribution` section of the project file.
public struct AttributionOptions: Codable, Sendable, Equatable {
  /// The name of the data source; the only one that fits if nil.
  public var data: String?
  /// The models, in the order in which they are shown.
  public var models: [AttributionModel] = [.markov1, .shapley, .linear, .lastTouch]
  /// How many days before a journey's last touch still count; nil for all.
  public var lookbackDays: Double?
  /// What makes a journey.
  public var journeys: JourneyRule = .user
  /// Which touches in a row count as one.
  public var collapse: CollapseRule = .none
  /// The longest pause within one session, in minutes.
  public var sessionGapMinutes: Double = 30
  /// The channel of direct visits; one called like that if nil.
  public var directChannel: String?
  /// What direct touches do to journeys that have others.
  public var direct: DirectRule = .keep
  /// Whether rows that repeat another in all that is read count once.
  public var duplicates: DuplicateRule = .drop
  /// The weights of first touch, the touches between, and last touch, for `position`.
  public var positionWeights: [Double] = [0.4, 0.2, 0.4]
  /// In how many days a touch loses half of its weight, for `time-decay`.
  public var halfLifeDays: Double = 7
  /// What a Markov model does with a channel that is removed.
  public var removal: RemovalRule = .redirectToNull
  /// The most states that a Markov model may have.
  public var stateLimit = 200_000
  /// How many permutations a game of many channels is sampled with.
  public var permutations = 1_000
  /// How many replicates the bootstrap has; 0 for none.
  public var bootstrap = 200
  /// The probability that intervals hold.
  public var level = 0.9
  /// The seed of every random number.
  public var seed: UInt64 = 1
  /// What was spent on the channels.
  public var spend: SpendSource?
  /// Lift tests that scale the credit of the channels they tested.
  public var calibration: Calibration?

  /// What makes a journey of a user's touches.
  public enum JourneyRule: String, Codable, Sendable, CaseIterable {
    /// One journey a user, ended by its last conversion; touches behind that are left out.
    case user
    /// Each conversion ends a journey, and the touches behind the last are one without conversion.
    case conversion
  }

  /// Which touches in a row count as one.
  public enum CollapseRule: String, Codable, Sendable, CaseIterable {
    case none
    /// Touches of one channel in a row.
    case repeats
    /// Touches of one channel in a row within one session.
    case sessions
  }

  /// What direct touches do to journeys that have others.
  public enum DirectRule: String, Codable, Sendable, CaseIterable {
    case keep
    /// They are left out unless the journey has no others.
    case drop
  }

  /// What happens to rows that repeat another in all that is read.
  public enum DuplicateRule: String, Codable, Sendable, CaseIterable {
    /// They count once where times have a time of day; whole days keep them.
    case drop
    case keep
  }

  /// What a Markov model does with a channel that is removed.
  public enum RemovalRule: String, Codable, Sendable, CaseIterable {
    /// A journey that comes to the channel ends without conversion.
    case redirectToNull = "redirect-to-null"
    /// Journeys go past the channel, to where they went from it or by what other ways there are.
    case detour
    /// Journeys that hold the channel do not convert.
    case fail
    /// Journeys that hold the channel do not convert, and those of it alone are taken out of the data.
    case refit
  }

  /// A table of what was spent on the channels.
  public struct SpendSource: Codable, Sendable, Equatable {
    /// The file, relative to the project file.
    public var path: String
    /// The column of channels.
    public var channel = "channel"
    /// The column of money spent; rows of one channel are summed.
    public var spend = "spend"

    /// Names a table of spend.
    public init(path: String, channel: String = "channel", spend: String = "spend") {
      self.path = path
      self.channel = channel
      self.spend = spend
    }
  }

  /// Which lift tests scale credit, and what they measured.
  public struct Calibration: Codable, Sendable, Equatable {
    /// What a test's lift counts.
    public enum Measure: String, Codable, Sendable, CaseIterable { case conversions, value }
    /// The YAML file of lift tests, relative to the project file.
    public var experiments: String
    /// What the lifts count.
    public var measure: Measure = .conversions

    /// Names a file of lift tests.
    public init(experiments: String, measure: Measure = .conversions) {
      self.experiments = experiments
      self.measure = measure
    }
  }

  /// Leaves everything at its default.
  public init() {}
}
