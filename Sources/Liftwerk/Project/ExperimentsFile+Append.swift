public import Interchange
import Yams

extension ExperimentsFile {
  /// A file's text with a test more at its end; what stood there stays as it was, byte for byte.
  ///
  /// - Parameters:
  ///   - test: the test.
  ///   - text: the text of the file; nil or empty makes a new one.
  ///   - path: the file, for messages.
  /// - Throws: `LiftwerkError` with code `badProject` if the file cannot be read, has a test of this
  ///   name already, or is written in a form to which nothing can be appended.
  public static func appending(
    _ test: LiftTest, to text: String?, path: String
  ) throws(LiftwerkError) -> String {
    let text = text ?? ""
    let before = try ExperimentsFile(text: text, path: path)
    if before.tests.contains(where: { $0.name == test.name }) {
      throw LiftwerkError(
        .badProject,
        "\(path): there is a test \"\(test.name)\" already. Remove it, or give this one another name."
      )
    }
    let start = text.isEmpty ? header : text.hasSuffix("\n") ? text : text + "\n"
    let indent = try indentation(of: text, path: path)
    let result = start + entry(test, indent: indent)
    // Whatever form the file has, only a text that is read as it should be is handed back.
    guard let after = try? ExperimentsFile(text: result, path: path),
      after.tests == before.tests + [test]
    else {
      throw LiftwerkError(
        .badProject,
        "\(path): nothing can be appended to the form that its list is written in. Write one test "
          + "below the other, each beginning with \"- name:\".")
    }
    return result
  }

  private static let header = """
    # Finished experiments that the media mix learns from; liftwerk.yaml names this file under
    # media_mix.experiments.

    """

  /// How far the entries of a file's list are indented.
  static func indentation(of text: String, path: String) throws(LiftwerkError) -> Int {
    guard let root = try ProjectFile.compose(text, path: path) else { return 0 }
    let list = root.sequence ?? root.mapping?.first?.value.sequence
    // The mark of a block list is that of its first dash; columns count from 1.
    return max(0, (list?.mark?.column ?? 1) - 1)
  }

  static func entry(_ test: LiftTest, indent: Int) -> String {
    var lines: [(LiftTest.Key, String)] = [
      (.name, YAMLText.scalar(test.name)), (.kind, test.kind.rawValue),
      (.channels, list(test.channels)),
    ]
    if let geos = test.geos { lines.append((.geos, list(geos))) }
    lines += [(.from, date(test.from)), (.to, date(test.to))]
    if let measured = test.measuredTo { lines.append((.measuredTo, date(measured))) }
    if let factor = test.spendFactor { lines.append((.spendFactor, "\(factor)")) }
    if let usual = test.usualSpend { lines.append((.usualSpend, "\(usual)")) }
    lines += [(.lift, "\(test.lift)"), (.standardError, "\(test.standardError)")]
    if let cells = test.panelCells { lines.append((.panelCells, cells.rawValue)) }
    if let source = test.source { lines.append((.source, YAMLText.scalar(source))) }
    let margin = String(repeating: " ", count: indent)
    return lines.enumerated().map { position, line in
      margin + (position == 0 ? "- " : "  ") + "\(line.0.rawValue): \(line.1)\n"
    }.joined()
  }

  private static func list(_ names: [String]) -> String {
    "[" + names.map(YAMLText.scalar).joined(separator: ", ") + "]"
  }

  /// A period's label: plain where it begins like a date, so that it looks as an analyst writes it.
  private static func date(_ label: String) -> String {
    label.wholeMatch(of: /\d{4}-\d{2}-\d{2}|\d{4}-W\d{2}/) != nil
      ? label : YAMLText.scalar(label)
  }
}
