import ArgumentParser
import Findings
import Foundation
import Liftwerk
import Narrative

/// The command `liftwerk report verify`.
struct ReportVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Hold a report against findings, sentence by sentence and cell by cell.",
    usage: "liftwerk report verify <file> [<options>]",
    discussion: """
      Reads an HTML report, edited ones too, or Markdown. Every number in a paragraph must be that of a \
      finding of the same name and measure at the precision shown, or come from findings by a registered \
      formula; words of direction, comparison, rank, significance and cause must agree with them. What a \
      page shows beside prose is compared with what its own data draw: tables, key numbers, facts, \
      captions, pictures. False sentences are named, and the exit code is 3.

      EXAMPLES
        liftwerk report verify runs/latest/report.html
        liftwerk report verify edited.html --findings runs/latest/findings.json
        liftwerk report verify summary.md --findings runs/latest --format json
      """)

  @Argument(
    help: "The report: HTML or Markdown.", completion: .file(extensions: ["html", "md"]))
  var file: String

  @Option(
    help: ArgumentHelp(
      "The findings that count: a findings.json or a run folder; those in the page, or beside it, if not given.",
      valueName: "path"))
  var findings: String?

  @OptionGroup(title: "General") var options: GlobalOptions

  func run() throws {
    let report = try ReportText(text(file), name: file)
    let verification = try ReportCheck(
      report, document: try document(report), name: file
    ).verification()
    switch options.format {
    case .json: try StandardOutput.write(StableJSON.encode(verification))
    case .table: try StandardOutput.write(Self.text(verification))
    }
    if !verification.falseClaims.isEmpty { throw ExitCode(3) }
  }

  /// The findings that were named; for a report that carries none, those beside it.
  private func document(_ report: ReportText) throws -> FindingsDocument? {
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
    let text = try text(path)
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

  private func text(_ path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LiftwerkError(.inputMissing, "\(path): no such file. Check the path.")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw LiftwerkError(.dataRefused, "\(path): this is no text in UTF-8. Save it as such.")
    }
    return text
  }

  private static func text(_ verification: ReportVerification) -> String {
    let wrong = verification.falseClaims
    var lines = wrong.flatMap { claim in
      ["FALSE  " + PlainText.clean(claim.text)]
        + claim.checks.sorted { $0.key < $1.key }.filter { $0.value != "ok" }
        .map { "       \($0.key): \(PlainText.clean($0.value))" }
    }
    let numbers = verification.claims.count
    lines.append(
      wrong.isEmpty
        ? "All \(numbers) claims agree with the findings of run \(verification.run.prefix(8))."
        : "\(wrong.count) of \(numbers) claims do not agree with the findings of run "
          + "\(verification.run.prefix(8)).")
    if let count = verification.comparedTexts {
      lines.append("\(count) texts, rows and parts of pictures were compared with the page's data.")
    }
    if verification.sentencesWithoutNumbers > 0 {
      lines.append(
        "\(verification.sentencesWithoutNumbers) sentences state no number; only their wording was checked."
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
