import Foundation
public import Interchange
import Yams

extension ExperimentsFile {
  /// A file's text with a test in the place of the one of the same name; all else stays as it was, byte
  /// for byte.
  ///
  /// - Throws: `LiftwerkError` with code `badProject` if the file cannot be read, has no test of this
  ///   name, or is written in a form in which nothing can be replaced.
  public static func replacing(
    _ test: LiftTest, in text: String, path: String
  ) throws(LiftwerkError) -> String {
    let before = try ExperimentsFile(text: text, path: path)
    let root = try ProjectFile.compose(text, path: path)
    let entries = root?.sequence ?? root?.mapping?.first?.value.sequence
    guard let place = before.tests.firstIndex(where: { $0.name == test.name }), let entries,
      entries.count == before.tests.count, let first = entries[place].mark?.line
    else { throw unreplaceable(test, path) }
    var lines = text.components(separatedBy: "\n")
    var end = place + 1 < entries.count ? (entries[place + 1].mark?.line ?? 1) - 1 : lines.count
    // Remarks and blank lines between two entries belong to the next one.
    while end > first, Self.isRemark(lines[end - 1]) { end -= 1 }
    guard first >= 1, end >= first, end <= lines.count else { throw unreplaceable(test, path) }
    let indent = try indentation(of: text, path: path)
    let entry = Self.entry(test, indent: indent).split(separator: "\n").map(String.init)
    lines.replaceSubrange(first - 1..<end, with: entry)
    let result = lines.joined(separator: "\n")
    var expected = before.tests
    expected[place] = test
    guard let after = try? ExperimentsFile(text: result, path: path), after.tests == expected else {
      throw unreplaceable(test, path)
    }
    return result
  }

  private static func isRemark(_ line: String) -> Bool {
    let text = line.drop { $0 == " " || $0 == "\t" || $0 == "\r" }
    return text.isEmpty || text.hasPrefix("#")
  }

  private static func unreplaceable(_ test: LiftTest, _ path: String) -> LiftwerkError {
    LiftwerkError(
      .badProject,
      "\(path): the test \"\(test.name)\" cannot be replaced in the form that the list is written in. "
        + "Remove it by hand, and add it again.")
  }
}
