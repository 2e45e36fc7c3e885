/// What was done where and when: the treated geos and the window of the treatment.
public struct GeoTest: Sendable, Equatable, Codable {
  /// The names of the treated geos; all others serve as donors, but for the excluded.
  public var treated: [String]
  /// Geos that are neither treated nor donors, such as those that another test treats.
  public var excluded: [String]
  /// The first treated period: a date inside it or its label.
  public var start: String
  /// The last treated period, by default the panel's last.
  ///
  /// Later periods are not looked at.
  public var end: String?
  /// Whether each geo's mean before the test is taken out first, so that weights are chosen on
  /// courses rather than levels.
  public var unitEffects: Bool

  /// Describes a test.
  public init(
    treated: [String], excluded: [String] = [], start: String, end: String? = nil,
    unitEffects: Bool = false
  ) {
    self.treated = treated
    self.excluded = excluded
    self.start = start
    self.end = end
    self.unitEffects = unitEffects
  }
}
