import CTextScan
import Foundation

/// A run of whole records of a file, to be cut into rows on any thread.
package struct RecordBlock: Sendable {
  /// Decoded text that holds whole records from `start` on.
  let text: [UInt8]
  let start: Int
  let end: Int
  /// The line in the file on which the block starts, counted from 1.
  package let line: Int
  /// The block's number, from 0.
  package let index: Int
}

extension TextInput {
  /// Cuts off what the window holds of whole records; nil at the end of the text.
  func nextBlock(delimiter: UInt8, index: Int) throws(TableError) -> RecordBlock? {
    while true {
      if let block = cutBlock(delimiter: delimiter, index: index) { return block }
      if isAtEnd { return nil }
      try refill()
    }
  }
}

/// Where the last record ends that is whole: behind its line end; nil where none is.
///
/// Behind a record that is broken for sure nothing is whole: all text goes to whoever refuses it.
///
/// - Parameter start: where a record starts.
func lastRecordEnd(_ text: ByteSlice, from start: Int, delimiter: UInt8) -> Int? {
  var found: Int?
  var offset = start
  while offset < text.count {
    // Up to the next quote that opens a field, every line end ends a record.
    guard let open = openingQuote(text, from: offset, recordStart: start, delimiter) else {
      return lastLineEnd(text, offset, text.count) ?? found
    }
    found = lastLineEnd(text, offset, open) ?? found
    // Behind the closing quote, which is no doubled one.
    var close = open + 1
    while true {
      guard let quote = text.firstQuote(from: close) else { return found }
      close = quote + 1
      if close < text.count, text[close] == 0x22 {
        close += 1
      } else {
        break
      }
    }
    if close < text.count, !endsField(text[close], delimiter) { return text.count }
    offset = close
  }
  return found
}

private func endsField(_ byte: UInt8, _ delimiter: UInt8) -> Bool {
  byte == delimiter || byte == 0x0A || byte == 0x0D
}

/// The first quote from an offset on that stands at the start of a field.
private func openingQuote(
  _ text: ByteSlice, from offset: Int, recordStart: Int, _ delimiter: UInt8
) -> Int? {
  var offset = offset
  while offset < text.count {
    guard let quote = text.firstQuote(from: offset) else { return nil }
    if quote == recordStart { return quote }
    let before = text[quote - 1]
    if endsField(before, delimiter) { return quote }
    offset = quote + 1
  }
  return nil
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func firstQuote(from offset: Int) -> Int? {
    guard let base = baseAddress, let hit = memchr(base + offset, 0x22, count - offset) else {
      return nil
    }
    return UnsafeRawPointer(hit) - UnsafeRawPointer(base)
  }
}

/// Behind the last LF of a part of the text, or behind the last CR where there is no LF.
private func lastLineEnd(_ text: ByteSlice, _ from: Int, _ to: Int) -> Int? {
  var offset = to
  while offset > from {
    offset -= 1
    if text[offset] == 0x0A { return offset + 1 }
  }
  // The last byte may be the first half of CR LF.
  offset = min(to, text.count - 1)
  while offset > from {
    offset -= 1
    if text[offset] == 0x0D { return offset + 1 }
  }
  return nil
}

/// Counts line ends, quickly where no CR stands.
func countLinesQuickly(_ text: ByteSlice) -> Int {
  guard let base = text.baseAddress else { return 0 }
  if ct_count(base, text.count, 0x0D) > 0 { return countLines(text) }
  return ct_count(base, text.count, 0x0A)
}
