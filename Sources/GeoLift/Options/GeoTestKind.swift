/// What was done in the treated geos of a test.
public enum GeoTestKind: String, Codable, Sendable, CaseIterable {
  /// A campaign ran that had not run there before.
  case new
  /// Spend was raised (or lowered) against what it would have been.
  case heavyUp = "heavy-up"
  /// Spend was stopped.
  case goDark = "go-dark"
  /// The treated geos were held out of a campaign that ran in all others.
  case holdout

  /// The sign by which an effect on the treated geos becomes one of the campaign: geos that are held
  /// out show what it brings by what they lack.
  package var direction: Double { self == .holdout ? -1 : 1 }
}
