public import Inference

/// How several fits in a row tell what they are doing.
public struct FitProgress: Sendable {
  /// Told of each fit as it begins, in a few words.
  public var step: @Sendable (String) -> Void
  /// Told how far sampling has come; called from several threads.
  public var sampling: (@Sendable (SamplerProgress) -> Void)?

  /// Makes a receiver; by default nobody listens.
  public init(
    step: @escaping @Sendable (String) -> Void = { _ in },
    sampling: (@Sendable (SamplerProgress) -> Void)? = nil
  ) {
    self.step = step
    self.sampling = sampling
  }
}
