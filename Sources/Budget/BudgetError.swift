/// Why a budget was refused: what is wrong, where, and what to do about it.
public enum BudgetError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The options contradict themselves or the model; a line each.
  case badOptions(String)
  /// A file of plans cannot be read as such; a line each.
  case badPlans(String)
  /// No plan keeps all constraints; the message names those that conflict.
  case infeasible(String)

  /// The message.
  public var description: String {
    switch self {
    case .badOptions(let text), .badPlans(let text), .infeasible(let text): text
    }
  }
}
