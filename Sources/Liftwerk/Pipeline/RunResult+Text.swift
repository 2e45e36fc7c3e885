import Findings
import Reports

extension RunResult {
  /// The report's tables for a terminal.
  ///
  /// - Parameter width: Columns of the terminal; nil never cuts.
  /// - Throws: `LiftwerkError` if a table is broken, which is a fault of the program.
  public func text(width: Int? = nil) throws(LiftwerkError) -> String {
    try TerminalText.text(sections, document, language, width: width)
  }
}

/// Tables of a run as text.
enum TerminalText {
  static func text(
    _ sections: [Section], _ document: FindingsDocument, _ language: Language, width: Int?
  ) throws(LiftwerkError) -> String {
    let writer = GridText(language, FindingIndex(document))
    var texts: [String] = []
    for case .table(let grid) in sections.flatMap(\.blocks) {
      do { texts.append(try writer.text(grid, width: width)) } catch { throw LiftwerkError(error) }
    }
    return texts.joined(separator: "\n")
  }
}
