import CArrow
import Foundation

/// The answer to a query, as the driver streams it.
final class AnswerStream {
  private let stream: UnsafeMutablePointer<ArrowArrayStream>
  private let secrets: Secrets

  /// Takes a stream from the function that fills it in.
  init(
    _ secrets: Secrets,
    _ fill: (UnsafeMutablePointer<ArrowArrayStream>) throws(WarehouseError) -> Void
  ) throws(WarehouseError) {
    self.secrets = secrets
    stream = .allocate(capacity: 1)
    stream.initialize(to: ArrowArrayStream())
    try fill(stream)
    guard stream.pointee.release != nil, stream.pointee.get_schema != nil,
      stream.pointee.get_next != nil
    else { throw .wrong("it is no stream, or released already") }
  }

  /// The columns of the answer.
  func fields() throws(WarehouseError) -> [ArrowField] {
    var schema = ArrowSchema()
    try check(stream.pointee.get_schema?(stream, &schema))
    defer { schema.release?(&schema) }
    return try ArrowSchemaReader.fields(schema)
  }

  /// Hands on the next part of the answer; false at its end.
  func next(_ fields: [ArrowField], _ body: (RecordBatch) throws -> Void) throws -> Bool {
    var array = ArrowArray()
    try check(stream.pointee.get_next?(stream, &array))
    // An array without release marks the end.
    guard array.release != nil else { return false }
    defer { array.release?(&array) }
    try body(try RecordBatch(fields, array))
    return true
  }

  /// Releases the stream, once.
  func release() {
    stream.pointee.release?(stream)
    stream.pointee.release = nil
  }

  deinit {
    release()
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  private func check(_ code: Int32?) throws(WarehouseError) {
    guard code != 0 else { return }
    let text = stream.pointee.get_last_error?(stream).map { EngineCall.text($0) }
    let why = secrets.redact(text ?? code.map { String(cString: strerror($0)) } ?? "")
    // Engines also refuse a query when they come to the row that it fails on.
    guard let code, AnswerStream.brokenOff.contains(code) else {
      throw WarehouseError(.queryRefused, "the engine refused the query while answering: \(why)")
    }
    throw WarehouseError(.unreachable, "the engine broke off while answering: \(why)")
  }

  private static let brokenOff = [
    EIO, EPIPE, ECONNRESET, ECONNABORTED, ECONNREFUSED, ENOTCONN, ETIMEDOUT, ENETDOWN, ENETRESET,
    ENETUNREACH, EHOSTUNREACH, ECANCELED, EINTR,
  ]
}
