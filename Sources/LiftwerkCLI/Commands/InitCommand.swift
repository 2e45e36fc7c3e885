import ArgumentParser
import Liftwerk

/// The command `liftwerk init`.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Look at exports, write a commented liftwerk.yaml.",
    usage: "liftwerk init <exports> ... [<options>]",
    discussion: """
      Guesses the role of each column from its name and content, in English and German, and says in \
      comments what is a guess. Give one file with outcome and media side by side, or the exports of \
      several platforms and the one of the shop; and, for attribution, a log of touches or a file of \
      collapsed paths, or an A/B test with a row a user, of which only the first rows are looked at.

      EXAMPLES
        liftwerk init weekly.csv
        liftwerk init wochen.csv --locale de --currency EUR
        liftwerk init google-ads.csv meta.csv shop.csv
        liftwerk init weekly.csv touches.csv --project spring.yaml
        liftwerk init ga4.csv.gz
      """)

  @Argument(
    help: "Exports: CSV files.", completion: .file(extensions: ["csv", "tsv", "txt"]))
  var exports: [String]

  @OptionGroup(title: "General") var options: GlobalOptions

  func run() throws {
    let path = options.project ?? ProjectFile.defaultName
    let output = try Initializer(
      exports: exports, projectPath: path, locale: options.locale,
      encoding: options.encoding, currency: options.currency,
      language: options.language
    ).write(replacing: options.force)
    for notice in output.notices { StandardError.write("Note: \(notice)") }
    try StandardOutput.write("Wrote \(path). Read its comments, then: liftwerk check\n")
  }
}
