/// Why a media-mix model cannot be built or fitted.
public enum MediaMixError: Error, Sendable, CustomStringConvertible {
  /// The data, or the options on these data, are refused; every problem found is listed.
  case refused([MediaMixProblem])
  /// No starting point with a finite density was found, or another step of the fit failed.
  case sampling(String)

  /// The problems, one a line.
  public var description: String {
    switch self {
    case .refused(let problems): problems.map(\.description).joined(separator: "\n")
    case .sampling(let message): message
    }
  }
}

/// One thing that is wrong with data or options.
public struct MediaMixProblem: Sendable, Equatable, CustomStringConvertible {
  /// What is wrong.
  public var what: String
  /// Where: file, column, geo, period, or key of the project file.
  public var location: String
  /// What to do about it.
  public var remedy: String

  /// States a problem.
  public init(_ what: String, at location: String, remedy: String) {
    self.what = what
    self.location = location
    self.remedy = remedy
  }

  /// The problem as one line.
  public var description: String {
    "\(location): \(what)\(what.hasSuffix(".") ? "" : ".") \(remedy)"
  }
}
