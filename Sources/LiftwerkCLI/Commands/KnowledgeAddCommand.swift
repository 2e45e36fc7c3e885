public import ArgumentParser
import Findings
import Foundation
public import Knowledge
import Liftwerk

extension PersonalDataRule: ExpressibleByArgument {}

/// The command `liftwerk knowledge add`.
struct KnowledgeAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add documents: Markdown, text, HTML, PDF, and glossaries in CSV.",
    usage: "liftwerk knowledge add [<paths> ...] [<options>]",
    discussion: """
      Reads files, and all documents in folders; without paths, those that the project names. A document \
      that is there already becomes its next version. All are added or none: what is refused is listed, \
      with personal data by kind and line. Names of persons are not recognised. PDF is read by \
      pdftotext. A glossary has the columns term, preferred, forbidden (several parted by |), language.

      EXAMPLES
        liftwerk knowledge add docs
        liftwerk knowledge add brand-voice.md terms.csv --language de --tag brand
        liftwerk knowledge add brief.pdf --personal-data mask --days 90
      """)

  @Argument(help: "Files and folders.", completion: .file())
  var paths: [String] = []

  @Option(help: "What is done about a document with personal data: refuse it, or mask them.")
  var personalData: PersonalDataRule?

  @Option(help: "The region where the documents hold, such as AT.")
  var region: String?

  @Option(help: "A word to find the documents by; repeat it or use commas.")
  var tag: [String] = []

  @Option(help: "After so many days the documents are found no more.")
  var days: Double?

  @Option(help: ArgumentHelp("The largest document, in megabytes.", valueName: "mb"))
  var limit: Double = Double(DocumentReader.defaultLimit) / 1e6

  @Flag(help: "Add what is accepted although other documents are refused.")
  var keepGoing = false

  @OptionGroup(title: "Knowledge") var knowledge: KnowledgeOptions
  @OptionGroup(title: "General") var options: GlobalOptions

  func validate() throws {
    guard limit > 0, limit <= 2000 else {
      throw ValidationError("--limit takes megabytes, from more than 0 to 2000.")
    }
    if let days, !(days > 0 && days < 1e6) {
      throw ValidationError("--days takes a positive number.")
    }
  }

  func run() async throws {
    let (section, directory) = try knowledge.section(options)
    let named =
      paths.isEmpty
      ? section.documents.map { $0.hasPrefix("/") ? $0 : "\(directory)/\($0)" } : paths
    guard !named.isEmpty else {
      throw ValidationError("Name documents, or add knowledge: {documents: […]} to the project.")
    }
    let labels = DocumentLabels(
      language: options.language?.rawValue, region: region, tags: ListOption.split(tag))
    let read = try DocumentReader.read(named, labels: labels, limit: Int(limit * 1e6))
    if !keepGoing && !read.problems.isEmpty {
      throw LiftwerkError(.dataRefused, messages: read.problems + advice)
    }
    guard !read.documents.isEmpty else {
      throw LiftwerkError(
        .dataRefused,
        messages: read.problems.isEmpty
          ? ["\(named.joined(separator: ", ")): no document was found."] : read.problems)
    }
    let store = try section.open(in: directory, mustExist: false)
    let outcome = try store.add(
      read.documents,
      options: AddOptions(
        personalData: personalData ?? section.personalData,
        timeToLive: days.map { $0 * 86_400 }, keepsAccepted: keepGoing))
    try fillVectors(store)
    tell(outcome, problems: read.problems, other: read.otherFiles.count, store)
    try StandardOutput.write(text(outcome))
    if !(read.problems + outcome.problems).isEmpty {
      throw ExitCode(LiftwerkError.Code.dataRefused.exitCode)
    }
  }

  private var advice: [String] {
    ["Nothing was added. Leave these out, or add the others with --keep-going."]
  }

  private func fillVectors(_ store: KnowledgeStore) throws {
    var told = 0
    let outcome = try store.fillVectors { done, all in
      if !options.quiet, done * 10 / all > told || done == all {
        told = done * 10 / all
        StandardError.write("Encoded \(done) of \(all) chunks")
      }
    }
    if outcome.cutOff > 0 {
      StandardError.write(
        "Note: \(outcome.cutOff) chunks are longer than the encoder looks at; their ends are found by "
          + "words alone.")
    }
  }

  private func tell(
    _ outcome: AddOutcome, problems: [String], other: Int, _ store: KnowledgeStore
  ) {
    for problem in problems + outcome.problems { StandardError.write("Refused: \(problem)") }
    guard !options.quiet else { return }
    if other > 0 { StandardError.write("Note: \(other) files of other formats were left out.") }
    if store.encoder == nil {
      StandardError.write(
        "Note: there is no encoder of sentences, so passages are found by their words alone (BM25). "
          + "Add one: liftwerk models add PATH --sha256 HASH")
    }
  }

  private func text(_ outcome: AddOutcome) -> String {
    outcome.documents.map { document in
      let what =
        switch document.outcome {
        case .added: "added"
        case .newVersion: "version \(document.version)"
        case .unchanged: "unchanged"
        }
      var line = "\(PlainText.clean(document.name)): \(what), \(document.chunks) chunks"
      if document.repeated > 0 { line += ", \(document.repeated) nearly as others" }
      if !document.masked.isEmpty {
        let kinds = document.masked.sorted { $0.key < $1.key }
          .map { "\($0.value) × \($0.key.name.en)" }
        line += ", masked: " + kinds.joined(separator: ", ")
      }
      return line + "\n"
    }.joined()
  }
}
