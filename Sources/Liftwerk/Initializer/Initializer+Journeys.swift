// The data source and the section for a file of journeys.
import Attribution

extension Initializer {
  func addJourneys(_ export: Export, to project: inout ProjectText) {
    let path = "  path: \(YAMLText.scalar(pathInProject(export.path)))"
    switch export.journeys {
    case .touches(let touches):
      project.data += ["touches:", path] + sourceLines(touches)
      project.sections.append(AttributionText(source: "touches", touches: touches).lines)
    case .paths(let paths):
      project.data += ["paths:", path] + sourceLines(paths)
      project.sections.append(AttributionText(source: "paths").lines)
    case nil: break
    }
  }

  private func sourceLines(_ touches: GuessedTouches) -> [String] {
    let columns = touches.columns
    func line(_ key: String, _ column: String) -> String { "  \(key): \(YAMLText.scalar(column))" }
    var lines = [
      line("user", columns.user), line("time", columns.time),
      line("channel", columns.channel) + ProjectText.remark(touches.channelDoubt),
    ]
    if let conversion = columns.conversion {
      lines.append(line("conversion", conversion) + ProjectText.remark(touches.conversionDoubt))
    }
    lines.append(
      columns.value.map { line("value", $0) }
        ?? "  # value: COLUMN        # what conversions are worth"
    )
    lines.append(
      columns.consent.map { line("consent", $0) }
        ?? "  # consent: COLUMN      # which rows may be used; without it, all are")
    return lines
  }

  private func sourceLines(_ paths: GuessedPaths) -> [String] {
    let columns = paths.columns
    func line(_ key: String, _ column: String) -> String { "  \(key): \(YAMLText.scalar(column))" }
    var lines = [
      line("journey", columns.path), line("separator", columns.separator),
      line("conversions", columns.conversions) + ProjectText.remark(paths.doubt),
    ]
    lines.append(
      columns.value.map { line("value", $0) }
        ?? "  # value: COLUMN        # what conversions are worth"
    )
    lines.append(
      columns.nulls.map { line("nulls", $0) }
        ?? "  # nulls: COLUMN        # journeys without conversion")
    return lines
  }
}

/// The section `attribution` of the project file that `init` writes.
struct AttributionText {
  /// The name of the data source.
  var source: String
  /// What the log of touches holds; nil for collapsed paths.
  var touches: GuessedTouches?

  /// The lines of the section.
  var lines: [String] {
    ["attribution:", "  data: \(source)"] + journeyLines
      + [
        "  models: [markov-1, shapley, linear, last-touch]   # compare: liftwerk attribution compare",
        "  # spend: {path: spend.csv, channel: channel, spend: spend}   # cost and return by channel",
        "  # calibration: {experiments: lift-tests.yaml}   # finished lift tests scale credit",
        "  # bootstrap: 200       # how often users are resampled for the intervals",
      ]
  }

  private var journeyLines: [String] {
    guard let touches else {
      return ["  # collapse: repeats     # touches of one channel in a row count as one"]
    }
    let rule = touches.hasRepeatBuyers ? "conversion" : "user"
    var lines = [
      "  journeys: \(rule)".padded(to: 26)
        + "# conversion: each one ends a journey | user: one journey a user"
    ]
    lines.append(
      touches.hasTimes
        ? "  lookback_days: 30       # touches count this long before a journey's end"
        : "  # lookback_days: 30     # needs times")
    lines.append(
      touches.hasEvents
        ? "  collapse: sessions      # events of one channel in a row within 30 minutes are one touch"
        : "  # collapse: repeats     # touches of one channel in a row count as one")
    lines.append(
      "  # direct: drop          # direct visits count only where a journey has no others")
    return lines
  }
}
