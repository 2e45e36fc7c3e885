import Charts
import Findings

extension HTMLReport {
  /// The page as one text; the same report gives the same bytes.
  ///
  /// - Throws: `ReportError` if a section shows an unknown figure, a table is ragged, or a finding
  ///   is not finite.
  public func html() throws(ReportError) -> String {
    let page = try PageView(self)
    return try PageTemplate.render(page)
  }
}
