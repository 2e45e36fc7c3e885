public import Findings
public import Foundation
public import Knowledge
public import LanguageModels
public import Narrative

/// Answers questions about finished runs: `liftwerk report ask`.
///
/// Nothing is written: no run, no report, no cache.
public struct Asking: Sendable {
  private let sources: ReportSources
  private let options: LanguageModelOptions?
  private let passages: KnowledgePassages?
  private let environment: [String: String]
  private let firstWait: Double

  /// Prepares to answer.
  ///
  /// - Parameters:
  ///   - sources: the finished runs.
  ///   - store: documents that answers may quote, if there are any.
  ///   - languageModel: models that may choose the steps of the search and reword the answer.
  ///   - environment: where keys are.
  ///   - firstWait: the first wait before a request is repeated, in seconds.
  public init(
    _ sources: ReportSources, store: KnowledgeStore? = nil,
    languageModel: LanguageModelOptions? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment, firstWait: Double = 0.5
  ) {
    self.sources = sources
    options = languageModel
    passages = store.map { KnowledgePassages(store: $0) }
    self.environment = environment
    self.firstWait = firstWait
  }

  /// Answers a question.
  ///
  /// - Parameters:
  ///   - question: the question, in English or German.
  ///   - language: the language of the answer; nil takes that of the question.
  ///   - fallback: the language where that of the question cannot be told.
  /// - Returns: the answer, which may be that there is none.
  /// - Throws: `LiftwerkError` with code `usage` if the question is empty or too long.
  public func answer(
    _ question: String, language: Language? = nil, fallback: Language = .en
  ) async throws(LiftwerkError) -> Answer {
    let chain = options.map { ChatChain($0, environment: environment, firstWait: firstWait) }
    let asker = Asker(
      evidence, language: language, fallback: fallback, passages: passages, chain: chain)
    do {
      return try await asker.answer(question)
    } catch {
      throw LiftwerkError(.usage, error.description)
    }
  }

  private var evidence: Evidence {
    Evidence(
      latest: sources.materials.map(\.evidence), earlier: sources.earlier.map(\.evidence),
      testedChannels: sources.materials.flatMap(\.testedChannels))
  }
}

extension ReportMaterial {
  fileprivate var evidence: Evidence.Source {
    Evidence.Source(run: run.hash, method: part.method, findings: findings)
  }
}
