public import Findings
import Foundation
public import Narrative
import Reports
import Runs

/// Holds a report against findings: its prose, its cells, and all else that a page shows against what its
/// data draw.
public struct ReportCheck: Sendable {
  private let report: ReportText
  private let document: FindingsDocument
  private let policy: ReportPolicy?

  /// Takes a report and the findings that count.
  ///
  /// - Parameters:
  ///   - report: the report.
  ///   - document: the findings; nil takes those that the page carries.
  ///   - name: the report's name, for messages.
  ///   - policy: rules and terms that the report has to keep; nil if there are none.
  /// - Throws: `LiftwerkError` with code `inputMissing` if there are no findings.
  public init(
    _ report: ReportText, document: FindingsDocument? = nil, name: String,
    policy: ReportPolicy? = nil
  ) throws(LiftwerkError) {
    guard let document = document ?? report.document else {
      throw LiftwerkError(
        .inputMissing,
        "\(name): the report carries no findings. Name those of its run: --findings findings.json.")
    }
    self.report = report
    self.policy = policy
    self.document = document
  }

  /// Verifies the report, and holds it against the rules.
  public func verification() -> ReportVerification {
    let facts = factVerification()
    guard let policy else { return facts }
    return facts.adding(policy.claims(report, document, stated: facts.claims))
  }

  private func factVerification() -> ReportVerification {
    let verifier = ReportVerifier(document)
    let altered = report.dataBlocks.filter { block in
      block.digest.map { $0 != ContentHash.hex(Data(block.text.utf8)) } ?? false
    }.map { block in
      Claim(
        text: block.name, findings: [],
        checks: ["data": "the \(block.name) that the page carries were altered"])
    }
    guard let content = report.dataBlocks.first(where: { $0.name == "content" }) else {
      return verifier.verify(report).adding(altered)
    }
    guard let drawn = drawn(content.text) else {
      return verifier.verify(report).adding(
        altered + [
          Claim(
            text: content.name, findings: [],
            checks: ["data": "the content that the page carries cannot be drawn by this version"])
        ])
    }
    return verifier.verify(report, drawn: drawn).adding(altered)
  }

  /// The page as its data draw it.
  private func drawn(_ json: String) -> ReportText? {
    guard let content = try? JSONDecoder().decode(ReportContent.self, from: Data(json.utf8)),
      content.schema == ReportContent.currentSchema,
      let html = try? content.report(document).html()
    else { return nil }
    return try? ReportText(html, name: "content")
  }
}
