import ArgumentParser
import Findings
import Foundation
import Liftwerk
import Narrative

/// A report on the command line, and the findings that count for it.
struct ReportInput: ParsableArguments {
  @Argument(
    help: "The report: HTML or Markdown.", completion: .file(extensions: ["html", "md"]))
  var file: String

  @Option(
    help: ArgumentHelp(
      "The findings that count: a findings.json or a run folder; those in the page, or beside it, if not given.",
      valueName: "path"))
  var findings: String?

  /// The report.
  func report() throws -> ReportText { try ReportText(Self.text(file), name: file) }

  /// The rules and terms of the project that was named.
  func policy(_ options: GlobalOptions) throws -> ReportPolicy? {
    guard options.project != nil else { return nil }
    let file = try options.projectFile()
    let policy = try file.project.reportPolicy(in: file.directory)
    for decision in policy?.unused ?? [] {
      StandardError.write("Note: \(decision.rule) was not used: \(decision.reason.en)")
    }
    return policy
  }

  /// The findings that were named; for a report that carries none, those beside it.
  func document(_ report: ReportText) throws -> FindingsDocument? {
    let beside =
      ((file as NSString).deletingLastPathComponent as NSString)
      .appendingPathComponent("findings.json")
    let hasBeside = report.document == nil && FileManager.default.fileExists(atPath: beside)
    guard let findings = findings ?? (hasBeside ? beside : nil) else { return nil }
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: findings, isDirectory: &isFolder)
    let path =
      isThere && isFolder.boolValue
      ? (findings as NSString).appendingPathComponent("findings.json") : findings
    let text = try Self.text(path)
    do {
      let document = try JSONDecoder().decode(FindingsDocument.self, from: Data(text.utf8))
      guard document.schema == FindingsDocument.currentSchema else {
        throw LiftwerkError(
          .dataRefused,
          "\(path): the schema is \(document.schema), and this version reads "
            + "\(FindingsDocument.currentSchema).")
      }
      return document
    } catch let error as LiftwerkError {
      throw error
    } catch {
      throw LiftwerkError(.dataRefused, "\(path): this is no findings.json of a run.")
    }
  }

  static func text(_ path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LiftwerkError(.inputMissing, "\(path): no such file. Check the path.")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw LiftwerkError(.dataRefused, "\(path): this is no text in UTF-8. Save it as such.")
    }
    return text
  }
}
