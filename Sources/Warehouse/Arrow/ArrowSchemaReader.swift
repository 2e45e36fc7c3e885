import CArrow
import Foundation

/// A column of an answer: its name and Arrow format string.
struct ArrowField: Sendable, Equatable {
  var name: String
  var format: String
}

/// Reads the schema of an answer, trusting nothing.
enum ArrowSchemaReader {
  /// More columns than any query here asks for.
  private static let columnLimit = 64
  /// Longer than any format string or column name here.
  private static let textLimit = 1024

  /// The columns of a schema that must be a struct.
  static func fields(_ schema: ArrowSchema) throws(WarehouseError) -> [ArrowField] {
    guard schema.release != nil else { throw .wrong("its schema is released already") }
    guard try text(schema.format) == "+s" else { throw .wrong("it is no table") }
    let count = schema.n_children
    guard (0...Int64(columnLimit)).contains(count), count == 0 || schema.children != nil else {
      throw .wrong("it has \(count) columns")
    }
    var fields: [ArrowField] = []
    for index in 0..<Int(count) {
      guard let child = schema.children[index]?.pointee, child.release != nil else {
        throw .wrong("column \(index + 1) has no schema")
      }
      guard child.dictionary == nil else {
        throw .wrong("column \(index + 1) is encoded by a dictionary")
      }
      fields.append(ArrowField(name: try text(child.name), format: try text(child.format)))
    }
    return fields
  }

  private static func text(_ start: UnsafePointer<CChar>?) throws(WarehouseError) -> String {
    guard let start else { return "" }
    let length = strnlen(start, textLimit)
    let bytes = UnsafeRawBufferPointer(start: start, count: length)
    guard length < textLimit, let text = String(validating: bytes, as: UTF8.self) else {
      throw .wrong("a name or format in its schema is no text")
    }
    return text
  }
}

extension WarehouseError {
  /// An answer that cannot be believed.
  static func wrong(_ what: String) -> WarehouseError {
    WarehouseError(
      .wrongAnswer,
      "the engine's answer cannot be used: \(what); check the driver's version and its source")
  }
}
