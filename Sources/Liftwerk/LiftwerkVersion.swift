/// The version of Liftwerk; CHANGELOG.md has an entry for each.
public enum LiftwerkVersion {
  /// The version, as in `0.1.0`.
  public static let current = "0.1.0"
}
