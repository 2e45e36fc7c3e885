import ArgumentParser
import Findings
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
      captions, pictures. Where a project is named with --project, its rules and terms must be kept too: \
      forbidden claims, obligatory texts, thresholds, glossaries. False sentences are named, and the exit \
      code is 3.

      EXAMPLES
        liftwerk report verify runs/latest/report.html
        liftwerk report verify edited.html --findings runs/latest/findings.json
        liftwerk report verify summary.md --findings runs/latest --format json
        liftwerk report verify edited.html --project liftwerk.yaml
      """)

  @OptionGroup var input: ReportInput
  @OptionGroup(title: "General") var options: GlobalOptions

  func run() throws {
    let report = try input.report()
    let verification = try ReportCheck(
      report, document: try input.document(report), name: input.file,
      policy: try input.policy(options)
    ).verification()
    switch options.format {
    case .json: try StandardOutput.write(StableJSON.encode(verification))
    case .table: try StandardOutput.write(Self.text(verification))
    }
    if !verification.falseClaims.isEmpty { throw ExitCode(3) }
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
