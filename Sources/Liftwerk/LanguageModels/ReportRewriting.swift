public import Findings
public import Foundation
public import LanguageModels
public import Narrative

/// Lets language models reword the prose of a report, behind the verifier, and tells traces and metrics of it.
///
/// Nothing here fails a report: where a model cannot help, the words stay and the record says why.
public struct ReportRewriting: Sendable {
  private let options: LanguageModelOptions
  private let directory: String
  private let environment: [String: String]
  private let store: (any AnswerStore)?
  private let firstWait: Double
  private let notice: @Sendable (String) -> Void

  /// Prepares to reword.
  ///
  /// - Parameters:
  ///   - options: the servers, the budget, and where traces and metrics go.
  ///   - directory: the folder that relative paths start from.
  ///   - cacheFolder: the folder of fits, beside which answers are kept; nil keeps none.
  ///   - environment: where keys are.
  ///   - firstWait: the first wait before a request is repeated, in seconds.
  ///   - notice: told what a person should know.
  public init(
    _ options: LanguageModelOptions, directory: String, cacheFolder: String?,
    environment: [String: String] = ProcessInfo.processInfo.environment, firstWait: Double = 0.5,
    notice: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.options = options
    self.directory = directory
    self.environment = environment
    self.firstWait = firstWait
    self.notice = notice
    store = cacheFolder.map { KeptAnswers(besides: $0) }
  }

  /// Rewords sections.
  ///
  /// - Parameters:
  ///   - sections: the sections; what is no prose stays.
  ///   - document: the findings that the prose states.
  ///   - narrative: language and audience.
  ///   - policy: rules and terms that no wording may break.
  public func rewrite(
    _ sections: [Section], _ document: FindingsDocument, _ narrative: NarrativeOptions,
    _ policy: ReportPolicy? = nil
  ) async -> ReportRewrites {
    let chain = ChatChain(options, environment: environment, store: store, firstWait: firstWait)
    let rewriter = ProseRewriter(
      document, style: RewriteStyle(narrative, words: options.words, policy: policy),
      chain: chain)
    let result = await rewriter.rewrite(sections)
    let rewrites = ReportRewrites(
      sections: result.sections, records: result.records, calls: await chain.calls)
    if let remark = rewrites.remark { notice(remark.en) }
    await tell(rewrites, document.run)
    return rewrites
  }

  /// Says of each server whether it answers.
  public func serverStates() async -> [String] {
    let chain = ChatChain(options, environment: environment)
    return await chain.silences().map { server, failure in
      failure.map { "The language model \"\(server)\" does not answer: \($0)." }
        ?? "The language model \"\(server)\" answers."
    }
  }

  private func tell(_ rewrites: ReportRewrites, _ run: String) async {
    let telemetry = options.telemetry
    if let path = telemetry.metrics {
      let text = MetricsText(
        rewrites.calls, paragraphs: rewrites.paragraphs, rejections: rewrites.rejections
      ).text
      let place = self.place(path)
      do { try Data(text.utf8).write(to: URL(fileURLWithPath: place), options: .atomic) } catch {
        notice("\(place): the metrics could not be written.")
      }
    }
    guard telemetry.traces != nil || telemetry.endpoint != nil, !rewrites.calls.isEmpty,
      let line = try? SpanDocument(
        rewrites.calls, run: run, paragraphs: rewrites.paragraphs,
        version: LiftwerkVersion.current
      ).line()
    else { return }
    if let path = telemetry.traces, !Self.append(line + Data("\n".utf8), to: place(path)) {
      notice("\(place(path)): the traces could not be written.")
    }
    if let endpoint = telemetry.endpoint, let reason = await SpanExport.send(line, to: endpoint) {
      notice("\(endpoint): the traces did not arrive: \(reason).")
    }
  }

  private func place(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(directory)/\(path)"
  }

  /// Adds a line to a file that its owner alone can read; it may hold texts of reports.
  private static func append(_ line: Data, to path: String) -> Bool {
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    }
    guard let file = FileHandle(forWritingAtPath: path) else { return false }
    defer { try? file.close() }
    do {
      try file.seekToEnd()
      try file.write(contentsOf: line)
      return true
    } catch {
      return false
    }
  }
}
