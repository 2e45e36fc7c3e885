import Foundation
import FoundationNetworking
import Synchronization

/// One HTTP request and what comes back, as it comes; redirections are not followed, since they could lead
/// a text or a key elsewhere.
struct HTTPExchange: Sendable {
  /// What happens, in order.
  enum Event: Sendable {
    /// There is a connection, and the request was sent.
    case sent
    /// The head of the answer.
    case head(status: Int, type: String, retryAfter: String?)
    /// Bytes of the answer.
    case data(Data)
  }

  /// Why it ended early.
  enum Failure: Error {
    case unreachable
    case cutOff
    case tooLarge
  }

  /// Starts a request; it is cancelled when nobody reads any more.
  ///
  /// - Parameters:
  ///   - limit: the most bytes that the answer may have.
  ///   - heard: told of each event the moment it happens, also while nobody has time to read.
  static func events(
    _ request: URLRequest, limit: Int, heard: @escaping @Sendable (Event) -> Void = { _ in }
  ) -> AsyncThrowingStream<Event, any Error> {
    AsyncThrowingStream { continuation in
      let listener = Listener(continuation, limit: limit, heard)
      let configuration = URLSessionConfiguration.ephemeral
      // Time limits are kept by whoever reads.
      configuration.timeoutIntervalForRequest = 7200
      configuration.httpCookieStorage = nil
      configuration.urlCache = nil
      let session = URLSession(configuration: configuration, delegate: listener, delegateQueue: nil)
      let task = session.dataTask(with: request)
      continuation.onTermination = { _ in
        task.cancel()
        session.finishTasksAndInvalidate()
      }
      task.resume()
    }
  }

  private final class Listener: NSObject, URLSessionDataDelegate, Sendable {
    private let continuation: AsyncThrowingStream<Event, any Error>.Continuation
    private let limit: Int
    private let heard: @Sendable (Event) -> Void
    private let received = Mutex(0)
    private let hasHead = Mutex(false)

    init(
      _ continuation: AsyncThrowingStream<Event, any Error>.Continuation, limit: Int,
      _ heard: @escaping @Sendable (Event) -> Void
    ) {
      self.continuation = continuation
      self.limit = limit
      self.heard = heard
    }

    private func tell(_ event: Event) {
      heard(event)
      continuation.yield(event)
    }

    func urlSession(
      _ session: URLSession, task: URLSessionTask, didSendBodyData bytes: Int64,
      totalBytesSent: Int64, totalBytesExpectedToSend: Int64
    ) {
      tell(.sent)
    }

    func urlSession(
      _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
      completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
      hasHead.withLock { $0 = true }
      let head = response as? HTTPURLResponse
      tell(
        .head(
          status: head?.statusCode ?? 0,
          type: head?.value(forHTTPHeaderField: "Content-Type")?.lowercased() ?? "",
          retryAfter: head?.value(forHTTPHeaderField: "Retry-After")))
      completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
      let total = received.withLock { count in
        count += data.count
        return count
      }
      if total > limit {
        continuation.finish(throwing: Failure.tooLarge)
      } else {
        tell(.data(data))
      }
    }

    func urlSession(
      _ session: URLSession, task: URLSessionTask,
      willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
      completionHandler: @escaping (URLRequest?) -> Void
    ) {
      completionHandler(nil)
    }

    func urlSession(
      _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
    ) {
      guard error != nil else { return continuation.finish() }
      let isUnderWay = hasHead.withLock { $0 }
      continuation.finish(throwing: isUnderWay ? Failure.cutOff : Failure.unreachable)
    }
  }
}
