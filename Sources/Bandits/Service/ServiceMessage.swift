public import Foundation

/// A request as the service sees it, whoever read it from a socket.
public struct ServiceRequest: Sendable {
  /// The method: `POST`.
  public var method: String
  /// The path without its query.
  public var path: String
  /// The `Authorization` header.
  public var authorization: String?
  /// The body; nil where it was larger than allowed and not read.
  public var body: Data?

  /// Makes a request.
  public init(method: String, path: String, authorization: String? = nil, body: Data? = Data()) {
    self.method = method
    self.path = path
    self.authorization = authorization
    self.body = body
  }
}

/// An answer.
public struct ServiceResponse: Sendable, Equatable {
  /// The HTTP status.
  public var status: Int
  /// The media type of the body.
  public var contentType = "application/json"
  /// The body.
  public var body: Data
  /// Seconds after which to try again.
  public var retryAfter: Int?
  /// The method that the path has.
  public var allow: String?

  init(_ status: Int, _ body: Data) {
    self.status = status
    self.body = body
  }

  /// An answer in JSON.
  init(_ status: Int, encoding value: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Numbers of a ledger are finite, so that they can be written.
    self.init(status, (try? encoder.encode(value)) ?? Data("{}".utf8))
  }
}

/// Why a request was refused: a code for programs, a message for people.
struct ServiceFailure: Error {
  let status: Int
  let code: String
  let message: String
  var retryAfter: Int?
  var allow: String?

  init(
    _ status: Int, _ code: String, _ message: String, retryAfter: Int? = nil, allow: String? = nil
  ) {
    self.status = status
    self.code = code
    self.message = message
    self.retryAfter = retryAfter
    self.allow = allow
  }

  /// What an error of the ledger means for the one who asked.
  init(_ error: any Error) {
    switch error {
    case let failure as ServiceFailure: self = failure
    case BanditError.unknownDecision(let text): self.init(404, "unknown_decision", text)
    case BanditError.conflict(let text): self.init(409, "conflict", text)
    case BanditError.badData(let text), BanditError.badOptions(let text):
      self.init(400, "bad_data", text)
    case BanditError.locked(let text): self.init(503, "locked", text, retryAfter: 1)
    case BanditError.ledger(let text): self.init(503, "ledger", text, retryAfter: 5)
    default: self.init(500, "fault", "This is a fault of liftwerk itself.")
    }
  }

  var response: ServiceResponse {
    struct Body: Encodable {
      struct Content: Encodable {
        let code: String
        let message: String
      }
      let error: Content
    }
    var response = ServiceResponse(
      status, encoding: Body(error: .init(code: code, message: message)))
    response.retryAfter = retryAfter
    response.allow = allow
    return response
  }
}
