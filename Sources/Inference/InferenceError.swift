/// What can stop inference.
public enum InferenceError: Error, Sendable, Equatable, CustomStringConvertible {
  /// No starting point of a chain had a finite log density and gradient.
  case noFiniteStart(chain: Int, attempts: Int)
  /// A starting point had the wrong number of coordinates.
  case wrongDimension(chain: Int, expected: Int, found: Int)
  /// Draws were asked for before the chains were warmed up.
  case notWarmedUp
  /// An option is outside its range.
  case invalidOption(name: String, value: String, allowed: String)

  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .noFiniteStart(let chain, let attempts):
      "chain \(chain + 1): no finite starting point in \(attempts) attempts. The log density or "
        + "its gradient was not finite at any of them: check the data for values that are not "
        + "finite and the priors for scales far from the data's."
    case .wrongDimension(let chain, let expected, let found):
      "chain \(chain + 1): a starting point has \(found) coordinates, the density takes "
        + "\(expected). Return \(expected) numbers."
    case .notWarmedUp:
      "the chains have not been warmed up. Warm them up before asking for draws."
    case .invalidOption(let name, let value, let allowed):
      "sampler option \(name) is \(value). Allowed: \(allowed)."
    }
  }
}
