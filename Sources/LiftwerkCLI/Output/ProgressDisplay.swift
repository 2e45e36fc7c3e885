import Foundation
import Liftwerk
import Synchronization

/// Shows on standard error how far a run has come: a bar on a terminal, plain lines otherwise.
final class ProgressDisplay: Sendable {
  private struct State {
    var started: ContinuousClock.Instant?
    var lastDrawn: ContinuousClock.Instant?
    var lastQuarter = 0
    var hasBar = false
  }

  private let isQuiet: Bool
  /// Whether a bar can be drawn: a terminal that is there and understands control characters.
  private let isTerminal =
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  private let state = Mutex(State())

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  /// Shows one event; safe to call from any thread.
  func show(_ event: ProgressEvent) {
    if isQuiet { return }
    state.withLock { state in
      switch event {
      case .step(let text):
        clearBar(&state)
        state.started = nil
        StandardError.write("\(text) …")
      case .notice(let text):
        clearBar(&state)
        StandardError.write("Note: \(text)")
      case .sampling(let sampling):
        let now = ContinuousClock.now
        let started = state.started ?? now
        state.started = started
        if isTerminal {
          drawBar(sampling, since: started, now: now, &state)
        } else {
          writeQuarter(sampling, since: started, now: now, &state)
        }
      }
    }
  }

  /// Takes the bar away, before anything else is written.
  func finish() { state.withLock { clearBar(&$0) } }

  private func clearBar(_ state: inout State) {
    guard state.hasBar else { return }
    StandardError.writeRaw("\r\u{1B}[K")
    state.hasBar = false
  }

  private func drawBar(
    _ sampling: ProgressEvent.Sampling, since started: ContinuousClock.Instant,
    now: ContinuousClock.Instant, _ state: inout State
  ) {
    if let last = state.lastDrawn, now - last < .milliseconds(100), sampling.done < sampling.total {
      return
    }
    state.lastDrawn = now
    state.hasBar = true
    let columns = StandardError.width
    let width = columns < 80 ? 8 : 24
    let filled = sampling.total > 0 ? min(width, width * sampling.done / sampling.total) : 0
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    // A bar that fills the last column would wrap, and could not be drawn over.
    let line = "\(bar) \(text(sampling, since: started, now: now))".prefix(columns - 1)
    StandardError.writeRaw("\r\u{1B}[K\(line)")
  }

  /// A line for each quarter of the way.
  private func writeQuarter(
    _ sampling: ProgressEvent.Sampling, since started: ContinuousClock.Instant,
    now: ContinuousClock.Instant, _ state: inout State
  ) {
    guard sampling.total > 0 else { return }
    let quarter = 4 * sampling.done / sampling.total
    if quarter < state.lastQuarter { state.lastQuarter = 0 }
    guard quarter > state.lastQuarter else { return }
    state.lastQuarter = quarter
    StandardError.write("Sampling: \(text(sampling, since: started, now: now))")
  }

  private func text(
    _ sampling: ProgressEvent.Sampling, since started: ContinuousClock.Instant,
    now: ContinuousClock.Instant
  ) -> String {
    let share = sampling.total > 0 ? 100 * sampling.done / sampling.total : 0
    let divergences = sampling.divergences == 1 ? "divergence" : "divergences"
    var text =
      "\(share)%, \(sampling.done) of \(sampling.total) iterations, "
      + "\(sampling.divergences) \(divergences)"
    let seconds = (now - started) / .seconds(1)
    if sampling.done > 0, sampling.done < sampling.total, seconds > 0.2 {
      let left = seconds * Double(sampling.total - sampling.done) / Double(sampling.done)
      text += ", \(Int(left.rounded(.up))) s left"
    }
    return text
  }
}
