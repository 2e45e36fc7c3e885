import Findings

/// The finding an element shows, as attributes by which the page can be verified cell by cell.
struct BoundView {
  let id: String
  let subject: String
  let part: String

  init(_ finding: Finding, part: String) {
    id = finding.id
    self.part = part
    var parts = finding.subject.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    if let period = finding.period { parts.append("\(period.from)/\(period.to)") }
    subject = parts.joined(separator: "; ")
  }
}

extension ShownCell {
  /// The attributes of the element that shows this cell.
  var bound: BoundView? {
    guard let finding, let part else { return nil }
    return BoundView(finding, part: part)
  }

  /// The word set beside a number that was shown by force.
  func flag(_ language: Language) -> String? {
    kind == .forced ? ReportWords(language).status(.forced) : nil
  }

  /// The class of the element.
  var style: String {
    switch kind {
    case .text: "text"
    case .number: "number"
    case .withheld: "is-withheld"
    case .forced: "is-forced"
    case .missing: "is-missing"
    }
  }
}
