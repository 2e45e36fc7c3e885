import Foundation
import Interchange

/// What tells two sets of options apart: the specification, the priors, or both.
///
/// Priors are what stands under a key `prior`; the rest of the model's options are its
/// specification. How to sample, the report's window and level, and the source's name are neither.
struct OptionsChange {
  /// The later options with the earlier ones' priors, where the earlier ones say something about
  /// the same thing.
  let withEarlierPriors: MediaMixOptions
  let changesSpecification: Bool
  let changesPriors: Bool

  init(from earlier: MediaMixOptions, to later: MediaMixOptions) throws {
    let middle = try Self.json(later, priorsOf: Self.json(earlier))
    let options = try JSONDecoder().decode(
      MediaMixOptions.self, from: JSONSerialization.data(withJSONObject: middle))
    withEarlierPriors = options
    changesSpecification = Self.question(options) != Self.question(earlier)
    changesPriors = Self.question(options) != Self.question(later)
  }

  private static let priorKeys: Set<String> = ["prior", "priors"]

  private static func json(_ options: MediaMixOptions) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(options))
    return object as? [String: Any] ?? [:]
  }

  private static func json(
    _ options: MediaMixOptions, priorsOf earlier: [String: Any]
  ) throws -> [String: Any] {
    merged(try json(options), earlier)
  }

  /// An object in which every prior is the other object's at the same place.
  private static func merged(_ later: [String: Any], _ earlier: [String: Any]) -> [String: Any] {
    var merged = later
    for key in Set(later.keys).union(earlier.keys) {
      if priorKeys.contains(key) {
        merged[key] = earlier[key]
      } else if let inside = later[key] as? [String: Any],
        let before = earlier[key] as? [String: Any]
      {
        merged[key] = Self.merged(inside, before)
      }
    }
    return merged
  }

  /// The options as far as they decide the posterior.
  static func question(_ options: MediaMixOptions) -> MediaMixOptions {
    var options = options
    options.data = nil
    options.window = nil
    options.level = 0.9
    options.sampler = .init()
    options.controls = Set(options.controls).sorted()
    return options
  }
}
