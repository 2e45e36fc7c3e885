public import Foundation

/// Keeps the costly part of fits, so that the same question is not sampled twice.
///
/// What a store returns is not trusted: bytes that are no state of this question are as good as
/// none.
public protocol FitStore: Sendable {
  /// The bytes that were saved for a question, if there are any.
  func load(_ question: FitQuestion) -> Data?
  /// Keeps bytes for a question; a store that cannot does nothing.
  func save(_ bytes: Data, for question: FitQuestion)
}

/// Everything that decides the bits of a fit's draws, besides program and machine.
public struct FitQuestion: Sendable {
  /// The data.
  public let data: MediaMixData
  /// The options without those that only touch the report or ask for further fits: level, window,
  /// cross-validation, comparison, plan, next experiment, the source's name, and the order of
  /// controls.
  public let options: MediaMixOptions
  /// Where the chains begin, if not cold.
  public let warmStart: WarmStart?

  /// States a question.
  ///
  /// The window changes no draw but may change how many are kept, when the gate decides that;
  /// `MediaMixSampler.restore` then keeps fewer or goes on.
  public init(data: MediaMixData, options: MediaMixOptions, warmStart: WarmStart? = nil) {
    self.data = data
    self.options = Self.canonical(options)
    self.warmStart = warmStart
  }

  private static func canonical(_ options: MediaMixOptions) -> MediaMixOptions {
    var options = options
    options.data = nil
    options.window = nil
    options.crossValidation = nil
    options.compare = nil
    options.forecast = nil
    options.nextExperiment = nil
    options.level = 0.9
    options.controls = Set(options.controls).sorted()
    return options
  }
}
