import Foundation
import Tables

/// Reads a glossary: a CSV file with the columns term, preferred, forbidden and language.
enum Glossary {
  /// Reads terms, and the text they are found by, a line a term.
  ///
  /// Several forbidden words are separated by `|`. Only the column `term` is needed; what is not
  /// preferred otherwise is preferred as the term itself.
  ///
  /// - Throws: `KnowledgeError.refused` if the file is no table or has no such column.
  static func read(
    _ data: Data, name: String
  ) throws(KnowledgeError) -> (terms: [Term], text: String) {
    do {
      let scanner = try TableScanner(bytes: [UInt8](data), source: name)
      let columns = scanner.columnNames.map { $0.lowercased() }
      guard let term = columns.firstIndex(of: "term") else {
        throw KnowledgeError.refused([
          "\(name): a glossary needs a column term; found \(columns.joined(separator: ", ")). "
            + "Columns that are read: term, preferred, forbidden, language."
        ])
      }
      func cell(_ row: TableRow, _ column: String) -> String {
        guard let index = columns.firstIndex(of: column) else { return "" }
        return String(decoding: row[index], as: UTF8.self).trimmed
      }
      var terms: [Term] = []
      try scanner.forEachRow { (row) throws(TableError) in
        let name = String(decoding: row[term], as: UTF8.self).trimmed
        guard !name.isEmpty else { return }
        let preferred = cell(row, "preferred")
        let language = cell(row, "language").lowercased()
        terms.append(
          Term(
            term: name, preferred: preferred.isEmpty ? name : preferred,
            forbidden: cell(row, "forbidden").split(separator: "|").map { String($0).trimmed }
              .filter { !$0.isEmpty },
            language: language.isEmpty ? nil : language))
      }
      return (terms, terms.map(line).joined(separator: "\n\n"))
    } catch let error as KnowledgeError {
      throw error
    } catch {
      throw .refused(["\(error)"])
    }
  }

  private static func line(_ term: Term) -> String {
    let isGerman = term.language == "de"
    var text = "\(term.term): " + (isGerman ? "bevorzugt " : "preferred ") + term.preferred
    if !term.forbidden.isEmpty {
      text += (isGerman ? "; nicht " : "; not ") + term.forbidden.joined(separator: ", ")
    }
    return text + "."
  }
}

extension String {
  /// Without white space at the ends.
  var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
