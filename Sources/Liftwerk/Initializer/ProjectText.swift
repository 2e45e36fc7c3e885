import Findings
import Tables

/// The commented project file that `init` writes.
struct ProjectText {
  /// What the project is called.
  var name: String
  /// The files it was made from, for the first line.
  var exports: [String]
  /// The currency found in the files.
  var currency: String?
  /// The locale the files need.
  var locale: TableLocale?
  /// The encoding the files need.
  var encoding: TextEncoding?
  /// The language of the report.
  var language = Language.en
  /// The lines of the `data` section, without indentation of their own.
  var data: [String] = []
  /// The lines of the sections that ask something, one after another.
  var sections: [[String]] = []

  /// The whole file.
  var text: String {
    let report = ["", "report:", "  language: \(language.rawValue)           # en | de"]
    let lines =
      head + ["", "data:"] + data.map { "  " + $0 } + sections.flatMap { [""] + $0 } + report
    return lines.joined(separator: "\n") + "\n"
  }

  private var head: [String] {
    let names = exports.map { YAMLText.comment($0) }.joined(separator: " ")
    var lines = [
      "# Written by `liftwerk init \(names)` from names and contents of columns.",
      "# Lines with \"guess\" deserve a look. Then: `liftwerk check`, `liftwerk run`.",
      "project: \(YAMLText.scalar(name))",
    ]
    if let currency {
      lines.append("currency: \(currency)")
    } else {
      lines.append("# currency: EUR          # say it, and the report shows amounts in it")
    }
    if let locale { lines.append("locale: \(locale.rawValue)") }
    if let encoding { lines.append("encoding: \(encoding.rawValue)") }
    return lines
  }

  /// What stands behind a line that is a guess.
  static func remark(_ doubt: String?) -> String {
    doubt.map { "   # guess: \(YAMLText.comment($0))" } ?? ""
  }
}

extension String {
  /// The text filled with blanks up to a width, with two at least.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(2, width - count))
  }
}
