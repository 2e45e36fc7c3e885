/// The contents of `manifest.json`: what is needed to repeat a run and to judge it.
public struct Manifest: Codable, Sendable, Equatable {
  /// The version of the format.
  public static let currentSchema = "liftwerk.manifest/1"

  /// The version of the format this manifest follows.
  public var schema: String
  /// The hash of data, options and version; the same as in `findings.json`.
  public var run: String
  /// The command that made the run, such as `mmm fit`.
  public var command: String
  /// The version of Liftwerk.
  public var version: String
  /// When the run began, ISO 8601 in UTC.
  public var started: String
  /// Whether every gate passed, numbers were withheld, or shown by force.
  public var outcome: Outcome
  /// Why numbers were withheld or forced.
  public var reasons: [String]
  /// The seed of every random number.
  public var seed: UInt64
  /// The number of threads the run was allowed.
  public var threads: Int
  /// Gradients of log densities computed.
  public var gradients: Int
  /// The folder that relative input paths start from; nil for the run folder itself.
  public var directory: String?
  /// The files read.
  public var inputs: [Input]
  /// The SHA-256 of each file of the run but this one, by path within the run.
  public var outputs: [String: String]
  /// The whole question with every option as it was used; enough to repeat the run.
  public var options: JSONValue
  /// What a method decided by itself, by method and name: how it sampled, say.
  public var decisions: [String: String]
  /// Wall-clock seconds of each step.
  public var seconds: [String: Double]
  /// The machine.
  public var machine: Machine

  /// Makes a manifest of the current schema.
  public init(
    run: String, command: String, version: String, started: String, outcome: Outcome,
    reasons: [String] = [], seed: UInt64, threads: Int, gradients: Int, directory: String?,
    inputs: [Input], outputs: [String: String], options: JSONValue,
    decisions: [String: String] = [:],
    seconds: [String: Double],
    machine: Machine
  ) {
    schema = Self.currentSchema
    self.run = run
    self.command = command
    self.version = version
    self.started = started
    self.outcome = outcome
    self.reasons = reasons
    self.seed = seed
    self.threads = threads
    self.gradients = gradients
    self.directory = directory
    self.inputs = inputs
    self.outputs = outputs
    self.options = options
    self.decisions = decisions
    self.seconds = seconds
    self.machine = machine
  }

  /// How the gates judged the run.
  public enum Outcome: String, Codable, Sendable {
    case ok, withheld, forced
  }

  /// A file the run read.
  public struct Input: Codable, Sendable, Equatable {
    /// The path as the project names it.
    public var path: String
    /// The size.
    public var bytes: Int
    /// The hash of the contents.
    public var sha256: String

    /// Names a file and its contents.
    public init(path: String, bytes: Int, sha256: String) {
      self.path = path
      self.bytes = bytes
      self.sha256 = sha256
    }
  }
}
