import Foundation
import LanguageModels
import Testing

@Suite("Options of language models")
struct LanguageModelOptionsTests {
  private func problem(_ json: String) -> String? {
    do {
      _ = try JSONDecoder().decode(LanguageModelOptions.self, from: Data(json.utf8))
      return nil
    } catch DecodingError.dataCorrupted(let context) {
      return context.debugDescription
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "let texts leave this machine only where the project says so",
    arguments: [
      "https://api.example.com/v1", "http://192.168.1.4:8080/v1", "http://127.0.0.1.example.com/v1",
      "http://localhost.example.com/v1", "http://0.0.0.0:8080/v1",
    ])
  func remote(url: String) {
    let server = "{\"url\": \"\(url)\", \"model\": \"m\"}"
    #expect(problem("{\"servers\": [\(server)]}")?.contains("allow_remote") == true)
    #expect(problem("{\"servers\": [\(server)], \"allow_remote\": true}") == nil)
  }

  @Test(
    "take this machine by any of its names",
    arguments: [
      "http://127.0.0.1:8080/v1", "http://localhost:11434/v1", "http://[::1]:8080/v1",
      "http://127.1.2.3/v1",
    ])
  func local(url: String) {
    #expect(problem("{\"servers\": [{\"url\": \"\(url)\", \"model\": \"m\"}]}") == nil)
  }

  @Test("refuse a key in the project without repeating it, and a key on an open line")
  func keys() {
    let pasted = problem(
      #"{"servers": [{"url": "http://127.0.0.1/v1", "model": "m", "key_env": "sk-abc-123"}]}"#)
    #expect(pasted?.contains("environment variable") == true && pasted?.contains("sk-abc") == false)
    let open = problem(
      #"{"servers": [{"url": "http://x.example/v1", "model": "m", "key_env": "K"}], "allow_remote": true}"#
    )
    #expect(open?.contains("https") == true)
    let inURL = problem(#"{"servers": [{"url": "http://u:secret@127.0.0.1/v1", "model": "m"}]}"#)
    #expect(inURL?.contains("password") == true && inURL?.contains("secret") == false)
  }

  @Test(
    "refuse what makes no sense",
    arguments: [
      (#"{"servers": []}"#, "one to eight"),
      (#"{"servers": [{"url": "ftp://127.0.0.1/", "model": "m"}]}"#, "address"),
      (#"{"servers": [{"url": "http://127.0.0.1/v1", "model": "m", "retrys": 1}]}"#, "retries"),
      (#"{"servers": [{"url": "http://127.0.0.1/v1", "model": "m", "retries": 99}]}"#, "0 to 10"),
      (
        #"{"servers": [{"url": "http://127.0.0.1/v1", "model": "m", "timeout": {"total": 0}}]}"#,
        "seconds above 0"
      ),
      (
        #"{"servers": [{"url": "http://127.0.0.1/v1", "model": "m"}], "budget": {"cost": -1}}"#,
        "budget.cost"
      ),
      (
        #"{"servers": [{"url": "http://127.0.0.1/v1", "model": "m"}], "telemetry": {"endpoint": "http://o.example/"}}"#,
        "telemetry.endpoint"
      ),
    ])
  func senseless(json: String, hint: String) {
    let message = problem(json)
    #expect(message?.contains(hint) == true, "\(message ?? "accepted")")
  }
}
