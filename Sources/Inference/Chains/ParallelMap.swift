/// Runs `count` jobs, at most `width` at the same time, and returns their results by number.
///
/// The first error cancels the others and is thrown.
package func inParallel<Result: Sendable>(
  _ count: Int, width: Int, _ job: @escaping @Sendable (Int) throws -> Result
) async throws -> [Result] {
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var results = [Result?](repeating: nil, count: count)
    for index in 0..<min(width, count) { group.addTask { (index, try job(index)) } }
    var next = min(width, count)
    while let (index, result) = try await group.next() {
      results[index] = result
      if next < count {
        group.addTask { [next] in (next, try job(next)) }
        next += 1
      }
    }
    return results.compactMap { $0 }
  }
}
