import Foundation

/// Server-sent events, read as their bytes come.
///
/// Follows the `text/event-stream` format of the HTML standard as far as chat servers use it: lines of
/// `data:`, joined by line feeds, ended by an empty line; other fields and comments are passed over.
struct EventStream {
  private var line: [UInt8] = []
  private var data: [String] = []
  private var isAfterReturn = false

  /// Takes bytes and returns the events that they complete.
  mutating func take(_ bytes: Data) -> [String] {
    var events: [String] = []
    for byte in bytes {
      if byte == 10 && isAfterReturn {
        isAfterReturn = false
        continue
      }
      isAfterReturn = byte == 13
      guard byte == 10 || byte == 13 else {
        line.append(byte)
        continue
      }
      if let event = endLine() { events.append(event) }
    }
    return events
  }

  /// The event that the end of the stream completes: some servers leave out the last empty line.
  mutating func end() -> String? {
    if !line.isEmpty { _ = endLine() }
    return endEvent()
  }

  private mutating func endLine() -> String? {
    defer { line.removeAll(keepingCapacity: true) }
    if line.isEmpty { return endEvent() }
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("data:") {
      let value = text.dropFirst(5)
      data.append(String(value.hasPrefix(" ") ? value.dropFirst() : value))
    }
    return nil
  }

  private mutating func endEvent() -> String? {
    defer { data = [] }
    return data.isEmpty ? nil : data.joined(separator: "\n")
  }
}
