public import Findings
public import LanguageModels
public import Narrative

/// What language models did for a report.
public struct ReportRewrites: Sendable {
  /// The sections, reworded where that held.
  public let sections: [Section]
  /// What became of each paragraph: the contents of `rewrites.json`.
  public let records: [RewriteRecord]
  /// The questions that were asked.
  public let calls: [ChatCall]

  /// How many paragraphs there were, by what became of them.
  public var paragraphs: [String: Int] {
    Dictionary(grouping: records, by: \.outcome.rawValue).mapValues(\.count)
  }

  /// How many paragraphs each check kept as they were; `no_answer` where no server answered.
  public var rejections: [String: Int] {
    Dictionary(grouping: records.compactMap(\.check)) { $0 }.mapValues(\.count)
  }

  private var rewritten: Int { records.count { $0.outcome == .rewritten } }

  /// The models whose words stand in the report, each once.
  private var models: [String] {
    Set(records.filter { $0.outcome == .rewritten }.compactMap(\.model)).sorted()
  }

  /// What the report says of it; nil if there was no prose.
  public var remark: Phrase? {
    guard !records.isEmpty else { return nil }
    let reasons = rejections.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let why = reasons.isEmpty ? "" : " (\(reasons.joined(separator: ", ")))"
    let names = models.isEmpty ? "" : " (\(models.joined(separator: ", ")))"
    return Phrase(
      en:
        "A language model\(names) worded \(rewritten) of \(records.count) paragraphs; each was verified "
        + "against the findings. The others stand as written without a model\(why).",
      de:
        "Ein Sprachmodell\(names) hat \(rewritten) von \(records.count) Absätzen formuliert; jeder wurde "
        + "gegen die Ergebnisse geprüft. Die übrigen stehen, wie sie ohne Modell geschrieben wurden\(why)."
    )
  }

  /// What the manifest says of it.
  public var decisions: [String: String] {
    var list = ["language_model.rewritten": "\(rewritten) of \(records.count)"]
    for (check, count) in rejections { list["language_model.rejected.\(check)"] = String(count) }
    for (server, calls) in Dictionary(grouping: calls, by: \.server) {
      let asked = calls.filter { $0.attempts > 0 }
      let usage = asked.map(\.usage).reduce(into: TokenUsage()) { sum, usage in
        sum.input += usage.input
        sum.output += usage.output
      }
      let faults = Dictionary(grouping: asked.compactMap(\.failure?.rawValue)) { $0 }
        .sorted { $0.key < $1.key }.map { ", \($0.key) \($0.value.count)" }.joined()
      let costs = asked.compactMap(\.cost)
      let cost = costs.isEmpty ? "" : ", cost \(costs.reduce(0, +))"
      let model = calls.first?.model ?? ""
      list["language_model.server.\(server)"] =
        "\(model): \(asked.count) asked, \(calls.count(where: \.isKept)) kept answers, "
        + "\(usage.input) tokens in, \(usage.output) out\(cost)\(faults)"
    }
    return list
  }

  /// The section that tells of it in the report.
  var section: Section? {
    remark.map { remark in
      Section(
        id: "language-model", title: Phrase(en: "Language model", de: "Sprachmodell"),
        blocks: [.note(.init(rewritten > 0 ? .information : .warning, remark))])
    }
  }
}
