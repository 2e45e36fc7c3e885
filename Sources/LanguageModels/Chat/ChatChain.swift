import Foundation

/// Asks servers one after the other until one gives an answer of the right form, within the budget of one
/// report; answers that were given before are taken from a store.
public actor ChatChain {
  /// An answer and who gave it.
  public struct Outcome: Sendable, Equatable {
    /// The server's name.
    public var server: String
    /// The model that was asked for; what the server calls itself is told to traces alone.
    public var model: String
    /// The texts of the answer.
    public var texts: [String]
    /// Whether it came from the store.
    public var isKept: Bool
    /// The servers that were asked before in vain.
    public var failures: [Failed]
  }

  /// A server that gave no answer, and why.
  public struct Failed: Sendable, Equatable {
    /// The server's name.
    public var server: String
    /// Why.
    public var failure: ChatFailure
  }

  /// Why no server answered: of each, in order.
  public struct Silence: Error, Sendable, Equatable {
    /// The servers and their failures.
    public var failures: [Failed]
  }

  /// All questions, in order.
  public private(set) var calls: [ChatCall] = []

  private let options: LanguageModelOptions
  private let servers: [ChatServer]
  private let store: (any AnswerStore)?
  private var begun: ContinuousClock.Instant?
  private var spent = 0
  private var paid = 0.0
  /// How often a server failed in a row.
  private var failures: [Int: Int] = [:]

  /// Prepares to ask.
  ///
  /// - Parameters:
  ///   - options: the servers and the budget.
  ///   - environment: where keys are.
  ///   - store: where answers are kept.
  ///   - firstWait: the first wait before a request is repeated, in seconds.
  public init(
    _ options: LanguageModelOptions, environment: [String: String],
    store: (any AnswerStore)? = nil, firstWait: Double = 0.5
  ) {
    self.options = options
    self.store = store
    servers = options.servers.map {
      ChatServer($0, environment: environment, schedule: RetrySchedule(base: firstWait))
    }
  }

  /// The texts that the first able server answers.
  ///
  /// - Throws: `Silence` if none does.
  public func ask(_ question: ChatQuestion) async throws(Silence) -> Outcome {
    var failures: [Failed] = []
    for (place, server) in servers.enumerated() {
      do throws(ChatFailure) {
        var outcome = try await ask(question, server, place)
        outcome.failures = failures
        return outcome
      } catch {
        failures.append(Failed(server: server.options.name, failure: error))
        if error.kind == .cancelled { break }
      }
    }
    throw Silence(failures: failures)
  }

  /// Which servers do not answer, in their order; nil for those that do.
  public func silences() async -> [(server: String, failure: ChatFailure?)] {
    var list: [(server: String, failure: ChatFailure?)] = []
    for server in servers { list.append((server.options.name, await server.silence())) }
    return list
  }

  private func ask(
    _ question: ChatQuestion, _ server: ChatServer, _ place: Int
  ) async throws(ChatFailure) -> Outcome {
    let hash = question.hash(server.options)
    if let outcome = kept(question, server, hash) { return outcome }
    guard failures[place, default: 0] < 2 else {
      throw ChatFailure(.givenUp, "the server failed twice in a row and is not asked any more")
    }
    let start = ContinuousClock.now
    let elapsed = begun.map { $0.duration(to: start) / .seconds(1) } ?? 0
    begun = begun ?? start
    if let refusal = options.budget.refusal(
      spent: spent, paid: paid, seconds: elapsed, next: question.mostTokens(server.options),
      price: server.options.price)
    {
      throw ChatFailure(.budget, refusal)
    }
    var call = newCall(server, question)
    let reply = await server.ask(question)
    call.end = Self.now
    call.attempts = reply.attempts
    call.firstToken = reply.firstToken
    call.usage = reply.spent
    call.cost = server.options.price.map { $0.cost(reply.spent) }
    spent += reply.spent.total
    paid += call.cost ?? 0
    defer { calls.append(call) }
    do throws(ChatFailure) {
      let answer = try reply.result.get()
      call.answered = answer.model
      call.finish = answer.finish
      call.content?.answer = answer.text
      failures[place] = 0
      let texts = try question.schema.texts(of: answer.text)
      if let store, let bytes = try? JSONEncoder().encode(answer) { store.save(bytes, hash) }
      return Outcome(
        server: server.options.name, model: server.options.model, texts: texts, isKept: false,
        failures: [])
    } catch {
      call.failure = error.kind
      if error.isOfServer { failures[place, default: 0] += 1 }
      throw error
    }
  }

  /// An answer from the store, if it still has the right form.
  private func kept(_ question: ChatQuestion, _ server: ChatServer, _ hash: String) -> Outcome? {
    guard let bytes = store?.load(hash),
      let answer = try? JSONDecoder().decode(ChatAnswer.self, from: bytes),
      let texts = try? question.schema.texts(of: answer.text)
    else { return nil }
    var call = newCall(server, question)
    call.answered = answer.model
    call.finish = answer.finish
    call.content?.answer = answer.text
    calls.append(call)
    return Outcome(
      server: server.options.name, model: server.options.model, texts: texts, isKept: true,
      failures: [])
  }

  private func newCall(_ server: ChatServer, _ question: ChatQuestion) -> ChatCall {
    let parts = URLComponents(string: server.options.url)
    let now = Self.now
    return ChatCall(
      server: server.options.name, host: parts?.host ?? "", port: parts?.port,
      model: server.options.model, start: now, end: now, attempts: 0, usage: TokenUsage(),
      maximumTokens: server.options.maximumTokens,
      content: options.telemetry.content
        ? ChatCall.Content(
          instructions: question.instructions, question: question.text, answer: "") : nil)
  }

  private static var now: UInt64 { UInt64(max(0, Date().timeIntervalSince1970) * 1e9) }
}
