/// Why attribution was refused: what is wrong, where, and what to do about it.
public enum AttributionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The options contradict themselves or the kind of data.
  case badOptions(String)
  /// The data cannot be attributed.
  case refused(String)
  /// A file that is written along the way, such as a ledger or a spill file, could not be written.
  case cannotWrite(String)

  /// The message.
  public var description: String {
    switch self {
    case .badOptions(let text), .refused(let text), .cannotWrite(let text): text
    }
  }
}
