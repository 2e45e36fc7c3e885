extension PlainText {
  /// A text as a field of a CSV file: quoted where it must be, in files with commas and with semicolons,
  /// and with an apostrophe before what a spreadsheet would take for a formula.
  public static func csvField(_ text: String) -> String {
    let isFormula = text.unicodeScalars.first.map { "=+-@\t\r＝＋－＠".unicodeScalars.contains($0) }
    let safe = isFormula == true ? "'" + text : text
    let needsQuotes = safe != text || safe.contains { ",;\"\n\r".contains($0) }
    return needsQuotes ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
  }
}
