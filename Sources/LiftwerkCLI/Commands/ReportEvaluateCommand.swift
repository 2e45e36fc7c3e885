import ArgumentParser
import Findings
import Foundation
import Liftwerk
import Narrative

/// The command `liftwerk report evaluate`.
struct ReportEvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure a report: numbers bound, plan covered, closeness to facts and references.",
    usage: "liftwerk report evaluate <file> [<options>]",
    discussion: """
      Counts the numbers of the prose that are bound to findings and the messages of the plan that it \
      states, scores it against the findings (PARENT) and against texts that people wrote (BLEU, ROUGE-L), \
      and with --project counts preferred and forbidden terms. --rubric writes a sheet for people to rate; \
      `liftwerk report agreement` tells how far they agree.

      EXAMPLES
        liftwerk report evaluate runs/latest/report.html
        liftwerk report evaluate summary.md --findings runs/latest --reference ours.md --format json
        liftwerk report evaluate report/report.html --project liftwerk.yaml --rubric sheet.csv
      """)

  @OptionGroup var input: ReportInput

  @Option(
    help: ArgumentHelp(
      "A text that people wrote of the same findings, HTML or Markdown; repeat it for several.",
      valueName: "file"))
  var reference: [String] = []

  @Option(help: "For whom the report is: management, analyst or specialist.")
  var audience: NarrativeOptions.Audience = .management

  @Option(help: "Write a sheet for raters there.", completion: .file(extensions: ["csv"]))
  var rubric: String?

  @OptionGroup(title: "General") var options: GlobalOptions

  func run() throws {
    let report = try input.report()
    guard let document = try input.document(report) ?? report.document else {
      throw LiftwerkError(
        .inputMissing,
        "\(input.file): the report carries no findings. Name those of its run: --findings "
          + "findings.json.")
    }
    let references = try reference.map { path in
      try ReportText(ReportInput.text(path), name: path)
    }
    let evaluation = ReportEvaluation(
      report, document, audience: audience, references: references,
      policy: try input.policy(options))
    if let rubric { try write(RubricSheet(report).csv, to: rubric) }
    switch options.format {
    case .json: try StandardOutput.write(StableJSON.encode(evaluation))
    case .table: try StandardOutput.write(Self.text(evaluation, options.language ?? .en))
    }
  }

  private func write(_ sheet: String, to path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw LiftwerkError(
        .cannotWrite,
        "\(path): there is a file already; ratings in it would be lost. Choose another.")
    }
    do { try Data(sheet.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
      throw LiftwerkError(.cannotWrite, "\(path): the sheet cannot be written there.")
    }
  }

  private static func text(_ evaluation: ReportEvaluation, _ language: Language) -> String {
    let style = NumberStyle(language)
    func score(_ value: Double) -> String { style.number(value, decimals: 3) }
    func share(_ share: ReportEvaluation.Share) -> String {
      let percent = share.share.map { style.quantity($0, as: .share, decimals: 1) } ?? "–"
      return "\(percent) (\(share.count)/\(share.of))"
    }
    func name(_ english: String, _ german: String) -> String { language == .de ? german : english }
    var rows = [
      (name("Numbers bound", "Gebundene Zahlen"), share(evaluation.numbersBound)),
      (name("Plan covered", "Plan abgedeckt"), share(evaluation.planCoverage)),
      (name("PARENT precision", "PARENT-Genauigkeit"), score(evaluation.parent.precision)),
      (name("PARENT recall", "PARENT-Trefferquote"), score(evaluation.parent.recall)),
      ("PARENT F", score(evaluation.parent.f)),
    ]
    if let references = evaluation.references {
      rows += [("BLEU", score(references.bleu)), ("ROUGE-L", score(references.rougeL))]
    }
    if let terms = evaluation.terminology {
      rows.append((name("Preferred terms", "Bevorzugte Begriffe"), share(terms)))
    }
    let width = rows.map(\.0.count).max() ?? 0
    var lines = rows.map { label, value in
      label + String(repeating: " ", count: width - label.count + 2) + value
    }
    lines += evaluation.missing.map {
      name("Not stated: ", "Nicht gesagt: ") + PlainText.clean($0)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
