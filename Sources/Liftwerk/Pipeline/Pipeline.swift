import Findings
import Foundation
public import Runs

/// The way from a project to a run folder: data, method, findings and figures, files.
public struct Pipeline: Sendable {
  /// A method and what it handed on.
  struct Part {
    let method: any Method
    var output: MethodOutput
    /// What the project's rules ask of numbers; nil if they ask nothing.
    var thresholds: String?
  }

  /// The run to make.
  public let request: RunRequest
  /// The methods to run, in the order of the report.
  let methods: [any Method]
  /// Told of the folder being filled, so that it can be removed when the process must end.
  let interruption: Interruption?
  let progress: @Sendable (ProgressEvent) -> Void

  /// Takes the methods that the project has sections for.
  ///
  /// - Throws: `LiftwerkError` with code `badProject` if the project asks nothing, or names data it
  ///   does not have.
  public init(
    _ request: RunRequest, interruption: Interruption? = nil,
    progress: @escaping @Sendable (ProgressEvent) -> Void = { _ in }
  ) throws(LiftwerkError) {
    let methods = try Self.methods(of: request)
    try self.init(request, methods: methods, interruption: interruption, progress: progress)
  }

  /// Takes any methods.
  package init(
    _ request: RunRequest, methods: [any Method], interruption: Interruption? = nil,
    progress: @escaping @Sendable (ProgressEvent) -> Void = { _ in }
  ) throws(LiftwerkError) {
    guard !methods.isEmpty else {
      throw LiftwerkError(
        .badProject,
        "\(request.project.name): no section of the project asks for anything. Add `media_mix:` or "
          + "`attribution:`.")
    }
    self.request = request
    self.methods = methods
    self.interruption = interruption
    self.progress = progress
  }

  /// Makes the run.
  ///
  /// The destination is checked before anything is computed. A run that fails or is cancelled
  /// leaves it as it was.
  ///
  /// - Returns: The finished run; its numbers may be withheld by a gate, which is no error.
  /// - Throws: `LiftwerkError`.
  public func run() async throws(LiftwerkError) -> RunResult {
    let folder: RunFolder
    do { folder = try RunFolder(request.destination) } catch { throw LiftwerkError(error) }
    interruption?.onForcedExit { folder.discard() }
    do {
      for file in request.attachments + (request.earlier?.files ?? []) {
        try folder.write(file.contents, to: file.path)
      }
      let directory = request.directory ?? folder.staging
      let inputs = try request.project.hashed(
        methods.flatMap(\.inputPaths) + [request.project.policy?.rules].compactMap { $0 },
        directory: directory)
      let outputs = try await compute(directory: directory)
      try Task.checkCancellation()
      progress(.step("Writing the report"))
      let progress = progress
      let rewriting = request.project.languageModel.map { options in
        ReportRewriting(
          options, directory: directory, cacheFolder: request.cacheFolder,
          notice: { progress(.notice($0)) })
      }
      let result = try await RunWriter(
        request: request, outputs: outputs, inputs: inputs, folder: folder, rewriting: rewriting,
        policy: try request.project.reportPolicy(in: directory)
      ).write()
      for output in outputs { try output.output.ledger?.commit() }
      return result
    } catch {
      folder.discard()
      throw LiftwerkError(error)
    }
  }

  /// The store of fits, if the request allows one.
  private var fits: FitCache? {
    let progress = progress
    return request.cacheFolder.map { FitCache(folder: $0) { progress(.notice($0)) } }
  }

  func compute(directory: String) async throws -> [Part] {
    let policy = try request.project.reportPolicy(in: directory)
    let settings = MethodSettings(
      directory: directory, threads: request.threads, memory: request.memory,
      isForced: request.isForced,
      language: request.language, fits: fits, warehouse: request.warehouse, ledger: request.ledger,
      progress: progress)
    var parts: [Part] = []
    for method in methods {
      parts.append(Part(method: method, output: try await method.run(settings)))
      try Task.checkCancellation()
    }
    return policy?.withholding(parts, request.language) ?? parts
  }
}
