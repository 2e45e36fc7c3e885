public import Findings
public import Foundation
import Runs

/// What a command on a ledger tells: findings and tables, without a run folder.
public struct LiveAnswer: Sendable {
  /// The facts.
  public var findings: [Finding] = []
  /// The tables.
  public var sections: [Section] = []
  /// Sentences beside the tables.
  public var remarks: [String] = []
  /// Why the gate or a guardrail held back what was asked for; empty if nothing did.
  public var reasons: [String] = []
  /// The language of the texts.
  public var language: Language

  init(_ language: Language) { self.language = language }

  /// The facts as JSON in the form of a run's findings.
  ///
  /// - Throws: `LiftwerkError` if they cannot be written, which is a fault of the program.
  public func encoded() throws(LiftwerkError) -> Data {
    do { return try document.encoded() } catch { throw LiftwerkError(error) }
  }

  /// The tables for a terminal, with the sections' notes and the remarks below.
  ///
  /// - Throws: `LiftwerkError` if a table is broken, which is a fault of the program.
  public func text(width: Int? = nil) throws(LiftwerkError) -> String {
    var notes: [String] = []
    for case .note(let note) in sections.flatMap(\.blocks) { notes.append(note.text[language]) }
    let tables = try TerminalText.text(sections, document, language, width: width)
    let lines = (notes + remarks).map { "\($0)\n" }.joined()
    return tables + (tables.isEmpty || lines.isEmpty ? "" : "\n") + lines
  }

  private var document: FindingsDocument {
    let facts = (try? StableJSON.encode(findings)) ?? Data()
    return FindingsDocument(run: ContentHash.hex(facts), findings: findings)
  }
}
