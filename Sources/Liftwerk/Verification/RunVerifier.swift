import Findings
public import Runs

/// Repeats a recorded run and compares: `liftwerk runs verify`.
public struct RunVerifier: Sendable {
  /// The recorded run.
  public let run: RecordedRun
  private let threads: Int
  private let progress: @Sendable (ProgressEvent) -> Void

  /// Prepares to verify a run folder.
  ///
  /// - Throws: `LiftwerkError` with code `inputMissing` or `dataRefused` if there is no run.
  public init(
    path: String, threads: Int = RunRequest.defaultThreads,
    progress: @escaping @Sendable (ProgressEvent) -> Void = { _ in }
  ) throws(LiftwerkError) {
    do { run = try RecordedRun(path: path) } catch { throw LiftwerkError(error) }
    self.threads = threads
    self.progress = progress
  }

  /// Hashes inputs and outputs, repeats the run, and compares the findings.
  ///
  /// - Throws: `LiftwerkError` if an input is gone or the run cannot be repeated.
  public func verify() async throws(LiftwerkError) -> Verification {
    do {
      return try await verification()
    } catch {
      throw LiftwerkError(error)
    }
  }

  private func verification() async throws -> Verification {
    progress(.step("Hashing the inputs"))
    let changed = try run.changedInputs() + run.changedOutputs()
    guard changed.isEmpty else {
      return Verification(problems: changed, compared: 0, isExact: false)
    }
    let recorded = try run.findings()
    let repeated = try await findingsAgain()
    let tolerance = FindingsComparison.tolerance(
      recorded: recorded.findings, on: run.manifest.machine, here: .here)
    let comparison = FindingsComparison(
      recorded: recorded.findings, repeated: repeated.findings, tolerance: tolerance)
    var problems = comparison.differences
    if repeated.run != recorded.run { problems.insert(hashProblem, at: 0) }
    return Verification(
      problems: problems, compared: comparison.compared, isExact: tolerance == .exact)
  }

  private var hashProblem: String {
    if run.manifest.version != LiftwerkVersion.current {
      return "\(run.path): was made by version \(run.manifest.version), this is "
        + "\(LiftwerkVersion.current). Verify it with the version that made it."
    }
    return "\(run.path): the hash of data and options differs from the recorded one."
  }

  private func findingsAgain() async throws -> FindingsDocument {
    let question = try run.manifest.options.decoded(as: RecordedQuestion.self)
    let directory = run.manifest.directory ?? run.path
    let request = RunRequest(
      project: question.project, directory: directory, command: run.manifest.command,
      destination: .inside("."), threads: threads, isForced: question.isForced,
      earlier: question.isRefresh == true ? try EarlierRun(in: run) : nil)
    let pipeline = try Pipeline(request, progress: progress)
    return try Pipeline.document(request, await pipeline.compute(directory: directory))
  }
}

/// What verifying a run showed.
public struct Verification: Sendable, Equatable {
  /// What does not fit, each as a message; empty if the run verifies.
  public var problems: [String]
  /// The number of findings whose numbers were compared.
  public var compared: Int
  /// Whether numbers were compared exactly, not within Monte Carlo error.
  public var isExact: Bool

  /// Whether the run verifies.
  public var isVerified: Bool { problems.isEmpty }
}
