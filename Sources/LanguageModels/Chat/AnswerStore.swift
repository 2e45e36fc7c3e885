public import Foundation

/// Where answers are kept between reports, by the hash of the request.
public protocol AnswerStore: Sendable {
  /// The bytes that were kept under a hash; nil if there are none to trust.
  func load(_ hash: String) -> Data?

  /// Keeps bytes under a hash; where that fails, the next report asks again.
  func save(_ bytes: Data, _ hash: String)
}
