import ArgumentParser
import Findings
import Liftwerk
import Narrative

/// The command `liftwerk report agreement`.
struct ReportAgreementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement",
    abstract: "Tell how far people agree who rated a report.",
    usage: "liftwerk report agreement <file> ... [<options>]",
    discussion: """
      Reads sheets of `liftwerk report evaluate --rubric` that were filled in, one of each rater or one of \
      all: CSV with the columns item, criterion, rater and rating. Cohen's kappa is the mean over pairs of \
      raters; Krippendorff's alpha takes any number of them and missing ratings.

      EXAMPLES
        liftwerk report agreement ratings.csv
        liftwerk report agreement anna.csv ben.csv --format json
      """)

  @Argument(help: "The files of ratings.", completion: .file(extensions: ["csv"]))
  var files: [String]

  @OptionGroup(title: "General") var options: GlobalOptions

  func run() throws {
    let ratings = try files.flatMap { try RatingsFile(path: $0).ratings }
    let agreements = RatingTable(ratings).agreements()
    guard agreements.contains(where: { $0.items > 0 }) else {
      throw LiftwerkError(
        .dataRefused,
        "\(files.joined(separator: ", ")): nothing was rated by two people. Fill in the columns rater "
          + "and rating.")
    }
    switch options.format {
    case .json: try StandardOutput.write(StableJSON.encode(agreements))
    case .table: try StandardOutput.write(Self.text(agreements, options.language ?? .en))
    }
  }

  private static func text(_ agreements: [RatingTable.Agreement], _ language: Language) -> String {
    let style = NumberStyle(language)
    func number(_ value: Double?) -> String {
      value.map { style.number($0, decimals: 3) } ?? "–"
    }
    let headings =
      language == .de
      ? ["Kriterium", "Urteilende", "Stücke", "Mittel", "Kappa", "α Namen", "α Ränge", "α Zahlen"]
      : ["Criterion", "Raters", "Items", "Mean", "Kappa", "α nominal", "α ordinal", "α interval"]
    let rows =
      [headings]
      + agreements.map { agreement in
        [
          PlainText.clean(agreement.criterion), String(agreement.raters), String(agreement.items),
          number(agreement.mean), number(agreement.kappa), number(agreement.alphaNominal),
          number(agreement.alphaOrdinal), number(agreement.alphaInterval),
        ]
      }
    let widths = headings.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + space : space + cell
      }.joined(separator: "  ")
    }.joined(separator: "\n") + "\n"
  }
}
