/// A design file that an analysis keeps to, and what was stated besides.
public struct DesignReference: Sendable, Equatable {
  /// The file.
  public var path: String
  /// The keys of the geo section that were stated besides; what they say must agree with the file.
  public var stated: Set<String>

  /// Refers to a file.
  public init(path: String, stated: Set<String> = []) {
    self.path = path
    self.stated = stated
  }
}
