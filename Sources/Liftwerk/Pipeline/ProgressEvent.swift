/// Something to tell a person who waits.
public enum ProgressEvent: Sendable, Equatable {
  /// A step has begun, in a few words: `Reading weekly.csv`.
  case step(String)
  /// Sampling has come this far.
  case sampling(Sampling)
  /// Something the person should know, as a whole sentence.
  case notice(String)

  /// How far sampling has come, over all chains.
  public struct Sampling: Sendable, Equatable {
    /// Iterations done.
    public var done: Int
    /// Iterations planned so far.
    public var total: Int
    /// Divergent transitions so far.
    public var divergences: Int

    /// States how far sampling has come.
    public init(done: Int, total: Int, divergences: Int) {
      self.done = done
      self.total = total
      self.divergences = divergences
    }
  }
}
