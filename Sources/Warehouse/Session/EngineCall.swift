import CArrow
import Foundation

/// Calls of a driver's functions, with what they say turned into errors.
struct EngineCall {
  private let secrets: Secrets
  private let makeError: (_ status: UInt8, _ text: String) -> WarehouseError

  /// - Parameter makeError: makes the error of a status and the engine's cleaned text.
  init(_ secrets: Secrets, _ makeError: @escaping (UInt8, String) -> WarehouseError) {
    self.secrets = secrets
    self.makeError = makeError
  }

  /// Runs a function that returns an ADBC status, with room for its error.
  func run(
    _ function: (UnsafeMutablePointer<AdbcError>) -> UInt8?
  ) throws(WarehouseError) {
    var error = AdbcError()
    let status = function(&error)
    defer { error.release?(&error) }
    guard status != 0 else { return }
    var text = error.message.map { EngineCall.text($0) } ?? ""
    let state = withUnsafeBytes(of: error.sqlstate) { bytes in
      bytes.allSatisfy { $0 > 47 && $0 < 91 } ? String(decoding: bytes, as: UTF8.self) : nil
    }
    if let state, state != "00000", !text.contains(state) { text += " (SQLSTATE \(state))" }
    if text.isEmpty { text = "no reason was given (ADBC status \(status ?? 0))" }
    throw makeError(status ?? 0, secrets.redact(text))
  }

  /// A message of at most 1000 bytes, whatever they are; some drivers append the whole query.
  static func text(_ start: UnsafePointer<CChar>) -> String {
    let bytes = UnsafeRawBufferPointer(start: start, count: strnlen(start, 1000))
    return String(decoding: bytes, as: UTF8.self) + (bytes.count == 1000 ? "…" : "")
  }
}

/// The ADBC status codes that say which kind of failure it is.
enum Status {
  private static let notImplemented: UInt8 = 2
  private static let notFound: UInt8 = 3
  private static let invalidArgument: UInt8 = 5
  private static let inputOutput: UInt8 = 10
  private static let cancelled: UInt8 = 11
  private static let timeout: UInt8 = 12
  private static let unauthenticated: UInt8 = 13
  private static let unauthorized: UInt8 = 14

  /// What a failure to open a database or connection means.
  static func opening(_ status: UInt8) -> WarehouseError.Code {
    switch status {
    case notImplemented, notFound, invalidArgument: .badSource
    case unauthenticated, unauthorized: .queryRefused
    default: .unreachable
    }
  }

  /// What a failure of a statement means.
  static func running(_ status: UInt8) -> WarehouseError.Code {
    switch status {
    case inputOutput, cancelled, timeout: .unreachable
    default: .queryRefused
    }
  }
}
