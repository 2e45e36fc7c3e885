import Foundation
import FoundationNetworking

/// Asks one server, and asks again where that may help.
struct ChatServer: Sendable {
  /// What came of asking, with what a trace tells of it.
  struct Reply: Sendable {
    var result: Result<ChatAnswer, ChatFailure>
    /// How often the server was asked.
    var attempts: Int
    /// Seconds from the last request to the first word.
    var firstToken: Double?
    /// The tokens of all attempts.
    var spent: TokenUsage
  }

  let options: ChatServerOptions
  private let key: SecretKey?
  private let schedule: RetrySchedule
  /// The most bytes of an answer with all that surrounds its text.
  private static let maximumBytes = 8 << 20

  /// Prepares to ask.
  ///
  /// - Parameter environment: where the key is.
  init(
    _ options: ChatServerOptions, environment: [String: String],
    schedule: RetrySchedule = RetrySchedule()
  ) {
    self.options = options
    key = options.keyVariable.flatMap { SecretKey(environment[$0]) }
    self.schedule = schedule
  }

  /// Asks; everything together takes no longer than the total limit.
  func ask(_ question: ChatQuestion) async -> Reply {
    var reply = Reply(
      result: .failure(ChatFailure(.keyMissing, "")), attempts: 0, spent: TokenUsage())
    if let variable = options.keyVariable, key == nil {
      reply.result = .failure(
        ChatFailure(.keyMissing, "the environment variable \(variable) holds no key"))
      return reply
    }
    let body = question.body(options)
    let hash = question.hash(options)
    let end = ContinuousClock.now + .seconds(options.timeout.total)
    var tries = 0
    while true {
      let attempt = await ChatAttempt(
        server: options, request: request(body), asked: question.mostTokens(options), end: end,
        limit: Self.maximumBytes
      ).result()
      reply.attempts += 1
      reply.firstToken = attempt.firstToken
      reply.result = attempt.result
      switch attempt.result {
      case .success(let answer):
        reply.spent = reply.spent + answer.usage
        return reply
      case .failure(let failure):
        reply.spent = reply.spent + failure.usage
        // A server that loads its model is waited for as long as the total limit allows.
        guard failure.isPassing, failure.kind == .loading || tries < options.retries,
          let wait = schedule.wait(after: tries, of: hash, failure),
          ContinuousClock.now + .seconds(wait) < end
        else { return reply }
        tries += 1
        do { try await Task.sleep(for: .seconds(wait)) } catch {
          reply.result = .failure(ChatFailure(.cancelled, "it was cancelled"))
          return reply
        }
      }
    }
  }

  /// Whether the server answers: its list of models is asked for.
  ///
  /// - Returns: nil if it does, else what is wrong.
  func silence() async -> ChatFailure? {
    if let variable = options.keyVariable, key == nil {
      return ChatFailure(.keyMissing, "the environment variable \(variable) holds no key")
    }
    guard var request = base("/models") else { return nil }
    request.httpMethod = "GET"
    let limit = options.timeout.connect
    let probe = request
    return await withTaskGroup(of: ChatFailure?.self) { group in
      group.addTask {
        do {
          for try await event in HTTPExchange.events(probe, limit: 1 << 20) {
            if case .head(let status, _, let after) = event {
              return status == 200 ? nil : ChatAttempt.failure(status: status, retryAfter: after)
            }
          }
        } catch {}
        return ChatFailure(.unreachable, "there is no connection to the server")
      }
      group.addTask {
        try? await Task.sleep(for: .seconds(limit))
        return ChatFailure(.connectTimeout, "the server did not answer within \(limit) seconds")
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
  }

  private func base(_ path: String) -> URLRequest? {
    let start = options.url.hasSuffix("/") ? String(options.url.dropLast()) : options.url
    guard let url = URL(string: start + path) else { return nil }
    var request = URLRequest(url: url)
    if let key { request.setValue(key.authorization, forHTTPHeaderField: "Authorization") }
    return request
  }

  private func request(_ body: Data) -> URLRequest? {
    guard var request = base("/chat/completions") else { return nil }
    request.httpMethod = "POST"
    request.httpBody = body
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.setValue("text/event-stream, application/json", forHTTPHeaderField: "Accept")
    return request
  }
}
