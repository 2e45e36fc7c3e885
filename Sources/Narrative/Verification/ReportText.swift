public import Findings
import Foundation

/// What of a report can be verified: its prose, and its cells that show findings.
public struct ReportText: Sendable {
  /// An element that shows a part of a finding.
  struct Cell: Sendable {
    let id: String
    let subject: String
    let part: String
    let text: String
  }

  /// Data that a page carries in a script element.
  public struct DataBlock: Sendable {
    /// What it is: `findings`, `content`.
    public let name: String
    /// The text.
    public let text: String
    /// The SHA-256 that the page names for it; nil if it names none.
    public let digest: String?
  }

  /// The language of the report.
  public let language: Language
  /// The data that the page carries.
  public let dataBlocks: [DataBlock]
  /// The page's elements; nil for Markdown.
  let page: MarkupScanner?
  /// The paragraphs with their languages, as they are read.
  var paragraphs: [(language: Language, text: String)]
  /// The elements that show findings.
  var cells: [Cell]
  /// All words that the report shows, in small letters.
  let words: [String]
  /// The findings that the report carries; nil for one that carries none.
  public let document: FindingsDocument?

  /// Reads a report.
  ///
  /// - Parameters:
  ///   - text: an HTML page or Markdown.
  ///   - name: its name, for messages.
  /// - Throws: `NarrativeError.unreadable` if the page's findings cannot be read.
  public init(_ text: String, name: String) throws(NarrativeError) {
    guard text.contains("<html") || text.contains("<p") else {
      (language, paragraphs) = Self.markdown(text)
      page = nil
      dataBlocks = []
      words = PhraseWord.all(Array(MarkupScanner.decoded(text))).map(\.text)
      cells = Self.cells(MarkupScanner(text))
      document = nil
      return
    }
    let page = MarkupScanner(text)
    self.page = page
    let body = page.elements.first { $0.name == "body" }?.text ?? page.loose
    words = PhraseWord.all(Array(body)).map(\.text)
    dataBlocks = page.elements.filter { $0.name == "script" }.compactMap { element in
      element.attributes["id"].map {
        DataBlock(name: $0, text: element.text, digest: element.attributes["data-sha256"])
      }
    }
    let language = Language(rawValue: page.language ?? "") ?? .en
    self.language = language
    paragraphs = page.elements.filter { $0.name == "p" }.map { element in
      (Language(rawValue: element.attributes["lang"] ?? "") ?? language, element.text.trimmed)
    }.filter { !$0.text.isEmpty }
    cells = Self.cells(page)
    guard let json = page.elements.first(where: { $0.attributes["id"] == "findings" })?.text else {
      document = nil
      return
    }
    do {
      document = try JSONDecoder().decode(FindingsDocument.self, from: Data(json.utf8))
    } catch {
      throw .unreadable(
        "\(name): the findings in the page cannot be read. Name the run's findings.json.")
    }
  }

  private static func cells(_ page: MarkupScanner) -> [Cell] {
    page.elements.compactMap { element in
      guard let id = element.attributes["data-finding"],
        let subject = element.attributes["data-subject"],
        let part = element.attributes["data-part"]
      else { return nil }
      return Cell(id: id, subject: subject, part: part, text: element.text.trimmed)
    }
  }

  /// The prose of sections that are not printed yet.
  public init(_ sections: [Section]) {
    paragraphs = sections.flatMap(\.blocks).compactMap { block in
      guard case .prose(let paragraph) = block else { return nil }
      return (paragraph.language, paragraph.text)
    }
    language = paragraphs.first?.language ?? .en
    cells = []
    page = nil
    dataBlocks = []
    words = []
    document = nil
  }

  /// Markdown: paragraphs are blocks of lines that are no headings, lists of links, tables or code.
  private static func markdown(
    _ text: String
  ) -> (Language, [(language: Language, text: String)]) {
    var paragraphs: [String] = []
    var lines: [Substring] = []
    var isCode = false
    func close() {
      if !lines.isEmpty {
        paragraphs.append(
          MarkupScanner.decoded(lines.joined(separator: " "))
            .replacing("**", with: "").trimmed)
      }
      lines = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { isCode.toggle() }
      let isProse =
        !isCode && !line.allSatisfy(\.isWhitespace)
        && !["#", "|", "```", "!", "<", ">", "    "].contains(where: line.hasPrefix)
      if isProse { lines.append(line) } else { close() }
    }
    close()
    let language = guess(paragraphs.joined(separator: " "))
    return (language, paragraphs.map { (language, $0) })
  }

  /// The language whose commonest words are more.
  private static func guess(_ text: String) -> Language {
    let words = text.lowercased().split { !$0.isLetter }
    let german: Set<Substring> = ["der", "die", "das", "und", "ist", "von", "mit", "nach", "bei"]
    let english: Set<Substring> = ["the", "of", "and", "is", "that", "by", "with", "to", "in"]
    return words.count(where: german.contains) > words.count(where: english.contains) ? .de : .en
  }
}
