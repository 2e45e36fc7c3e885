import Findings
import Tables

/// Questions with the documents that answer them.
public struct QuestionFile: Sendable, Equatable {
  /// A question.
  public struct Question: Sendable, Equatable {
    /// The question.
    public var text: String
    /// The documents that answer it, with how well: 1 or more.
    public var relevance: [String: Double]
  }

  /// The questions in the order of the file.
  public var questions: [Question]

  /// Reads a CSV file with the columns question and document, and perhaps relevance; a question with
  /// several documents has several rows.
  ///
  /// - Throws: `KnowledgeError.missing` or `.refused`, with every wrong row.
  public init(path: String) throws(KnowledgeError) {
    questions = []
    var places: [String: Int] = [:]
    var problems: [String] = []
    do {
      let scanner = try TableScanner(path: path)
      let columns = scanner.columnNames.map { $0.lowercased() }
      guard let question = columns.firstIndex(of: "question"),
        let document = columns.firstIndex(of: "document")
      else {
        throw KnowledgeError.refused([
          "\(path): the file needs the columns question and document; found "
            + "\(columns.joined(separator: ", "))."
        ])
      }
      let relevance = columns.firstIndex(of: "relevance")
      var found: [Question] = []
      try scanner.forEachRow { (row) throws(TableError) in
        func cell(_ index: Int) -> String { String(decoding: row[index], as: UTF8.self).trimmed }
        let grade = relevance.map { cell($0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "1"
        guard let value = Double(grade), value >= 0, value <= 100, !cell(question).isEmpty,
          !cell(document).isEmpty
        else {
          problems.append(
            "\(path), line \(row.line): a row has a question, a document and a relevance from 0 to "
              + "100.")
          return
        }
        let place = places[cell(question)] ?? found.count
        if place == found.count {
          places[cell(question)] = place
          found.append(Question(text: cell(question), relevance: [:]))
        }
        if value > 0 { found[place].relevance[cell(document)] = value }
      }
      questions = found.filter { !$0.relevance.isEmpty }
    } catch let error as KnowledgeError {
      throw error
    } catch let error as TableError {
      throw error.isMissingInput ? .missing("\(error)") : .refused(["\(error)"])
    } catch {
      throw .refused(["\(path): \(error)"])
    }
    if !problems.isEmpty { throw .refused(problems) }
    guard !questions.isEmpty else {
      throw .refused(["\(path): no question has a document that answers it. Add some."])
    }
  }
}
