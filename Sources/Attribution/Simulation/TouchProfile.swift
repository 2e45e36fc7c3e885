/// How people meet a channel of the simulated touch log, and what a meeting truly does.
struct TouchProfile: Sendable {
  let name: String
  /// Whether money buys it.
  let isPaid: Bool
  /// How often an episode begins with it.
  let entry: Double
  /// The probability that another touch follows.
  let continuation: Double
  /// Where people go from it, by name; weights.
  let next: [String: Double]
  /// How close to a purchase a visit by this way is, against an average one.
  let intent: Double
  /// What a touch adds to the probability of a purchase at this and later visits, before it fades.
  let effect: Double
  /// The probability that the visit would have come about another way without the channel.
  let substitution: Double
  /// The probability that an episode it began would not have been without it.
  let creation: Double

  /// The channels, in order of name.
  ///
  /// Affiliates and search stand where people buy anyway: most of their visits would have come
  /// another way. Video and social make people want something, and are rarely the last touch.
  static let all: [TouchProfile] = [
    TouchProfile(
      name: "affiliate", isPaid: true, entry: 0.03, continuation: 0.4,
      next: [
        "affiliate": 0.3, "direct": 0.35, "newsletter": 0.1, "organic_search": 0.1, "search": 0.15,
      ],
      intent: 2.2, effect: 0.008, substitution: 0.86, creation: 0.05),
    TouchProfile(
      name: "direct", isPaid: false, entry: 0.14, continuation: 0.52,
      next: [
        "affiliate": 0.14, "direct": 0.38, "display": 0.08, "newsletter": 0.1,
        "organic_search": 0.12,
        "search": 0.15, "social": 0.03,
      ], intent: 1.5, effect: 0, substitution: 1, creation: 0),
    TouchProfile(
      name: "display", isPaid: true, entry: 0.12, continuation: 0.55,
      next: [
        "affiliate": 0.05, "direct": 0.15, "display": 0.3, "organic_search": 0.15, "search": 0.2,
        "social": 0.1, "video": 0.05,
      ], intent: 0.2, effect: 0, substitution: 0.75, creation: 0.03),
    TouchProfile(
      name: "newsletter", isPaid: false, entry: 0.06, continuation: 0.5,
      next: [
        "affiliate": 0.15, "direct": 0.35, "newsletter": 0.3, "organic_search": 0.1, "search": 0.1,
      ], intent: 1.3, effect: 0.015, substitution: 0.5, creation: 0.3),
    TouchProfile(
      name: "organic_search", isPaid: false, entry: 0.19, continuation: 0.55,
      next: [
        "affiliate": 0.1, "direct": 0.25, "display": 0.1, "newsletter": 0.05,
        "organic_search": 0.25,
        "search": 0.2, "social": 0.05,
      ], intent: 1, effect: 0, substitution: 1, creation: 0),
    TouchProfile(
      name: "search", isPaid: true, entry: 0.17, continuation: 0.55,
      next: [
        "affiliate": 0.16, "direct": 0.25, "display": 0.1, "newsletter": 0.04,
        "organic_search": 0.15,
        "search": 0.25, "social": 0.05,
      ], intent: 1.4, effect: 0.008, substitution: 0.8, creation: 0.08),
    TouchProfile(
      name: "social", isPaid: true, entry: 0.17, continuation: 0.58,
      next: [
        "direct": 0.16, "display": 0.1, "organic_search": 0.15, "search": 0.15, "social": 0.34,
        "video": 0.1,
      ], intent: 0.4, effect: 0.004, substitution: 0.5, creation: 0.14),
    TouchProfile(
      name: "video", isPaid: true, entry: 0.12, continuation: 0.62,
      next: [
        "direct": 0.12, "display": 0.05, "organic_search": 0.2, "search": 0.2, "social": 0.15,
        "video": 0.28,
      ], intent: 0.15, effect: 0.012, substitution: 0.1, creation: 0.3),
  ]
}
