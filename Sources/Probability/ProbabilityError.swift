/// What can go wrong in this room.
public enum ProbabilityError: Error, Equatable, Sendable {
  /// A parameter lies outside its range.
  case invalidParameter(family: String, parameter: String, value: Double, requirement: String)
  /// A family's name is not known.
  case unknownFamily(name: String)
  /// A family was given a wrong number of parameters.
  case parameterCount(family: String, expected: [String], given: Int)
}

extension ProbabilityError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .invalidParameter(let family, let parameter, let value, let requirement):
      return "\(family): \(parameter) is \(value), but it must be \(requirement)."
    case .unknownFamily(let name):
      let known = DistributionFamily.allCases.map(\.rawValue).joined(separator: ", ")
      return "Unknown distribution \"\(name)\". Known: \(known)."
    case .parameterCount(let family, let expected, let given):
      return "\(family) takes [\(expected.joined(separator: ", "))], \(expected.count) "
        + "\(expected.count == 1 ? "number" : "numbers"), and \(given) "
        + "\(given == 1 ? "was" : "were") given."
    }
  }
}

/// The checks that initialisers share, named after the family that is being made.
struct ParameterCheck {
  let family: String

  func finite(_ value: Double, _ parameter: String) throws(ProbabilityError) {
    try require(value.isFinite, value, parameter, "a finite number")
  }

  func positive(_ value: Double, _ parameter: String) throws(ProbabilityError) {
    try require(value.isFinite && value > 0, value, parameter, "a positive finite number")
  }

  func require(
    _ condition: Bool, _ value: Double, _ parameter: String, _ requirement: String
  ) throws(ProbabilityError) {
    guard condition else {
      throw .invalidParameter(
        family: family, parameter: parameter, value: value, requirement: requirement)
    }
  }
}
