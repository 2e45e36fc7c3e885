/// A user of a simulated touch log.
struct SimulatedUser: Sendable {
  /// A visit.
  struct Touch: Sendable {
    /// Seconds since 1970.
    var time: Int
    /// The channel's place among the log's.
    var channel: Int
    /// The episode it belongs to.
    var episode: Int
    /// Decides whether the visit comes about without its channel.
    var substitution: Double
    /// Decides whether the visit ends with a purchase.
    var purchase: Double
    /// What is bought then, in cents.
    var cents: Int
    /// Whether the log lost the channel.
    var losesChannel: Bool
    /// Whether the log holds the row twice.
    var isRepeated: Bool
  }

  /// An episode of interest.
  struct Episode: Sendable {
    /// The channel it began with, and when.
    var channel: Int
    var time: Int
    /// Decides whether the episode comes about without that channel.
    var creation: Double
  }

  /// The number in the log.
  var number: Int
  /// The probability of a purchase at an average visit that no channel has influenced.
  var propensity: Double
  /// Whether touches may be used.
  var hasConsent: Bool
  /// The episodes.
  var episodes: [Episode] = []
  /// All visits, in order of time.
  var touches: [Touch] = []
}
