/// The formats that documents come in.
public enum DocumentFormat: String, Sendable, Codable, CaseIterable {
  case markdown, text, html, pdf, glossary

  /// The format that a file's name tells; nil if none of them does.
  public init?(fileName: String) {
    let suffix = fileName.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard fileName.contains("."), let format = Self.bySuffix[suffix] else { return nil }
    self = format
  }

  private static let bySuffix: [String: DocumentFormat] = [
    "md": .markdown, "markdown": .markdown, "txt": .text, "text": .text, "html": .html,
    "htm": .html, "xhtml": .html, "pdf": .pdf, "csv": .glossary, "tsv": .glossary,
  ]

  /// The suffixes of file names, for messages.
  static let suffixes = "md, markdown, txt, text, html, htm, xhtml, pdf, csv, tsv"
}
