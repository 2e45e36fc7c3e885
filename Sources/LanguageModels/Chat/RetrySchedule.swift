import Crypto
import Foundation

/// How long to wait before a request is repeated: twice as long each time, with a jitter that the request
/// decides, so that several programs do not come back together and one program always waits alike.
struct RetrySchedule: Sendable {
  /// The first wait, in seconds.
  var base = 0.5
  /// The longest wait.
  var longest = 20.0

  /// The wait after an attempt, counted from zero.
  ///
  /// - Returns: nil if the server asks for more than the longest wait: then it is better not to wait.
  func wait(after attempt: Int, of request: String, _ failure: ChatFailure) -> Double? {
    let raw = base * Double(1 << min(attempt, 10)) * (0.75 + 0.5 * Self.jitter(request, attempt))
    let own = min(raw, longest)
    guard let asked = failure.retryAfter else { return own }
    return asked > longest ? nil : max(own, asked)
  }

  /// A number from 0 up to 1 that depends on the request and the attempt alone.
  static func jitter(_ request: String, _ attempt: Int) -> Double {
    let bytes = Array(SHA256.hash(data: Data("\(request) \(attempt)".utf8)).prefix(4))
    let number = bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return Double(number) / 4_294_967_296
  }
}
