public import Foundation

/// Reads documents from files.
public enum DocumentReader {
  /// The largest file that is read unless something else is said: 20 MB.
  public static let defaultLimit = 20_000_000

  /// What came of reading.
  public struct Outcome: Sendable {
    /// The documents, in order of their paths.
    public var documents: [SourceDocument] = []
    /// Files in folders that are no documents.
    public var otherFiles: [String] = []
    /// Why a document was refused, one message each.
    public var problems: [String] = []
  }

  /// Reads files, and all documents in folders, hidden ones left out.
  ///
  /// - Parameters:
  ///   - paths: files or folders; links are followed, each file is read once.
  ///   - limit: the most bytes a file may have.
  /// - Throws: `KnowledgeError.missing` or `.refused` if a path leads nowhere or to too much. A file
  ///   that is refused is told among the problems.
  public static func read(
    _ paths: [String], labels: DocumentLabels = DocumentLabels(), limit: Int = defaultLimit
  ) throws(KnowledgeError) -> Outcome {
    let found = try FolderWalk.documents(paths)
    var outcome = Outcome(otherFiles: found.otherFiles)
    for file in found.files {
      do throws(KnowledgeError) {
        outcome.documents.append(try read(file, labels, limit))
      } catch {
        outcome.problems += error.messages
      }
    }
    return outcome
  }

  private static func read(
    _ file: FolderWalk.File, _ labels: DocumentLabels, _ limit: Int
  ) throws(KnowledgeError) -> SourceDocument {
    // The size is asked before a byte is read.
    let size =
      (try? FileManager.default.attributesOfItem(
        atPath: URL(fileURLWithPath: file.path).resolvingSymlinksInPath().path))?[.size] as? Int
    if let size, size > limit { throw tooLarge(file.path, limit, size) }
    if file.format == .pdf {
      return SourceDocument(
        name: file.name, source: file.path, format: .pdf,
        text: try PDFText.read(path: file.path, limit: limit), labels: labels)
    }
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw .missing("\(file.path): the file cannot be read. Check that you may.")
    }
    guard data.count <= limit else { throw tooLarge(file.path, limit, data.count) }
    var document = try document(
      data, name: file.name, shownAs: file.path, format: file.format, labels: labels)
    document.source = file.path
    return document
  }

  /// Makes a document of bytes in memory.
  ///
  /// - Throws: `KnowledgeError.refused` if they are no text of the format; `.unavailable` for a PDF,
  ///   which is read from its file.
  public static func document(
    _ data: Data, name: String, format: DocumentFormat, labels: DocumentLabels = DocumentLabels()
  ) throws(KnowledgeError) -> SourceDocument {
    try document(data, name: name, shownAs: name, format: format, labels: labels)
  }

  private static func document(
    _ data: Data, name: String, shownAs shown: String, format: DocumentFormat,
    labels: DocumentLabels
  ) throws(KnowledgeError) -> SourceDocument {
    var document = SourceDocument(name: name, format: format, text: "", labels: labels)
    switch format {
    case .glossary: (document.terms, document.text) = try Glossary.read(data, name: shown)
    case .html:
      let (text, title) = HTMLText.strip(try SourceText.decode(data, name: shown))
      document.text = text
      document.title = title.isEmpty ? nil : title
    case .markdown, .text: document.text = try SourceText.decode(data, name: shown)
    case .pdf: throw .unavailable("\(shown): a PDF is read from its file.")
    }
    guard document.text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw .refused(["\(shown): the document holds no text. Leave it out."])
    }
    return document
  }

  static func tooLarge(_ path: String, _ limit: Int, _ size: Int? = nil) -> KnowledgeError {
    let megabytes = size.map { " has \($0 / 1_000_000) MB and" } ?? ""
    return .refused([
      "\(path): the document\(megabytes) exceeds the limit of \(limit / 1_000_000) MB. "
        + "Split it, or raise the limit with --limit MB."
    ])
  }
}
