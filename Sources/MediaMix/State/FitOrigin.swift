/// How a posterior came about.
public struct FitOrigin: Sendable, Equatable {
  /// What the store of fits had to say.
  public enum Cache: String, Sendable {
    /// There was no store.
    case off
    /// The fit was not there, and is now.
    case miss
    /// The fit was there.
    case hit
    /// The fit was there, and went on from where it had ended: another report window asked for
    /// more draws.
    case extended
  }

  /// What the store of fits had to say.
  public var cache = Cache.off
  /// Whether the chains began where those of an earlier fit ended.
  public var isWarm = false
  /// Why they began cold although an earlier fit was given.
  public var coldReason: String?
  /// Which attempt the draws are of; later ones follow divergences.
  package var attempt = 0
}
