import Findings
import Narrative
import Runs

extension RunWriter {
  /// The full reports of a run that asks for them, in a folder of the run.
  func writeFullReports(_ document: FindingsDocument, _ parts: RunParts) async throws {
    guard !request.fullReports.isEmpty else { return }
    let run = ReportMaterial.Run(
      hash: document.run, command: request.command, version: LiftwerkVersion.current,
      inputs: inputs, isForced: request.isForced)
    let sections = outputs.flatMap(\.output.sections)
    var counted = parts
    counted.prose = 0
    guard
      let materials = ReportMaterial.cut(
        run, counted, findings: document.findings, figures: outputs.flatMap(\.output.figures),
        sections: sections)
    else { return }
    let sources = ReportSources(materials)
    for language in request.fullReports {
      let report = FullReport(
        sources, title: request.project.report.title ?? request.project.name,
        options: NarrativeOptions(
          language: language, audience: request.project.report.audience ?? .management),
        policy: policy)
      let composed = await report.composed(rewriting: rewriting)
      let name = "full/report.\(language.rawValue)"
      try folder.write(composed.html(), to: "\(name).html")
      try folder.write(composed.markdown(), to: "\(name).md")
      try folder.write(
        StableJSON.encode(composed.verification), to: "full/claims.\(language.rawValue).json")
    }
  }
}
