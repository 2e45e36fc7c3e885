import Findings
import Tables

/// The commented project file that `init` writes.
struct ProjectText {
  /// What the project is called.
  var name: String
  /// The files it was made from, for the first line.
  var exports: [String]
  /// The currency found in the files.
  var currency: String?
  /// The locale the files need.
  var locale: TableLocale?
  /// The encoding the files need.
  var encoding: TextEncoding?
  /// The language of the report.
  var language = Language.en
  /// The lines of the `data` section, without indentation of their own.
  var data: [String]
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
  var controls: [String]
  /// What was left out.
  var leftovers: [GuessedRoles.Leftover]
  /// The outcome for each unit of money, if it makes an ROI prior near 1 absurd.
  var absurdReturn: Double?

  /// The whole file.
  var text: String {
    (head + dataSection + mediaMixSection + tail).joined(separator: "\n") + "\n"
  }

  private var head: [String] {
    let names = exports.map { YAMLText.comment($0) }.joined(separator: " ")
    var lines = [
      "# Written by `liftwerk init \(names)` from names and contents of columns.",
      "# Lines with \"guess\" deserve a look. Then: `liftwerk check`, `liftwerk run`.",
      "project: \(YAMLText.scalar(name))",
    ]
    if let currency {
      lines.append("currency: \(currency)")
    } else {
      lines.append("# currency: EUR          # say it, and the report shows amounts in it")
    }
    if let locale { lines.append("locale: \(locale.rawValue)") }
    if let encoding { lines.append("encoding: \(encoding.rawValue)") }
    return lines
  }

  private var dataSection: [String] { ["", "data:"] + data.map { "  " + $0 } }

  private var mediaMixSection: [String] {
    var lines = ["", "media_mix:", "  data: \(YAMLText.scalar(source))", "  target:"]
    lines.append(
      "    column: \(YAMLText.scalar(outcome.column))" + Self.remark(outcome.doubt))
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
    return lines + organicLines + treatmentLines + controlLines
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
    var lines = ["    \(YAMLText.scalar(channel.name)):" + Self.remark(channel.doubt)]
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
      "",
      "report:",
      "  language: \(language.rawValue)           # en | de",
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

  private static func remark(_ doubt: String?) -> String {
    doubt.map { "   # guess: \(YAMLText.comment($0))" } ?? ""
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

extension String {
  /// The text filled with blanks up to a width, with two at least.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(2, width - count))
  }
}
