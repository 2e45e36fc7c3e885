/// The family that a plain statement about a parameter becomes.
enum PriorFamily: Sendable {
  /// For positive numbers: returns, half saturations, slopes.
  case logNormal
  /// For shares: carry-over and contributions.
  case beta
  /// For effects of either sign: log-normal where the statement is of positive numbers, else normal.
  case effect

  /// The family that suits a parameter.
  ///
  /// - Parameters:
  ///   - key: the parameter's key in the project file.
  ///   - range: the numbers it may be.
  init(_ key: String, _ range: ShapeParameter.Range) {
    switch (key, range) {
    case ("contribution", _), (_, .share): self = .beta
    case ("coefficient", .any): self = .effect
    default: self = .logNormal
    }
  }
}

/// Why no distribution of a family is what a statement says.
struct PriorConflict: Error {
  var what: String
  var remedy: String
}
