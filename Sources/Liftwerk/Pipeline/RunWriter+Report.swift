import Charts
import Findings
import Foundation
import Reports
import Runs

extension RunWriter {
  /// Each figure as a picture by itself, and its data beside it.
  func writePictures(_ figures: [Figure], _ document: FindingsDocument) throws {
    let data = GridCSV(request.language, FindingIndex(document))
    let renderer = SVGRenderer(language: request.language, palette: Palette(figures: figures))
    var names = FileNames()
    for figure in figures {
      let name = names.name(for: figure.id)
      try folder.write(renderer.svg(figure), to: "charts/\(name).svg")
      let table = FigureTable(figure, request.language).grid(id: figure.id, title: figure.title)
      try folder.write(data.text(table), to: "charts/\(name).csv")
    }
  }

  /// Each table for a spreadsheet.
  func writeTables(_ sections: [Section], _ document: FindingsDocument) throws {
    let writer = GridCSV(request.language, FindingIndex(document))
    var names = FileNames()
    for case .table(let grid) in sections.flatMap(\.blocks) {
      try folder.write(writer.text(grid), to: "tables/\(names.name(for: grid.id)).csv")
    }
  }

  /// The page that a person reads.
  func writeReport(
    _ document: FindingsDocument, _ figures: [Figure], _ sections: [Section]
  ) throws {
    let report = HTMLReport(
      title: request.project.report.title ?? request.project.name,
      subtitle: subtitle, language: request.language, document: document,
      figures: figures, sections: sections, tiles: outputs.flatMap(\.output.tiles),
      facts: outputs.flatMap(\.output.facts), provenance: provenance,
      isReleased: request.isForced || outputs.allSatisfy(\.output.gateReasons.isEmpty))
    try folder.write(report.html(), to: "report.html")
  }

  /// What kind of report it is: of every method, each once.
  private var subtitle: Phrase? {
    var kinds: [Phrase] = []
    for kind in outputs.compactMap(\.output.subtitle) where !kinds.contains(kind) {
      kinds.append(kind)
    }
    guard !kinds.isEmpty else { return nil }
    return Phrase(
      en: kinds.map(\.en).joined(separator: " · "), de: kinds.map(\.de).joined(separator: " · "))
  }

  private var provenance: HTMLReport.Provenance {
    HTMLReport.Provenance(
      seed: outputs.first?.method.seed, version: LiftwerkVersion.current,
      inputs: inputs.map { .init(name: $0.path, hash: $0.sha256) })
  }
}
