/// The section `media_mix` of the project file that `init` writes.
struct MediaMixText {
  /// The name of the data source.
  var source: String
  /// The outcome.
  var outcome: GuessedRoles.Outcome
  /// The channels.
  var channels: [GuessedRoles.Channel]
  /// Media without spend.
  var organic: [GuessedRoles.Organic] = []
  /// Measures that are not media.
  var treatments: [GuessedRoles.Treatment] = []
  /// The controls.
  var controls: [String] = []
  /// What was left out.
  var leftovers: [GuessedRoles.Leftover] = []
  /// The outcome for each unit of money, if it makes an ROI prior near 1 absurd.
  var absurdReturn: Double?

  /// The lines of the section.
  var lines: [String] {
    var lines = ["media_mix:", "  data: \(YAMLText.scalar(source))", "  target:"]
    lines.append(
      "    column: \(YAMLText.scalar(outcome.column))" + ProjectText.remark(outcome.doubt))
    lines.append(
      "    kind: \(outcome.kind.rawValue)".padded(to: 26)
        + "# revenue | conversions | other")
    if let value = outcome.value {
      lines.append("    value: \(YAMLText.scalar(value))".padded(to: 26) + "# money a conversion")
    } else if outcome.kind == .conversions {
      lines.append("    # value: 40            # money a conversion, a number or a column")
    }
    lines += priorRemark + ["  channels:"]
    for channel in channels { lines += channelLines(channel) }
    return lines + organicLines + treatmentLines + controlLines + tail
  }

  private var priorRemark: [String] {
    guard let absurdReturn else { return [] }
    let ratio = Self.short(absurdReturn)
    return [
      "  # The outcome is \(ratio) for each unit of spend, so the usual prior, a return near 1,",
      "  # cannot fit: spend and outcome are not in the same money. Each channel has a prior on its",
      "  # share of the outcome instead, together 40 % before the data speak.",
    ]
  }

  private func channelLines(_ channel: GuessedRoles.Channel) -> [String] {
    var lines = ["    \(YAMLText.scalar(channel.name)):" + ProjectText.remark(channel.doubt)]
    lines.append("      spend: \(YAMLText.scalar(channel.spend))")
    if let exposure = channel.exposure {
      lines.append("      exposure: \(YAMLText.scalar(exposure))")
    }
    lines += Self.pairLines(channel.reach, channel.frequency)
    if absurdReturn != nil {
      let count = Double(channels.count)
      let second = Self.short(max(count / 0.4 - 1, 1))
      lines.append("      prior: {contribution: {beta: [1, \(second)]}}")
    }
    return lines
  }

  private static func pairLines(_ reach: String?, _ frequency: String?) -> [String] {
    guard let reach, let frequency else { return [] }
    return [
      "      reach: \(YAMLText.scalar(reach))",
      "      frequency: \(YAMLText.scalar(frequency))    # mean contacts of those reached",
    ]
  }

  private var organicLines: [String] {
    guard !organic.isEmpty else { return [] }
    var lines = ["  organic:               # media without spend"]
    for medium in organic {
      lines.append("    \(YAMLText.scalar(medium.name)):")
      if let exposure = medium.exposure {
        lines.append("      exposure: \(YAMLText.scalar(exposure))")
      }
      lines += Self.pairLines(medium.reach, medium.frequency)
    }
    return lines
  }

  private var treatmentLines: [String] {
    guard !treatments.isEmpty else { return [] }
    var lines = ["  treatments:            # measures that are not media"]
    for treatment in treatments {
      lines.append("    \(YAMLText.scalar(treatment.name)):")
      lines.append("      column: \(YAMLText.scalar(treatment.column))")
      lines.append("      baseline: min      # what it is compared with: min | max | a number")
    }
    return lines
  }

  private var controlLines: [String] {
    var lines: [String] = []
    if !controls.isEmpty {
      lines.append("  controls:              # what moves the outcome and is not media")
      lines += controls.map { "    - \(YAMLText.scalar($0))" }
    }
    if !leftovers.isEmpty {
      lines.append("  # Left out:")
      lines += leftovers.map {
        "  #   \(YAMLText.scalar($0.column)): \(YAMLText.comment($0.reason))"
      }
    }
    return lines
  }

  private var tail: [String] {
    examples + [
      "  # sampler: {chains: 4, warmup: 500, draws: auto, seed: 1}",
      "  # baseline: {knots: auto, fourier: 2, holidays: [DE]}   # a calendar: DE, DE-BY, US, …",
      "  # holdout: {last: 13}   # keep the last periods out of the fit, to test it",
    ]
  }

  /// Keys that the file does not use yet; without the mark in front, each line is read as it is.
  private var examples: [String] {
    let channel = YAMLText.scalar(channels.first?.name ?? "tv")
    var lines: [String] = []
    if organic.isEmpty {
      lines.append("  # organic: {newsletter: {exposure: COLUMN}}       # media without spend")
    }
    if treatments.isEmpty {
      lines.append("  # treatments: {price: {column: COLUMN, baseline: max}}   # what is not media")
    }
    return lines + [
      "  # likelihood: student-t # heavy tails: a few extreme periods pull less",
      "  # time_varying: all     # effects may drift; or a list of media, each by itself",
      "  # Finished experiments, as a list or a file. In this one, spend was raised by half from a",
      "  # first to a last period; lift is the KPI it added.",
      "  # experiments: [{name: spring, kind: heavy-up, channels: [\(channel)], from: 2025-03-03, "
        + "to: 2025-03-30, spend_factor: 1.5, lift: 1200, standard_error: 300}]",
    ]
  }

  /// A number with three digits that count, as a person would write it.
  static func short(_ number: Double) -> String {
    guard number.isFinite, number != 0 else { return "0" }
    var scale = 1.0
    let size = abs(number)
    while size * scale < 100 && scale < 1e12 { scale *= 10 }
    let rounded = size >= 1000 ? number.rounded() : (number * scale).rounded() / scale
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? String(Int(rounded)) : String(rounded)
  }
}
