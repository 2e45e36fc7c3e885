import Foundation
import FoundationNetworking
import Testing

/// A running server and how to speak with it.
private final class Server {
  static let token = "end-to-end-token-0123456789"
  let running: Running
  let port: Int

  static var path: String {
    Bundle.module.bundleURL.deletingLastPathComponent().appendingPathComponent("liftwerk-server")
      .path
  }

  init(in folder: TemporaryFolder, _ more: [String] = []) throws {
    running = try Running(
      Self.path, ["--ledger", "bandit.sqlite", "--port", "0"] + more, in: folder,
      environment: ["LIFTWERK_TOKEN": Self.token])
    try running.waitForErrors(containing: "Listening on")
    port = try #require(
      running.errorsText.firstMatch(of: /:(\d+)\.\n/).flatMap { Int($0.1) }, "\(running.errorsText)"
    )
  }

  func ask(
    _ method: String, _ path: String, _ body: String = "", token: String = token
  ) async throws -> (status: Int, json: [String: Any]) {
    var request = URLRequest(
      url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")), timeoutInterval: 20)
    request.httpMethod = method
    if method == "POST" { request.httpBody = Data(body.utf8) }
    request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
    let (data, response) = try await URLSession.shared.data(for: request)
    let json = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    return ((response as? HTTPURLResponse)?.statusCode ?? 0, json ?? [:])
  }
}

@Suite("The server of a bandit", .serialized)
struct ServerTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("project: x\nbandit: {live: {arms: [a, b]}}\n", to: "liftwerk.yaml")
  }

  @Test("answers, refuses, and ends well on SIGTERM") func serves() async throws {
    let server = try Server(in: folder, ["--learn", "--pid-file", "pid", "--body-bytes", "1000"])
    #expect(try await server.ask("GET", "/health").status == 200)
    let decision = try await server.ask("POST", "/decide")
    #expect(decision.status == 200 && decision.json["arm"] != nil, "\(decision)")
    #expect(try await server.ask("POST", "/decide", token: "wrong").status == 401)
    #expect(try await server.ask("POST", "/outcome", "{").status == 400)
    let large = String(repeating: " ", count: 5000)
    #expect(try await server.ask("POST", "/outcome", large).status == 413)
    #expect(try await server.ask("GET", "/metrics").status == 200)
    #expect(folder.text("pid") != nil)
    let stop = try Program.run(["bandit", "stop", "--pid-file", "pid"], in: folder)
    #expect(stop.code == 0, "\(stop.errors)")
    #expect(try server.running.wait().code == 0)
    #expect(folder.text("pid") == nil)
  }

  @Test("killed at any moment it loses no acknowledged outcome (quick: 5 times)")
  func killed() async throws {
    var acknowledged: [String] = []
    for round in 0..<5 {
      let server = try Server(in: folder, round == 0 ? ["--learn"] : [])
      // What was acknowledged in the rounds before is there.
      for body in acknowledged {
        let answer = try await server.ask("POST", "/outcome", body)
        #expect(answer.json["repeated"] as? Int == 1 && answer.json["added"] as? Int == 0)
      }
      let killer = Task { [process = server.running.identifier] in
        try await Task.sleep(for: .milliseconds(40 + 37 * round))
        kill(process, SIGKILL)
      }
      for number in 0..<10_000 {
        guard let decision = try? await server.ask("POST", "/decide").json["decision"] as? Int
        else { break }
        let body = "{\"key\": \"r\(round)-\(number)\", \"decision\": \(decision), \"time\": 1}"
        guard let answer = try? await server.ask("POST", "/outcome", body) else { break }
        if answer.status == 200 { acknowledged.append(body) }
      }
      try await killer.value
      _ = try server.running.wait()
    }
    #expect(!acknowledged.isEmpty)
  }

  @Test("says what is missing before it listens") func refusals() throws {
    let bare = try Program.run(Server.path, ["--ledger", "bandit.sqlite"], in: folder)
    #expect(bare.code == 64 && bare.errors.contains("LIFTWERK_TOKEN"), "\(bare.errors)")
    try folder.write("secret-secret-secret", to: "token")
    chmod("\(folder.path)/token", 0o644)
    let open = try Program.run(
      Server.path, ["--ledger", "bandit.sqlite", "--token-file", "token"], in: folder)
    #expect(open.code == 64 && open.errors.contains("chmod 600"), "\(open.errors)")
    chmod("\(folder.path)/token", 0o600)
    let ledger = try Program.run(
      Server.path, ["--ledger", "weekly.csv", "--token-file", "token"], in: folder)
    #expect(ledger.code == 74 && ledger.errors.contains("no ledger"), "\(ledger.errors)")
    try folder.write("project: x\n", to: "liftwerk.yaml")
    let section = try Program.run(
      Server.path, ["--ledger", "bandit.sqlite", "--token-file", "token"], in: folder)
    #expect(section.code == 78 && section.errors.contains("live"), "\(section.errors)")
    let help = try Program.run(Server.path, ["--help"], in: folder)
    #expect(help.code == 0 && help.output.contains("EXAMPLES"))
    let serve = try Program.run(["bandit", "serve", "--help"], in: folder)
    #expect(serve.code == 0 && serve.output.contains("liftwerk-server"))
    let nobody = try Program.run(["bandit", "stop", "--pid-file", "none"], in: folder)
    #expect(nobody.code == 66, "\(nobody.errors)")
  }
}
