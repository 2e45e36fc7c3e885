import ArgumentParser
import Foundation
import Liftwerk
import Runs

/// Makes a run and prints its answer.
struct RunAnswer {
  let options: GlobalOptions

  /// Runs the pipeline with progress on standard error, then prints.
  ///
  /// - Returns: the run, none of whose gates withheld numbers.
  /// - Throws: `LiftwerkError`, or the exit code 3 if numbers were withheld.
  @discardableResult
  func answer(_ request: RunRequest) async throws -> RunResult {
    let display = ProgressDisplay(isQuiet: options.quiet)
    let result: RunResult
    do {
      result = try await Pipeline(
        request, interruption: Main.interruption, progress: { display.show($0) }
      ).run()
      display.finish()
    } catch {
      display.finish()
      throw error
    }
    try write(result)
    if result.isWithheld {
      for reason in result.manifest.reasons { StandardError.write("Withheld: \(reason)") }
      throw ExitCode(LiftwerkError.Code.withheld.exitCode)
    }
    return result
  }

  private func write(_ result: RunResult) throws {
    switch options.format {
    case .json: try StandardOutput.write(result.findingsData)
    case .table:
      let text = try result.text(width: StandardOutput.width)
      let report = "Report: \(shortened(result.path))/report.html\n"
      try StandardOutput.write(text.isEmpty ? report : text + "\n" + report)
    }
  }

  /// The path from here, where it lies below.
  private func shortened(_ path: String) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }
}
