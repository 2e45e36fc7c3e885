public import Foundation
import FoundationNetworking

/// Sends spans to a collector by OTLP/HTTP with JSON.
public enum SpanExport {
  /// Sends a document and waits five seconds at most.
  ///
  /// - Returns: why it did not arrive; nil if it did.
  public static func send(_ document: Data, to endpoint: String) async -> String? {
    guard let url = URL(string: endpoint) else { return "the address cannot be used" }
    var request = URLRequest(url: url)
    request.httpMethod = "POST"
    request.httpBody = document
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    let post = request
    return await withTaskGroup(of: String?.self) { group in
      group.addTask {
        do {
          for try await event in HTTPExchange.events(post, limit: 1 << 16) {
            if case .head(let status, _, _) = event {
              return (200..<300).contains(status) ? nil : "it answered with status \(status)"
            }
          }
        } catch {}
        return "there is no connection"
      }
      group.addTask {
        try? await Task.sleep(for: .seconds(5))
        return "it did not answer within 5 seconds"
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
  }
}
