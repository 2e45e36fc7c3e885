import Tables

/// How a column tells which rows are conversions, or which may be used.
package enum YesNo {
  /// What a text says; nil where it says neither.
  package static func read(_ text: String) -> Bool? { words[text.lowercased()] }

  /// What a trimmed cell says; nil where it says neither.
  @inline(__always)
  static func read(_ cell: UnsafeBufferPointer<UInt8>) -> Bool? {
    if cell.count == 1 {
      switch cell[0] {
      case UInt8(ascii: "0"): return false
      case UInt8(ascii: "1"): return true
      default: break
      }
    }
    return words[String(decoding: cell, as: UTF8.self).lowercased()]
  }

  private static let words: [String: Bool] = [
    "": false, "0": false, "0.0": false, "false": false, "f": false, "no": false, "n": false,
    "nein": false, "falsch": false, "null": false, "none": false, "denied": false,
    "rejected": false, "abgelehnt": false, "opt-out": false, "revoked": false, "widerrufen": false,
    "1": true, "1.0": true, "true": true, "t": true, "yes": true, "y": true, "ja": true, "j": true,
    "wahr": true, "granted": true, "accepted": true, "erteilt": true, "opt-in": true,
  ]
}
