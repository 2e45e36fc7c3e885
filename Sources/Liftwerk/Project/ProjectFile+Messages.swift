// What a decoding error means to the person who wrote the file.
import Foundation
import Yams

extension ProjectFile {
  /// The place (line and key path, each with a leading colon) and the message of an error.
  static func describe(_ error: DecodingError, in root: Node) -> (place: String, message: String) {
    switch error {
    case .dataCorrupted(let context):
      let message = unknownWord(context.debugDescription) ?? context.debugDescription
      let isClosed = message.hasSuffix(".") || message.hasSuffix("?")
      return (place(context.codingPath, in: root), isClosed ? message : message + ".")
    case .keyNotFound(let key, let context):
      return (
        place(context.codingPath, in: root), "the key \"\(key.stringValue)\" is missing. Add it."
      )
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      return (place(context.codingPath, in: root), "\(kind(of: type)) is needed here.")
    @unknown default:
      return ("", "\(error)")
    }
  }

  static func place(_ path: [any CodingKey], in root: Node) -> String {
    let line = line(of: path, in: root).map { ":\($0)" } ?? ""
    let keys = path.reduce(into: "") { text, key in
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += (text.isEmpty ? "" : ".") + key.stringValue
      }
    }
    return keys.isEmpty ? line : "\(line): \(keys)"
  }

  /// The line of the deepest part of a key path that the file has.
  private static func line(of path: [any CodingKey], in root: Node) -> Int? {
    var node = root
    var line: Int?
    for key in path {
      if let index = key.intValue, let sequence = node.sequence, index < sequence.count {
        node = sequence[index]
        line = node.mark?.line ?? line
      } else if let mapping = node.mapping,
        let entry = mapping.first(where: { $0.key.string == key.stringValue })
      {
        line = entry.key.mark?.line ?? line
        node = entry.value
      } else {
        break
      }
    }
    return line
  }

  private static func kind(of type: any Any.Type) -> String {
    switch type {
    case is Int.Type, is UInt64.Type: "a whole number"
    case is Double.Type: "a number"
    case is Bool.Type: "true or false"
    case is String.Type: "a text"
    default:
      "\(type)".hasPrefix("Array") ? "a list" : "a group of keys, each on its own line,"
    }
  }
}
