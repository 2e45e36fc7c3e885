public import Foundation
import Synchronization

/// A bandit behind requests: `POST /decide`, `POST /outcome`, `GET /health`, `GET /metrics`.
///
/// It knows nothing of sockets, so that it is tested without them.
public final class BanditService: Sendable {
  /// What the one who starts the service chooses.
  public struct Limits: Sendable {
    /// Requests a second for each token in the long run.
    public var rate = 10_000.0
    /// Requests at once for each token.
    public var burst = 20_000.0
    /// Bytes of a body.
    public var bodyBytes = 1 << 20
    /// Seconds after which to look for a new version, or the kill switch, in the ledger.
    public var refresh = 5.0

    /// The defaults.
    public init() {}
  }

  /// The counts.
  public let metrics = ServiceMetrics()
  /// The limits.
  public let limits: Limits
  private let tokens: BearerTokens
  private let commits: CommitThread
  private let buckets: Mutex<[TokenBucket]>
  private let uptime: @Sendable () -> Double

  /// Takes up a bandit and its ledger.
  ///
  /// - Parameters:
  ///   - clock: now, in seconds since 1970.
  ///   - uptime: the seconds of a clock that never goes back.
  /// - Throws: `BanditError` where the options contradict themselves or the ledger cannot be taken up.
  public init(
    _ options: BanditOptions, ledger: BanditLedger, tokens: BearerTokens,
    limits: Limits = Limits(),
    clock: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 },
    uptime: @escaping @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime }
  ) throws(BanditError) {
    guard limits.rate > 0, limits.burst >= 1, limits.bodyBytes >= 2, limits.refresh > 0 else {
      throw .badOptions(
        "Rate, burst, body size and refresh must be positive, the burst at least 1.")
    }
    self.tokens = tokens
    self.limits = limits
    self.uptime = uptime
    commits = try CommitThread(
      options: options, ledger: ledger, metrics: metrics, refresh: limits.refresh, clock: clock)
    let now = uptime()
    buckets = Mutex(
      (0..<tokens.count).map { _ in
        TokenBucket(rate: limits.rate, burst: limits.burst, now: now)
      })
  }

  /// Answers what waits, then takes no more: what was acknowledged is on the disk.
  public func end() { commits.end() }

  /// Answers a request.
  public func respond(to request: ServiceRequest) async -> ServiceResponse {
    let begin = uptime()
    let response: ServiceResponse
    do {
      response = try await answer(request)
    } catch {
      response = ServiceFailure(error).response
    }
    metrics.count(
      response.status, path: Self.routes[request.path] == nil ? "other" : request.path,
      seconds: uptime() - begin)
    return response
  }

  /// The paths and their methods.
  private static let routes = [
    "/decide": "POST", "/outcome": "POST", "/health": "GET", "/metrics": "GET",
  ]

  private func answer(_ request: ServiceRequest) async throws -> ServiceResponse {
    guard let method = Self.routes[request.path] else {
      throw ServiceFailure(404, "no_such_path", "There is /decide, /outcome, /health and /metrics.")
    }
    guard request.method == method else {
      throw ServiceFailure(
        405, "wrong_method", "\(request.path) takes \(method).", allow: method)
    }
    // Whoever watches the process needs no secret, and learns nothing else.
    if request.path == "/health" { return ServiceResponse(200, encoding: ["status": "ok"]) }
    guard let owner = tokens.owner(ofHeader: request.authorization) else {
      throw ServiceFailure(
        401, "wrong_token",
        "Send the header Authorization: Bearer TOKEN with a token of the server.")
    }
    if let wait = buckets.withLock({ $0[owner].take(now: uptime()) }) {
      throw ServiceFailure(
        429, "too_many", "Too many requests for this token.",
        retryAfter: max(Int(wait.rounded(.up)), 1))
    }
    guard let body = request.body, body.count <= limits.bodyBytes else {
      throw ServiceFailure(
        413, "too_large", "A body may have \(limits.bodyBytes) bytes.")
    }
    switch request.path {
    case "/decide": return try await decide(body)
    case "/outcome": return try await record(body)
    default:
      var response = ServiceResponse(200, Data(metrics.text.utf8))
      response.contentType = "text/plain; version=0.0.4; charset=utf-8"
      return response
    }
  }

  private func decide(_ body: Data) async throws -> ServiceResponse {
    if !body.isEmpty {
      guard let object = try? JSONSerialization.jsonObject(with: body) as? [String: Any],
        object.isEmpty
      else {
        throw ServiceFailure(400, "bad_json", "The body is empty, or an empty object.")
      }
    }
    guard let decision = try await commits.decide() else {
      throw ServiceFailure(
        503, "not_serving",
        "No shares are in force: the bandit has not learned yet, or its kill switch is thrown.",
        retryAfter: 5)
    }
    return ServiceResponse(200, encoding: DecisionBody(decision))
  }

  private func record(_ body: Data) async throws -> ServiceResponse {
    let ingestion = try await commits.record(OutcomeBody.outcomes(body))
    return ServiceResponse(
      200, encoding: ["added": ingestion.added, "repeated": ingestion.repeated])
  }
}
