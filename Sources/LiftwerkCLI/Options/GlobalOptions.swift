public import ArgumentParser
public import Findings
import Foundation
import Liftwerk
import MediaMix
import Runs
public import Tables

/// How an answer is printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case table, json
}

extension TableLocale: ExpressibleByArgument {}
extension TextEncoding: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

/// The options of every command.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: "The project file; liftwerk.yaml is read if it is there.",
    completion: .file(extensions: ["yaml", "yml"]))
  var project: String?

  @Option(
    help: "The run folder: a new or empty one, or an earlier run, which is replaced.",
    completion: .directory)
  var out: String?

  @Option(help: "What standard output carries: tables, or exactly the run's findings.json.")
  var format: OutputFormat = .table

  @Option(help: "The seed of every random number.")
  var seed: UInt64?

  @Option(help: "The number of threads; it changes no result.")
  var threads: Int?

  @Option(help: "The probability that intervals hold, such as 0.9.")
  var level: Double?

  @Option(help: "How files write numbers and dates.")
  var locale: TableLocale?

  @Option(help: "How files store text, where they do not tell.")
  var encoding: TextEncoding?

  @Option(help: "The currency of money, such as EUR.")
  var currency: String?

  @Option(help: "The language of the report.")
  var language: Language?

  @Flag(help: "No progress on standard error; errors still.")
  var quiet = false

  @Flag(help: "Sample anew, also where the same fit was kept from an earlier run.")
  var noCache = false

  @Flag(help: "Show numbers that fail a gate, marked; let init replace a file.")
  var force = false

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads takes a number from 1 to 1024.")
    }
    if let level, !(level > 0 && level < 1) {
      throw ValidationError("--level takes a number between 0 and 1, such as 0.9.")
    }
    if let currency, !Project.isCurrencyCode(currency) {
      throw ValidationError("--currency takes three capital letters, such as EUR.")
    }
  }
}

extension GlobalOptions {
  /// The project file: the one named, or the default one.
  ///
  /// - Throws: `LiftwerkError` if it is missing or wrong.
  func projectFile() throws(LiftwerkError) -> ProjectFile {
    try ProjectFile(path: project ?? ProjectFile.defaultName)
  }

  /// The project with what the command line says in its place.
  func overriding(_ project: Project) -> Project {
    var project = project
    if let seed { project.mediaMix?.sampler.seed = seed }
    if let level { project.mediaMix?.level = level }
    if let locale { project.locale = locale }
    if let encoding { project.encoding = encoding }
    if let currency { project.currency = currency }
    if let language { project.report.language = language }
    return project
  }

  /// Where the run folder goes.
  var destination: RunFolder.Destination { out.map { .at($0) } ?? .inside("runs") }

  /// The request for a run of a project.
  func request(
    _ project: Project, directory: String, command: String
  ) -> RunRequest {
    RunRequest(
      project: overriding(project), directory: directory, command: command,
      destination: destination, threads: threads ?? RunRequest.defaultThreads, isForced: force,
      cacheFolder: cacheFolder)
  }

  /// Where fits are kept between runs.
  var cacheFolder: String? {
    noCache ? nil : FitCache.folder(ProcessInfo.processInfo.environment)
  }
}
