public import ArgumentParser
import Findings
import Foundation
import Liftwerk
public import Narrative

/// The command `liftwerk report write`.
struct ReportWriteCommand: AsyncParsableCommand {
  /// A language, or both.
  enum Languages: String, CaseIterable, ExpressibleByArgument {
    case en, de, both

    var all: [Language] {
      switch self {
      case .en: [.en]
      case .de: [.de]
      case .both: [.en, .de]
      }
    }
  }

  /// A form, or both.
  enum Forms: String, CaseIterable, ExpressibleByArgument {
    case html, markdown, both

    var all: [ReportFiles.Form] {
      switch self {
      case .html: [.html]
      case .markdown: [.markdown]
      case .both: [.html, .markdown]
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "write",
    abstract: "Write one report from finished runs.",
    usage: "liftwerk report write [<options>]",
    discussion: """
      Takes the latest run of each method, writes a summary of them all and what each says, verifies every \
      sentence against the findings, and puts the report, its claims.json and the findings it rests on into \
      a folder. Runs that were altered, are broken or follow another format are left out, and the report \
      says so. The same runs and options give the same bytes.

      EXAMPLES
        liftwerk report write
        liftwerk report write --language both --audience specialist --out report
        liftwerk report write --run runs/spring --run runs/geo --format both
        liftwerk report write --runs archive/runs --length short
      """)

  @OptionGroup var finished: FinishedRuns

  @Option(help: "The folder to write into.", completion: .directory)
  var out = "report"

  @Option(help: "The form of the report.")
  var format: Forms = .html

  @Option(help: "The language of the report.")
  var language: Languages?

  @Option(help: "Who reads it: management, analyst or specialist.")
  var audience: NarrativeOptions.Audience?

  @Option(
    help: "How much it says: short, standard or full; management gets standard, others full.")
  var length: NarrativeOptions.Length?

  @Option(help: "The heading; the project's if not given.")
  var title: String?

  @Flag(help: "Ask language models anew, also what they answered before.")
  var noCache = false

  func run() async throws {
    let files = try ReportFiles(out)
    let sources = try finished.sources()
    let file = try finished.projectFile()
    let choices = file?.project
    let rewriting = file.flatMap(rewriting)
    let policy = try file.map { try $0.project.reportPolicy(in: $0.directory) } ?? nil
    let languages = language?.all ?? [choices?.report.language ?? .en]
    var paths: [String] = []
    for language in languages {
      let report = FullReport(
        sources, title: title ?? choices?.report.title ?? choices?.name ?? "Liftwerk",
        options: NarrativeOptions(
          language: language, audience: audience ?? choices?.report.audience ?? .management,
          length: length),
        policy: policy)
      paths += try files.write(
        await report.composed(rewriting: rewriting), language: language, forms: format.all,
        isOneOfMany: languages.count > 1)
    }
    for remark in sources.remarks { StandardError.write(remark) }
    try StandardOutput.write(paths.map { "Report: \($0)\n" }.joined())
  }

  /// The language models that the project names.
  private func rewriting(_ file: ProjectFile) -> ReportRewriting? {
    file.project.languageModel.map { options in
      ReportRewriting(
        options, directory: file.directory,
        cacheFolder: noCache ? nil : FitCache.folder(ProcessInfo.processInfo.environment),
        notice: { StandardError.write("Note: \($0)") })
    }
  }
}

extension NarrativeOptions.Audience: ExpressibleByArgument {}
extension NarrativeOptions.Length: ExpressibleByArgument {}
