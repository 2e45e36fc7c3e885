/// Why a budget was refused: what is wrong, where, and what to do about it.
public enum BudgetError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The options contradict themselves or the model.
  case badOptions(String)
  /// No plan keeps all constraints; the message names those that conflict.
  case infeasible(String)

  /// The message.
  public var description: String {
    switch self {
    case .badOptions(let text), .infeasible(let text): text
    }
  }
}
