// What an error of the YAML parser means to the person who wrote the file.
import Yams

extension ProjectFile {
  /// The place, with a leading colon, and the message of an error of syntax, without the text of
  /// the file around it.
  static func describe(syntax error: any Error) -> String {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      ":\(mark.line): this is no YAML: \(plain(problem))"
    case .reader(let problem, let offset, _, _):
      (offset.map { ", byte \($0)" } ?? "") + ": this is no YAML: \(plain(problem))"
    case .duplicatedKeysInMapping(let duplicates, let context):
      ":\(context.mark.line): the group that starts here has more than one "
        + duplicates.map { "\"\($0)\"" }.sorted().joined(separator: ", ")
        + ". Keep one of each."
    default:
      ": this is no YAML: \(plain("\(error)"))"
    }
  }

  private static func plain(_ problem: String) -> String {
    if problem.contains("tab") { return "lines are indented by tabs. Use spaces." }
    if problem.contains("nesting") { return "brackets are nested too deep. Close them." }
    return "\(problem). Check indentation, quotes and brackets."
  }
}
