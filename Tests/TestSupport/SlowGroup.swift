import Foundation

/// Tests that take minutes of CPU; enabled by the environment variable `LIFTWERK_SLOW`.
public enum SlowGroup {
  /// Whether the group was asked for.
  public static var isEnabled: Bool {
    ProcessInfo.processInfo.environment["LIFTWERK_SLOW"] != nil
  }

  /// Prints a line of the group's log, so that a result can be quoted with its cost.
  ///
  /// - Parameters:
  ///   - name: what was run.
  ///   - seconds: CPU seconds it took.
  ///   - result: what was found.
  public static func log(_ name: String, seconds: Double, _ result: String) {
    print("slow group: \(name): \(result); \(String(format: "%.1f", seconds)) CPU seconds")
  }

  /// CPU seconds this process has used, all threads together.
  public static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
