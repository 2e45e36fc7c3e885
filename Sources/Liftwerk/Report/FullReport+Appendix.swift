import Findings
import Foundation
import Narrative
import Reports
import Runs

// How the numbers were made, and where they come from.
extension FullReport {
  var subtitle: Phrase? { Phrase(en: "Report of all methods", de: "Bericht über alle Methoden") }

  /// What was not used, and why.
  var unusedSection: Section? {
    guard !sources.unused.isEmpty else { return nil }
    return Section(
      id: "unused", title: Phrase(en: "What was not used", de: "Was nicht verwendet wurde"),
      blocks: sources.unused.map { .note(.init(.warning, $0)) })
  }

  /// A table of methods, and one of each method's options.
  var methodSections: [Section] {
    let columns = [
      Phrase(en: "Method", de: "Methode"), Phrase(en: "Command", de: "Befehl"),
      Phrase(en: "Seed", de: "Startwert"), Phrase("Version"), Phrase(en: "Gates", de: "Freigabe"),
      Phrase(en: "Run", de: "Lauf"),
    ]
    let rows = sources.materials.map { material in
      [
        Self.name(material.part.method), Phrase(material.run.command),
        Phrase(String(material.part.seed)), Phrase(material.run.version), Self.gates(material),
        Phrase(String(material.run.hash.prefix(8))),
      ].map { Grid.Cell.text($0) }
    }
    let overview = Grid(
      id: "methods", title: Phrase(en: "How it was computed", de: "Wie gerechnet wurde"),
      columns: columns, rows: rows)
    var blocks: [Section.Block] = [.table(overview)]
    if options.audience > .management {
      blocks += sources.materials.enumerated().map { place, material in
        .table(Self.optionTable(material, place))
      }
    }
    return [
      Section(
        id: "methods", title: Phrase(en: "Appendix: methods", de: "Anhang: Methoden"),
        blocks: blocks)
    ]
  }

  private static func gates(_ material: ReportMaterial) -> Phrase {
    let reasons = material.part.reasons.joined(separator: "; ")
    if !reasons.isEmpty {
      return material.run.isForced
        ? Phrase(en: "overridden: \(reasons)", de: "übergangen: \(reasons)")
        : Phrase(en: "not passed: \(reasons)", de: "nicht bestanden: \(reasons)")
    }
    return material.findings.contains { $0.status == .withheld }
      ? Phrase(
        en: "passed; single numbers are withheld",
        de: "bestanden; einzelne Zahlen werden zurückgehalten")
      : Phrase(en: "passed", de: "bestanden")
  }

  /// Every option as it was used: estimator, prior, level; and what the method decided by itself.
  private static func optionTable(_ material: ReportMaterial, _ place: Int) -> Grid {
    let name = name(material.part.method)
    var rows: [[Grid.Cell]] = []
    func add(_ path: String, _ value: JSONValue) {
      switch value {
      case .object(let values):
        for (key, inner) in values.sorted(by: { $0.key < $1.key }) {
          add(path.isEmpty ? key : "\(path).\(key)", inner)
        }
      case .null: break
      default:
        guard rows.count < most, let text = text(value), !text.isEmpty else { return }
        rows.append([.text(Phrase(path)), .text(Phrase(text))])
      }
    }
    add("", material.part.options)
    for (key, decision) in material.part.decisions.sorted(by: { $0.key < $1.key })
    where key != "fit_cache" && rows.count < most {
      rows.append([.text(Phrase(key)), .text(Phrase(decision))])
    }
    return Grid(
      id: "options-\(place + 1)",
      title: Phrase(en: "Options: \(name.en)", de: "Optionen: \(name.de)"),
      columns: [Phrase(en: "Option", de: "Option"), Phrase(en: "As used", de: "Wie verwendet")],
      rows: rows)
  }

  /// The most rows of a table of options.
  private static let most = 200

  private static func text(_ value: JSONValue) -> String? {
    switch value {
    case .text(let text): return text
    case .bool(let flag): return flag ? "true" : "false"
    case .array(let values):
      let texts = values.compactMap(text)
      return texts.count == values.count
        ? texts.joined(separator: ", ") : (try? JSONEncoder.stable.encode(value)).map(Self.utf8)
    case .object: return (try? JSONEncoder.stable.encode(value)).map(Self.utf8)
    case .null: return nil
    case .integer(let number): return String(number)
    case .unsigned(let number): return String(number)
    case .number(let number): return String(number)
    }
  }

  private static func utf8(_ data: Data) -> String { String(decoding: data, as: UTF8.self) }

  private static func name(_ method: String) -> Phrase {
    switch method {
    case "media_mix": Phrase(en: "Media mix", de: "Media-Mix")
    case "media_mix_comparison":
      Phrase(en: "Comparison of media-mix models", de: "Vergleich von Media-Mix-Modellen")
    case "media_mix_forecast": Phrase(en: "Forecast", de: "Prognose")
    case "next_experiment": Phrase(en: "Next experiment", de: "Nächstes Experiment")
    case "attribution": Phrase("Attribution")
    case "attribution_comparison":
      Phrase(en: "Comparison of attribution models", de: "Vergleich von Attributionsmodellen")
    case "geo": Phrase(en: "Geo test", de: "Geotest")
    case "geo_design": Phrase(en: "Design of a geo test", de: "Entwurf eines Geotests")
    case "experiment.analyze": Phrase(en: "Experiment", de: "Experiment")
    case "experiment.plan": Phrase(en: "Plan of an experiment", de: "Plan eines Experiments")
    case "experiment.uplift": Phrase("Uplift")
    case "budget": Phrase(en: "Budget", de: "Budget")
    case let name where name.hasPrefix("bandit"): Phrase(en: "Bandit", de: "Bandit")
    default: Phrase(method)
    }
  }

  /// The runs, the program and the files read.
  var provenance: HTMLReport.Provenance {
    var inputs: [HTMLReport.Provenance.Input] = []
    var runs: [HTMLReport.Fact] = []
    for material in sources.materials {
      for input in material.run.inputs {
        let entry = HTMLReport.Provenance.Input(name: input.path, hash: input.sha256)
        if !inputs.contains(entry) { inputs.append(entry) }
      }
      let fact = HTMLReport.Fact(
        Phrase(
          en: "Run of \(material.run.command)", de: "Lauf von \(material.run.command)"),
        Phrase(material.run.hash))
      if !runs.contains(fact) { runs.append(fact) }
    }
    return .init(
      seed: nil, version: LiftwerkVersion.current, inputs: inputs, details: runs)
  }
}

extension JSONEncoder {
  fileprivate static var stable: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
