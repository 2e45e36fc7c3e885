/// Why a run could not be written, read or verified.
///
/// The message says what is wrong, where, and what to do:
///
/// ```swift
/// do { try folder.commit() } catch { print(error) }
/// // runs/spring: the folder holds other things. Choose an empty folder or a new name.
/// ```
public struct RunError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The situations, as far as a caller may want to tell them apart.
  public enum Kind: Sendable, Equatable {
    /// The output folder cannot be made, replaced or filled.
    case cannotWrite
    /// A read or write failed for a reason that lies in the machine.
    case inputOutput
    /// A run folder, or an input a run refers to, is not there.
    case missing
    /// A run folder is there, but what it holds cannot be read as a run.
    case malformed
  }

  /// The situation.
  public var kind: Kind
  /// What is wrong.
  public var what: String
  /// The path concerned.
  public var path: String
  /// What to do about it.
  public var remedy: String

  /// Makes an error.
  public init(_ kind: Kind, _ what: String, path: String, remedy: String) {
    self.kind = kind
    self.what = what
    self.path = path
    self.remedy = remedy
  }

  /// The message, in one line.
  public var description: String { "\(path): \(what). \(remedy)" }
}
