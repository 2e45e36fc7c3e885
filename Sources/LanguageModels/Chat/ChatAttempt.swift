import Foundation
import FoundationNetworking
import Synchronization

/// One request to a server, within its limits of time.
struct ChatAttempt: Sendable {
  let server: ChatServerOptions
  let request: URLRequest?
  let asked: TokenUsage
  /// When the whole question has to be done.
  let end: ContinuousClock.Instant
  let limit: Int

  private enum Phase: Int, Sendable { case connecting, waiting, answering }

  private final class Progress: Sendable {
    private struct State {
      var phase = Phase.connecting
      var first: ContinuousClock.Instant?
      var spent = TokenUsage()
    }
    private let state = Mutex(State())

    func isPast(_ phase: Phase) -> Bool { state.withLock { $0.phase.rawValue > phase.rawValue } }
    var spent: TokenUsage { state.withLock { $0.spent } }
    var first: ContinuousClock.Instant? { state.withLock { $0.first } }

    /// Takes note of an event when it happens, since reading it may have to wait for a thread.
    func heard(_ event: HTTPExchange.Event, _ asked: TokenUsage) {
      state.withLock {
        if $0.phase == .connecting {
          $0.phase = .waiting
          $0.spent.input = asked.input
        }
        // A line that begins with a colon keeps the connection alive and says nothing.
        if case .data(let data) = event, data.first != 58 { $0.phase = .answering }
      }
    }

    func spoke(_ spent: TokenUsage) {
      state.withLock {
        $0.first = $0.first ?? .now
        $0.spent = spent
      }
    }
  }

  /// Asks, and gives up at the first limit.
  func result() async -> (result: Result<ChatAnswer, ChatFailure>, firstToken: Double?) {
    guard let request else {
      return (.failure(ChatFailure(.unreachable, "the address cannot be used")), nil)
    }
    let start = ContinuousClock.now
    let progress = Progress()
    let result = await withTaskGroup(of: Result<ChatAnswer, ChatFailure>?.self) { group in
      group.addTask {
        do throws(ChatFailure) { return .success(try await read(request, progress)) } catch {
          return .failure(error)
        }
      }
      group.addTask { await watch(from: start, progress).map { .failure($0) } }
      var result: Result<ChatAnswer, ChatFailure>?
      while result == nil, let next = await group.next() { result = next }
      group.cancelAll()
      return result ?? .failure(ChatFailure(.cancelled, "it was cancelled"))
    }
    return (result, progress.first.map { (start.duration(to: $0)) / .seconds(1) })
  }

  private func read(
    _ request: URLRequest, _ progress: Progress
  ) async throws(ChatFailure) -> ChatAnswer {
    var reader: ReplyReader?
    do {
      let events = HTTPExchange.events(
        request, limit: limit, heard: { progress.heard($0, asked) })
      for try await event in events {
        switch event {
        case .sent: break
        case .head(let status, let type, let retryAfter):
          guard status == 200 else { throw Self.failure(status: status, retryAfter: retryAfter) }
          reader = try ReplyReader(type: type, asked: asked)
        case .data(let data):
          try reader?.take(data)
          if let reader, reader.hasText { progress.spoke(reader.spent) }
        }
        if reader?.isDone == true { break }
      }
    } catch let failure as ChatFailure {
      throw failure
    } catch HTTPExchange.Failure.tooLarge {
      throw ChatFailure(.tooLarge, "the answer is larger than 8 MiB", usage: progress.spent)
    } catch HTTPExchange.Failure.cutOff {
      throw ChatFailure(.cutOff, "the connection broke off", usage: progress.spent)
    } catch {
      throw ChatFailure(.unreachable, "there is no connection to the server")
    }
    if Task.isCancelled { throw ChatFailure(.cancelled, "it was cancelled", usage: progress.spent) }
    guard var whole = reader else {
      throw ChatFailure(.notAnAnswer, "the server closed the connection without an answer")
    }
    return try whole.answer(server)
  }

  /// Waits for the limits; nil when the attempt is over before.
  private func watch(
    from start: ContinuousClock.Instant, _ progress: Progress
  ) async -> ChatFailure? {
    let limits: [(Phase, Double, ChatFailure.Kind, String)] = [
      (.connecting, server.timeout.connect, .connectTimeout, "there was no connection"),
      (.waiting, server.timeout.firstToken, .firstTokenTimeout, "there was no word"),
    ]
    for (phase, seconds, kind, what) in limits.sorted(by: { $0.1 < $1.1 }) {
      let due = start + .seconds(seconds)
      if due >= end { break }
      do { try await Task.sleep(until: due, clock: .continuous) } catch { return nil }
      if !progress.isPast(phase) {
        return ChatFailure(kind, "\(what) within \(seconds) seconds", usage: progress.spent)
      }
    }
    do { try await Task.sleep(until: end, clock: .continuous) } catch { return nil }
    return ChatFailure(
      .totalTimeout, "there was no whole answer within \(server.timeout.total) seconds",
      usage: progress.spent)
  }

  /// What a status other than 200 means.
  static func failure(status: Int, retryAfter: String?) -> ChatFailure {
    let asked = retryAfter.flatMap { Double($0.trimmingCharacters(in: .whitespaces)) }
      .flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    let detail = "the server answered with status \(status)"
    switch status {
    case 408, 429: return ChatFailure(.rateLimited, detail, retryAfter: asked)
    case 503: return ChatFailure(.loading, detail, retryAfter: asked)
    case 500...599: return ChatFailure(.serverFault, detail, retryAfter: asked)
    case 200: return ChatFailure(.notAnAnswer, detail)
    default: return ChatFailure(.refused, detail)
    }
  }
}
