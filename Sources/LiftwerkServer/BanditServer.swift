import Bandits
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Liftwerk
import Logging
import NIOCore

/// The service on a socket: what is of HTTP is here, what is of bandits there.
struct BanditServer {
  let service: BanditService
  let host: String
  let port: Int

  /// Seconds after which a connection that says nothing is closed.
  private static let idleSeconds: Int64 = 60

  /// Serves until SIGTERM or SIGINT, and then answers the requests under way.
  ///
  /// - Throws: `LiftwerkError` with code `notPermitted` if the address cannot be listened on.
  func run() async throws {
    var logger = Logger(label: "liftwerk-server") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .error
    let service = service
    let application = Application(
      responder: CallbackResponder<BasicRequestContext> { request, _ in
        await Self.answer(request, service)
      },
      server: .http1(configuration: .init(idleTimeout: .seconds(Self.idleSeconds))),
      configuration: .init(
        address: .hostname(host, port: port), serverName: "liftwerk", backlog: 1024),
      onServerRunning: { channel in
        Main.say("Listening on \(channel.localAddress.map { "\($0)" } ?? "\(host):\(port)").")
      },
      logger: logger)
    do {
      try await application.runService()
    } catch let error as IOError {
      throw LiftwerkError(
        .notPermitted,
        "\(host):\(port) cannot be listened on: \(error). Take another --port, or end what uses it."
      )
    }
  }

  private static func answer(_ request: Request, _ service: BanditService) async -> Response {
    let answer = await service.respond(
      to: ServiceRequest(
        method: request.method.rawValue, path: request.uri.path,
        authorization: request.headers[.authorization],
        body: await body(request, limit: service.limits.bodyBytes)))
    var headers: HTTPFields = [.contentType: answer.contentType, .cacheControl: "no-store"]
    if let seconds = answer.retryAfter { headers[.retryAfter] = "\(seconds)" }
    if let method = answer.allow { headers[.allow] = method }
    if answer.status == 401 { headers[.wwwAuthenticate] = "Bearer" }
    // The rest of a body that was not read would be taken for the next request.
    if answer.status == 413 { headers[.connection] = "close" }
    return Response(
      status: .init(code: answer.status), headers: headers,
      body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
  }

  /// The body; nil where it is larger than allowed.
  private static func body(_ request: Request, limit: Int) async -> Data? {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      return nil
    }
    guard let buffer = try? await request.body.collect(upTo: limit) else { return nil }
    return Data(buffer.readableBytesView)
  }
}
