import Foundation
import Synchronization

/// A server on this machine that answers as a script says, byte by byte: slow, broken, or lying.
public final class LoopbackServer: Sendable {
  /// A request as it came.
  public struct Request: Sendable {
    /// The path.
    public let path: String
    /// The headers, names in lower case.
    public let headers: [String: String]
    /// The body.
    public let body: String
  }

  /// What the server does, in order; then it closes the connection.
  public enum Step: Sendable {
    /// Sends bytes.
    case send(String)
    /// Does nothing for a time.
    case wait(Double)
    /// Breaks the connection off.
    case reset
  }

  private struct State {
    var requests: [Request] = []
    var isStopped = false
  }

  /// The port.
  public let port: Int
  private let listener: Int32
  private let state = Mutex(State())

  /// Where the interface of a chat server begins.
  public var url: String { "http://127.0.0.1:\(port)/v1" }
  /// All requests up to now.
  public var requests: [Request] { state.withLock { $0.requests } }

  /// Starts a server.
  ///
  /// - Parameter answer: the steps of an answer, given the request and how many came before it.
  public init(_ answer: @escaping @Sendable (Request, Int) -> [Step]) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.listener = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let (bound, found) = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        (bind(listener, pointer, size), getsockname(listener, pointer, &size))
      }
    }
    precondition(listener >= 0 && bound == 0 && found == 0 && listen(listener, 16) == 0)
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread { [self] in
      while true {
        let connection = accept(listener, nil, nil)
        if connection < 0 || state.withLock({ $0.isStopped }) { break }
        Thread { [self] in serve(connection, answer) }.start()
      }
      close(listener)
    }.start()
  }

  /// Takes no more connections.
  public func stop() {
    state.withLock { $0.isStopped = true }
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func serve(_ connection: Int32, _ answer: (Request, Int) -> [Step]) {
    defer { close(connection) }
    guard let request = Self.read(connection) else { return }
    let earlier = state.withLock { state in
      state.requests.append(request)
      return state.requests.count - 1
    }
    for step in answer(request, earlier) {
      switch step {
      case .send(let text):
        guard Self.write(Array(text.utf8), to: connection) else { return }
      case .wait(let seconds): Thread.sleep(forTimeInterval: seconds)
      case .reset:
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
          connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
        return
      }
    }
    shutdown(connection, Int32(SHUT_WR))
  }

  private static func write(_ bytes: [UInt8], to connection: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      sent += count
    }
    return true
  }

  private static func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let request = parse(bytes) { return request }
      let count = recv(connection, &buffer, buffer.count, 0)
      if count <= 0 { return nil }
      bytes += buffer[..<count]
    }
  }

  private static func parse(_ bytes: [UInt8]) -> Request? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.range(of: "\r\n\r\n") else { return nil }
    let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      if parts.count == 2 { headers[parts[0].lowercased()] = parts[1] }
    }
    let body = String(text[end.upperBound...])
    guard body.utf8.count >= Int(headers["content-length"] ?? "0") ?? 0 else { return nil }
    let path = lines.first?.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    return Request(path: path, headers: headers, body: body)
  }
}
