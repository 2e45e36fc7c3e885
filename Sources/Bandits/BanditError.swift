/// Why a bandit refused: what is wrong, where, and what to do about it.
public enum BanditError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The options contradict themselves.
  case badOptions(String)
  /// The data are not what they should be.
  case badData(String)
  /// An outcome is of a decision that the ledger does not have, or that served nobody.
  case unknownDecision(String)
  /// What is to be kept contradicts what is kept already.
  case conflict(String)
  /// The ledger cannot be read or written.
  case ledger(String)
  /// Another process holds the ledger.
  case locked(String)

  /// The message.
  public var description: String {
    switch self {
    case .badOptions(let text), .badData(let text), .unknownDecision(let text),
      .conflict(let text), .ledger(let text), .locked(let text):
      text
    }
  }
}
