/// Where a distribution has its mass.
public enum Support: Sendable, Equatable {
  /// All real numbers.
  case real
  /// The positive numbers.
  case positive
  /// The numbers above a bound other than zero.
  case above(Double)
  /// The numbers below a bound.
  case below(Double)
  /// The numbers between two finite bounds.
  case interval(lower: Double, upper: Double)
  /// A single number.
  case point(Double)

  /// The case for two bounds, either of which may be infinite.
  init(lower: Double, upper: Double) {
    switch (lower.isFinite, upper.isFinite) {
    case (true, true): self = .interval(lower: lower, upper: upper)
    case (true, false): self = lower == 0 ? .positive : .above(lower)
    case (false, true): self = .below(upper)
    case (false, false): self = .real
    }
  }

  /// The greatest lower bound; may be minus infinity.
  public var lower: Double {
    switch self {
    case .real, .below: -.infinity
    case .positive: 0
    case .above(let bound), .interval(let bound, _), .point(let bound): bound
    }
  }

  /// The least upper bound; may be infinity.
  public var upper: Double {
    switch self {
    case .real, .positive, .above: .infinity
    case .below(let bound), .interval(_, let bound), .point(let bound): bound
    }
  }

  /// Whether a number lies in the support, its bounds included.
  public func contains(_ x: Double) -> Bool { x >= lower && x <= upper }
}
