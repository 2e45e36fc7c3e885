import Foundation

/// Runs `count` jobs, at most `width` at the same time, and returns their results by number.
///
/// Each job has a thread of its own: it computes for seconds without pause, and on the shared pool it
/// would keep everybody else waiting, also the one who wants to cancel it. The first error cancels the
/// others and is thrown.
package func inParallel<Result: Sendable>(
  _ count: Int, width: Int, _ job: @escaping @Sendable (Int) throws -> Result
) async throws -> [Result] {
  let threads = ThreadExecutor()
  return try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var results = [Result?](repeating: nil, count: count)
    var next = 0
    while next < min(width, count) {
      group.addTask(executorPreference: threads) { [next] in (next, try job(next)) }
      next += 1
    }
    while let (index, result) = try await group.next() {
      results[index] = result
      if next < count {
        group.addTask(executorPreference: threads) { [next] in (next, try job(next)) }
        next += 1
      }
    }
    return results.compactMap { $0 }
  }
}

/// Runs every job on a new thread.
private final class ThreadExecutor: TaskExecutor {
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    Thread { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }.start()
  }
}
