import Findings

/// Whether the run's gates were passed, and if not, why: the last tile and the notes below it.
struct VerdictView {
  let tone: String
  let word: String
  let count: String
  let reasons: [NoteView]

  init(_ document: FindingsDocument, isReleased: Bool, _ language: Language) {
    let words = ReportWords(language)
    let withheld = document.findings.filter { $0.status == .withheld }
    let forced = document.findings.filter { $0.status == .forced }
    if !isReleased {
      tone = "withheld"
      word = words.failed
      count = words.count(withheld.count, .withheld)
    } else if !forced.isEmpty {
      tone = "forced"
      word = words.overridden
      count = words.count(forced.count, .forced)
    } else {
      tone = "passed"
      word = words.passed
      count = words.count(withheld.count, withheld.isEmpty ? .ok : .withheld)
    }
    reasons = NoteView.reasons(withheld, words) + NoteView.reasons(forced, words)
  }
}

/// A remark in plain words.
struct NoteView {
  let tone: String
  let word: String
  let message: String
  let remedy: String?

  init(_ note: Section.Note, _ language: Language) {
    let words = ReportWords(language)
    tone = note.tone.rawValue
    word =
      switch note.tone {
      case .information: words.information
      case .warning: words.warning
      case .withheld: words.status(.withheld)
      }
    message = note.text[language]
    remedy = nil
  }

  private init(_ first: Finding, number: Int, _ words: ReportWords) {
    tone = first.status.rawValue
    word = words.count(number, first.status) + ":"
    message = first.reason ?? ""
    remedy = first.remedy
  }

  /// One remark a reason, in the order of the findings.
  static func reasons(_ findings: [Finding], _ words: ReportWords) -> [NoteView] {
    var order: [[String?]] = []
    var groups: [[String?]: [Finding]] = [:]
    for finding in findings {
      let key = [finding.reason, finding.remedy]
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(finding)
    }
    return order.compactMap { key in
      guard let group = groups[key], let first = group.first else { return nil }
      return NoteView(first, number: group.count, words)
    }
  }
}
