extension LongPanel {
  /// A campaign that no rule fits, and what it spent.
  struct UnmatchedCampaign {
    let source: String
    let campaign: String
    let spend: Int
    let firstLine: Int

    var text: String { "'\(displayed(campaign))' \(shortest(Double(spend) / 1e6))" }
    var line: SkippedLine {
      SkippedLine(line: firstLine, text: text, reason: .unmatchedCampaign, source: source)
    }
  }

  /// The campaigns of an export that no rule fits, the most expensive first.
  static func unmatchedCampaigns(_ export: SourceRows) -> [UnmatchedCampaign] {
    var found: [String: UnmatchedCampaign] = [:]
    for row in export.rows where row.channel == nil {
      let campaign = row.campaign ?? ""
      let known = found[campaign]
      let (sum, overflow) = (known?.spend ?? 0).addingReportingOverflow(row.spend)
      found[campaign] = UnmatchedCampaign(
        source: export.source, campaign: campaign, spend: overflow ? .max : sum,
        firstLine: known?.firstLine ?? row.line)
    }
    return found.values.sorted { ($1.spend, $0.campaign) < ($0.spend, $1.campaign) }
  }

  static func refusal(_ list: [UnmatchedCampaign], _ first: UnmatchedCampaign) -> TableError {
    let names = list.prefix(20).map(\.text).joined(separator: ", ")
    let rest = list.count > 20 ? ", …" : ""
    return TableError(
      .unmatchedCampaigns, source: first.source, line: first.firstLine,
      "no rule of the channel map fits \(list.count) "
        + "\(list.count == 1 ? "campaign" : "campaigns") (with spend): \(names)\(rest)",
      remedy: "add rules for them, or set 'unmatched: drop' to leave them out")
  }

  /// Refuses an export that was made for fewer days than the KPI's whole periods.
  static func checkCoverage(
    _ export: SourceRows, _ range: ClosedRange<CivilDate>, _ kpi: KPI
  ) throws(TableError) {
    var gaps: [String] = []
    if export.covered.lowerBound > range.lowerBound {
      gaps.append(
        "\(range.lowerBound) to "
          + "\(min(export.covered.lowerBound.adding(days: -1), range.upperBound))")
    }
    if export.covered.upperBound < range.upperBound {
      gaps.append(
        "\(max(export.covered.upperBound.adding(days: 1), range.lowerBound)) to "
          + "\(range.upperBound)")
    }
    guard !gaps.isEmpty else { return }
    throw TableError(
      .uncoveredRange, source: export.source,
      "the export does not cover \(gaps.joined(separator: " and ")), which "
        + "\(kpi.table.source) does",
      remedy: "export these days too; if nothing was delivered then, state the range with 'from' "
        + "and 'to'")
  }
}
