/// Why a command failed: one public type for every room's errors.
///
/// The set of codes grows; compare codes, and keep a default:
///
/// ```swift
/// do { try await Pipeline(request).run() } catch let error as LiftwerkError {
///   if error.code == .dataRefused { show(error.messages) }
/// }
/// ```
public struct LiftwerkError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kinds of failure.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    /// The name of the kind.
    public let description: String
    /// The exit code of a command that fails so; sysexits where one fits.
    public let exitCode: Int32

    private init(_ description: String, _ exitCode: Int32) {
      self.description = description
      self.exitCode = exitCode
    }

    /// A gate failed, or a run or report does not verify.
    public static let withheld = Code("withheld", 3)
    /// The command was called wrongly.
    public static let usage = Code("usage", 64)
    /// The data, or constraints on them, are refused.
    public static let dataRefused = Code("data refused", 65)
    /// A file is not there or cannot be opened.
    public static let inputMissing = Code("input missing", 66)
    /// A service does not answer.
    public static let unreachable = Code("service unreachable", 69)
    /// A fault of Liftwerk itself.
    public static let internalFault = Code("internal fault", 70)
    /// The output cannot be written.
    public static let cannotWrite = Code("output cannot be written", 73)
    /// Reading or writing failed in the machine.
    public static let inputOutput = Code("input/output error", 74)
    /// Another process holds what is needed; try again.
    public static let locked = Code("locked", 75)
    /// Something may not be used that was asked for.
    public static let notPermitted = Code("not permitted", 77)
    /// The project file is wrong.
    public static let badProject = Code("bad project file", 78)
    /// The user stopped the command.
    public static let interrupted = Code("interrupted", 130)
  }

  /// The kind of failure.
  public var code: Code
  /// What is wrong, where, and what to do; one entry for each problem found.
  public var messages: [String]

  /// Makes an error from one message or several.
  public init(_ code: Code, _ messages: String...) {
    self.init(code, messages: messages)
  }

  /// Makes an error from a list of messages.
  public init(_ code: Code, messages: [String]) {
    self.code = code
    self.messages = messages
  }

  /// The messages, one a line.
  public var description: String { messages.joined(separator: "\n") }
}
