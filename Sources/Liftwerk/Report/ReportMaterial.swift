import Findings
import Reports
import Runs

/// What one method of a finished run offers to a report.
struct ReportMaterial {
  /// What is known of the run as a whole.
  struct Run {
    /// The hash of data, options and version.
    var hash: String
    /// The command that made it.
    var command: String
    /// The version of the program that made it.
    var version: String
    /// The files read.
    var inputs: [Manifest.Input]
    var isForced: Bool
  }

  let run: Run
  let part: RunParts.Part
  var findings: [Finding]
  var figures: [Figure]
  var sections: [Section]

  /// The order of methods in a report; unknown ones come last.
  private static let order = [
    "media_mix", "media_mix_comparison", "media_mix_forecast", "next_experiment", "attribution",
    "attribution_comparison", "geo_design", "geo", "experiment.plan", "experiment.analyze",
    "experiment.uplift", "budget",
  ]

  /// The place of the method in a report.
  var rank: Int {
    if let place = Self.order.firstIndex(of: part.method) { return place }
    return part.method.hasPrefix("bandit") ? Self.order.count : Self.order.count + 1
  }

  /// The parts of a run, cut from its files.
  ///
  /// - Returns: nil if the counts do not fit the files.
  static func cut(
    _ run: Run, _ parts: RunParts, findings: [Finding], figures: [Figure], sections: [Section]
  ) -> [ReportMaterial]? {
    let counted = parts.parts
    guard counted.map(\.findings).reduce(0, +) <= findings.count,
      counted.map(\.figures).reduce(0, +) <= figures.count,
      parts.prose + counted.map(\.sections).reduce(0, +) <= sections.count, parts.prose >= 0,
      counted.allSatisfy({ $0.findings >= 0 && $0.figures >= 0 && $0.sections >= 0 })
    else { return nil }
    var (finding, figure, section) = (0, 0, parts.prose)
    return counted.map { part in
      defer {
        finding += part.findings
        figure += part.figures
        section += part.sections
      }
      return ReportMaterial(
        run: run, part: part, findings: Array(findings[finding..<finding + part.findings]),
        figures: Array(figures[figure..<figure + part.figures]),
        sections: Array(sections[section..<section + part.sections]))
    }
  }

  /// The channels that a geo test tested.
  var testedChannels: [String] {
    guard part.method == "geo", case .object(let options) = part.options,
      case .array(let names)? = options["channels"]
    else { return [] }
    return names.compactMap { if case .text(let name) = $0 { name } else { nil } }
  }
}
