import Foundation

/// Answers of a chat server, as bytes.
public enum ChatScript {
  /// A head with a status and a type.
  public static func head(
    _ status: String = "200 OK", type: String = "text/event-stream", _ more: String = ""
  ) -> LoopbackServer.Step {
    .send("HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\n\(more)Connection: close\r\n\r\n")
  }

  /// A stream that says a text in pieces.
  public static func stream(
    _ text: String, finish: String = "stop", usage: (Int, Int)? = (100, 20)
  ) -> [LoopbackServer.Step] {
    let characters = Array(text)
    var steps = [head(), event(["role": "assistant", "content": NSNull()], nil)]
    for start in stride(from: 0, to: characters.count, by: 40) {
      let piece = String(characters[start..<min(start + 40, characters.count)])
      steps.append(event(["content": piece], nil))
    }
    steps.append(event([:], finish))
    if let usage {
      steps.append(
        .send(
          "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":\(usage.0),"
            + "\"completion_tokens\":\(usage.1)}}\n\n"))
    }
    return steps + [.send("data: [DONE]\n\n")]
  }

  /// The answer that a form with one list asks for.
  public static func sentences(_ texts: [String]) -> String {
    let data = try? JSONSerialization.data(
      withJSONObject: ["sentences": texts], options: [.withoutEscapingSlashes])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  /// The sentences that a request asks to reword.
  public static func asked(_ request: LoopbackServer.Request) -> [String] {
    guard
      let body = try? JSONSerialization.jsonObject(with: Data(request.body.utf8)) as? [String: Any],
      let messages = body["messages"] as? [[String: Any]],
      let text = messages.last?["content"] as? String,
      let fields = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    else { return [] }
    return fields["sentences"] as? [String] ?? []
  }

  /// The instructions of a request.
  public static func instructions(_ request: LoopbackServer.Request) -> String {
    let body = try? JSONSerialization.jsonObject(with: Data(request.body.utf8)) as? [String: Any]
    let messages = body?["messages"] as? [[String: Any]]
    return messages?.first?["content"] as? String ?? ""
  }

  private static func event(_ delta: [String: Any], _ finish: String?) -> LoopbackServer.Step {
    let chunk: [String: Any] = [
      "object": "chat.completion.chunk", "model": "fake-1",
      "choices": [
        ["index": 0, "delta": delta, "finish_reason": finish ?? NSNull()] as [String: Any]
      ],
    ]
    let data =
      (try? JSONSerialization.data(withJSONObject: chunk, options: [.sortedKeys])) ?? Data()
    return .send("data: \(String(decoding: data, as: UTF8.self))\n\n")
  }
}
