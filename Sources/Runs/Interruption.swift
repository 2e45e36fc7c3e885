import Dispatch
import Foundation
import Synchronization

/// Ctrl-C, SIGTERM and the closing of the terminal, turned into the cancellation of the work under way.
///
/// The work is cancelled and given most of a second to stop by itself and to remove what it has
/// written. If it does not, the clean-up steps registered here run and the process ends.
public final class Interruption: Sendable {
  /// The exit code of an interrupted run.
  public static let exitCode: Int32 = 130

  private let cleanups = Mutex<[@Sendable () -> Void]>([])

  /// Makes an interruption that nothing has triggered yet.
  public init() {}

  /// Registers a step to take if the process must end before the work has stopped by itself.
  public func onForcedExit(_ step: @escaping @Sendable () -> Void) {
    cleanups.withLock { $0.append(step) }
  }

  /// Runs work that is cancelled when the process is told to stop.
  ///
  /// - Throws: What the work throws. Work that is done when the signal arrives has been done.
  public func run<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task(operation: work)
    let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { self.trigger(task) }
      source.resume()
      return source
    }
    defer { for source in sources { source.cancel() } }
    return try await task.value
  }

  private func trigger<Value>(_ task: Task<Value, any Error>) {
    task.cancel()
    // A thread of its own: the pool may be busy with the very work that must stop.
    Thread.detachNewThread { [self] in
      Thread.sleep(forTimeInterval: 0.7)
      for step in cleanups.withLock({ $0 }) { step() }
      _exit(Self.exitCode)
    }
  }
}
