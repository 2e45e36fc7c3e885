import Bandits
import Foundation
import Synchronization
import Testing

/// A service over a ledger in a folder of its own, with a clock that the test turns.
private final class ServiceBench: Sendable {
  static let token = "0123456789abcdef-token"
  let path: String
  let ledger: BanditLedger
  let service: BanditService

  static var options: BanditOptions { BanditOptions(arms: ["a", "b", "c"]) }

  init(
    hasLearned: Bool = true, _ change: (inout BanditService.Limits) -> Void = { _ in }
  ) throws {
    path = NSTemporaryDirectory() + "liftwerk-service-\(UUID().uuidString).sqlite"
    ledger = try BanditLedger(path: path)
    if hasLearned {
      let bandit = try LiveBandit(Self.options, ledger: ledger)
      _ = try bandit.learn(time: 1000)
    }
    var limits = BanditService.Limits()
    limits.refresh = 0.05
    change(&limits)
    service = try BanditService(
      Self.options, ledger: ledger, tokens: BearerTokens(lines: Self.token), limits: limits,
      clock: { 2000 })
  }

  deinit {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  func ask(
    _ method: String, _ path: String, _ body: String? = "", token: String? = ServiceBench.token
  ) async -> (status: Int, json: [String: Any], response: ServiceResponse) {
    let response = await service.respond(
      to: ServiceRequest(
        method: method, path: path, authorization: token.map { "Bearer \($0)" },
        body: body.map { Data($0.utf8) }))
    let json = try? JSONSerialization.jsonObject(with: response.body) as? [String: Any]
    return (response.status, json ?? [:], response)
  }

  func decide() async throws -> Int {
    let answer = await ask("POST", "/decide")
    try #require(answer.status == 200)
    return try #require(answer.json["decision"] as? Int)
  }
}

@Suite("A bandit behind requests") struct BanditServiceTests {
  private func code(_ json: [String: Any]) -> String {
    (json["error"] as? [String: Any])?["code"] as? String ?? ""
  }

  @Test("a decision comes with its propensity and is on the disk when it is let out")
  func decides() async throws {
    let bench = try ServiceBench()
    let answer = await bench.ask("POST", "/decide", "{}")
    #expect(answer.status == 200)
    #expect(["a", "b", "c"].contains(answer.json["arm"] as? String))
    let propensity = try #require(answer.json["propensity"] as? Double)
    #expect(propensity > 0 && propensity <= 1 && answer.json["version"] as? Int == 1)
    #expect(try bench.ledger.nextDecision() == 2)
    bench.service.end()
    #expect(await bench.ask("POST", "/decide").status == 503)
  }

  @Test("an outcome counts once, and is refused where it contradicts the ledger")
  func outcomes() async throws {
    let bench = try ServiceBench()
    let decision = try await bench.decide()
    let body = "{\"key\": \"k1\", \"decision\": \(decision), \"time\": 1500, \"conversions\": 1}"
    let first = await bench.ask("POST", "/outcome", body)
    #expect(first.status == 200 && first.json["added"] as? Int == 1)
    let second = await bench.ask("POST", "/outcome", body)
    #expect(second.json["added"] as? Int == 0 && second.json["repeated"] as? Int == 1)
    let other = await bench.ask("POST", "/outcome", body.replacing("1}", with: "2}"))
    #expect(other.status == 409 && code(other.json) == "conflict")
    let unknown = await bench.ask(
      "POST", "/outcome", "{\"key\": \"k2\", \"decision\": 99, \"time\": 1}")
    #expect(unknown.status == 404 && code(unknown.json) == "unknown_decision")
    // All or none: the good one of two is not kept.
    let mixed = await bench.ask(
      "POST", "/outcome",
      "{\"outcomes\": [{\"key\": \"k3\", \"decision\": \(decision), \"time\": 1}, "
        + "{\"key\": \"k4\", \"decision\": 99, \"time\": 1}]}")
    #expect(mixed.status == 404)
    let again = await bench.ask(
      "POST", "/outcome", "{\"key\": \"k3\", \"decision\": \(decision), \"time\": 1}")
    #expect(again.json["added"] as? Int == 1)
    bench.service.end()
  }

  @Test(
    "what cannot be read is refused with a code",
    arguments: [
      ("{", "bad_json"), ("[]", "bad_json"), ("", "bad_json"), ("\u{0}", "bad_json"),
      ("{\"key\": \"k\", \"time\": 1}", "bad_json"),
      ("{\"key\": \"k\", \"decision\": \"1\", \"time\": 1}", "bad_json"),
      ("{\"key\": \"k\", \"decision\": 1, \"time\": 1, \"conversion\": 1}", "bad_json"),
      ("{\"key\": \"k\", \"decision\": 1, \"time\": 1, \"conversions\": -1}", "bad_data"),
      ("{\"key\": \"\", \"decision\": 1, \"time\": 1}", "bad_data"),
      ("{\"outcomes\": []}", "bad_data"),
    ])
  func malformed(body: String, code wanted: String) async throws {
    let bench = try ServiceBench()
    _ = try await bench.decide()
    let answer = await bench.ask("POST", "/outcome", body)
    #expect(answer.status == 400 && code(answer.json) == wanted, "\(answer)")
    bench.service.end()
  }

  @Test("tokens, methods, paths, sizes and rates are kept") func gates() async throws {
    let bench = try ServiceBench {
      $0.bodyBytes = 64
      $0.rate = 0.001
      $0.burst = 3
    }
    for token in [nil, "", "wrong", ServiceBench.token + "x"] {
      let answer = await bench.ask("POST", "/decide", token: token)
      #expect(answer.status == 401 && code(answer.json) == "wrong_token")
    }
    #expect(await bench.ask("GET", "/health", token: nil).status == 200)
    let method = await bench.ask("GET", "/decide")
    #expect(method.status == 405 && method.response.allow == "POST")
    #expect(await bench.ask("GET", "/nothing").status == 404)
    let large = await bench.ask("POST", "/outcome", String(repeating: " ", count: 65))
    #expect(large.status == 413 && code(large.json) == "too_large")
    #expect(await bench.ask("POST", "/outcome", nil).status == 413)
    #expect(await bench.ask("POST", "/decide").status == 200)
    let limited = await bench.ask("POST", "/decide")
    #expect(limited.status == 429 && (limited.response.retryAfter ?? 0) > 900)
    bench.service.end()
  }

  @Test("decisions that come together share transactions and never a number") func together()
    async throws
  {
    let bench = try ServiceBench()
    let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<400 { group.addTask { try await bench.decide() } }
      return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
    }
    #expect(numbers == Set(1...400))
    let text = bench.service.metrics.text
    #expect(text.contains("liftwerk_bandit_decisions_total 400\n"))
    let commits = text.firstMatch(of: /commits_total (\d+)\n/).flatMap { Int($0.1) }
    #expect(try #require(commits) < 400)
    bench.service.end()
    #expect(try bench.ledger.nextDecision() == 401)
  }

  @Test("without shares, and after the kill switch, nobody is served") func failsClosed()
    async throws
  {
    let bench = try ServiceBench(hasLearned: false)
    let before = await bench.ask("POST", "/decide")
    #expect(before.status == 503 && code(before.json) == "not_serving")
    // Another process learns, then throws the switch.
    let bandit = try LiveBandit(ServiceBench.options, ledger: bench.ledger)
    _ = try bandit.learn(time: 3000)
    try await Task.sleep(for: .milliseconds(200))
    #expect(await bench.ask("POST", "/decide").status == 200)
    #expect(bench.service.metrics.text.contains("liftwerk_bandit_serving 1"))
    try bench.ledger.stop(reason: "test", time: 3001)
    try await Task.sleep(for: .milliseconds(200))
    #expect(await bench.ask("POST", "/decide").status == 503)
    #expect(bench.service.metrics.text.contains("liftwerk_bandit_serving 0"))
    bench.service.end()
  }

  @Test("decisions of another process do not make numbers twice") func taken() async throws {
    let bench = try ServiceBench { $0.refresh = 100_000 }
    let first = try await bench.decide()
    let bandit = try LiveBandit(ServiceBench.options, ledger: bench.ledger)
    _ = bandit.decide(time: 2500)
    try bandit.flush()
    // The clash is told to whoever came then; the next one is served.
    #expect(await bench.ask("POST", "/decide").status != 200)
    #expect(try await bench.decide() == first + 2)
    bench.service.end()
  }

  @Test("metrics count answers by code and path, and time") func metrics() async throws {
    let bench = try ServiceBench()
    _ = try await bench.decide()
    _ = await bench.ask("GET", "/<script>")
    let answer = await bench.ask("GET", "/metrics")
    let text = String(decoding: answer.response.body, as: UTF8.self)
    #expect(answer.response.contentType.hasPrefix("text/plain"))
    #expect(text.contains("liftwerk_bandit_requests_total{code=\"200\",path=\"/decide\"} 1\n"))
    #expect(text.contains("liftwerk_bandit_requests_total{code=\"404\",path=\"other\"} 1\n"))
    #expect(text.contains("le=\"+Inf\"} 2\n") && text.contains("liftwerk_bandit_version 1\n"))
    bench.service.end()
  }
}

@Suite("Tokens and rates") struct TokenTests {
  @Test("tokens are compared whole, and weak ones refused") func tokens() throws {
    let tokens = try BearerTokens(lines: "first-token-123456\n\n second-token-12345 \n")
    #expect(tokens.count == 2)
    #expect(tokens.owner(ofHeader: "Bearer first-token-123456") == 0)
    #expect(tokens.owner(ofHeader: "bearer second-token-12345") == 1)
    for header in [nil, "", "Bearer", "Bearer ", "Bearer first-token-12345", "Basic x"] {
      #expect(tokens.owner(ofHeader: header) == nil)
    }
    for lines in ["", "\n", "short", "with space in the token", "ümlaut-ümlaut-ümlaut"] {
      #expect(throws: BanditError.self) { try BearerTokens(lines: lines) }
    }
  }

  @Test("a bucket allows a burst, then its rate, and a clock that goes back gives nothing")
  func bucket() {
    var bucket = TokenBucket(rate: 2, burst: 3, now: 10)
    for _ in 0..<3 { #expect(bucket.take(now: 10) == nil) }
    #expect(bucket.take(now: 10) == 0.5)
    #expect(bucket.take(now: 9) == 0.5)
    #expect(bucket.take(now: 10.5) == nil && bucket.take(now: 10.5) != nil)
    for _ in 0..<3 { #expect(bucket.take(now: 1000) == nil) }
    #expect(bucket.take(now: 1000) != nil)
  }
}
