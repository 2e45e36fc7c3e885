import Foundation

/// Adds up the CPU time of the whole process over spans that a caller marks.
struct CPUTimer {
  private var sum = 0.0
  private var start: Double? = Self.now()

  private static func now() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

  /// Begins a span, unless one is open.
  mutating func resume() { start = start ?? Self.now() }

  /// Ends the open span.
  mutating func pause() {
    if let start { sum += Self.now() - start }
    start = nil
  }

  /// Seconds of the spans that have ended.
  var seconds: Double { sum }
}
