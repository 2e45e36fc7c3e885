import ArgumentParser
import Foundation
import Liftwerk

/// The finished runs that a report is written from or a question is asked of, and the project they belong to.
struct FinishedRuns: ParsableArguments {
  @Option(
    help: "The project file; liftwerk.yaml is read if it is there.",
    completion: .file(extensions: ["yaml", "yml"]))
  var project: String?

  @Option(help: "The folder of finished runs.", completion: .directory)
  var runs = "runs"

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp(
      "The run folder, or a run's hash or its beginning, to use; repeat it for several.",
      valueName: "run"))
  var named: [String] = []

  /// The runs that were named, or the latest of each method.
  func sources() throws(LiftwerkError) -> ReportSources {
    try named.isEmpty ? ReportSources(latestIn: runs) : ReportSources(runs: named, in: runs)
  }

  /// The project that was named, or the default one if it is there.
  func projectFile() throws(LiftwerkError) -> ProjectFile? {
    if let project { return try ProjectFile(path: project) }
    guard FileManager.default.fileExists(atPath: ProjectFile.defaultName) else { return nil }
    return try ProjectFile(path: ProjectFile.defaultName)
  }
}
