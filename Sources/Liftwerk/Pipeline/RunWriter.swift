import Charts
import Findings
import Foundation
import GeoLift
import Narrative
import Reports
import Runs

/// Fills a run folder from the methods' output and puts it in its place.
struct RunWriter {
  let request: RunRequest
  let outputs: [Pipeline.Part]
  /// The files that were read, hashed before they were.
  let inputs: [Manifest.Input]
  let folder: RunFolder
  /// Language models that may reword; nil if the project asks none.
  var rewriting: ReportRewriting?
  /// Rules and terms that the prose keeps; nil if there are none.
  var policy: ReportPolicy?

  func write() async throws -> RunResult {
    let document = try Pipeline.document(request, outputs)
    let run = document.run
    let findingsData = try document.encoded()
    let figures = outputs.flatMap(\.output.figures)
    let prose = await RunProse(
      document,
      NarrativeOptions(
        language: request.language, audience: request.project.report.audience ?? .management,
        testedChannels: request.project.geo?.channels ?? []),
      rewriting: rewriting, policy: policy)
    let sections =
      prose.sections + outputs.flatMap(\.output.sections) + prose.policySections
      + [prose.rewrites?.section].compactMap { $0 }
    try folder.write(findingsData, to: "findings.json")
    try folder.write(StableJSON.encode(figures), to: "figures.json")
    try folder.write(StableJSON.encode(sections), to: "sections.json")
    let recorded = RunParts(outputs, prose: prose.sections.count)
    try folder.write(StableJSON.encode(recorded), to: RunParts.path)
    if !prose.sections.isEmpty || policy != nil {
      try folder.write(StableJSON.encode(prose.verification), to: "claims.json")
    }
    if let rewrites = prose.rewrites {
      try folder.write(StableJSON.encode(rewrites.records), to: "rewrites.json")
    }
    for file in outputs.flatMap(\.output.files) {
      try folder.write(file.contents, to: file.path)
    }
    try Task.checkCancellation()
    try writePictures(figures, document)
    try writeTables(sections, document)
    try writeReport(document, figures, sections)
    try await writeFullReports(document, recorded)
    let manifest = try makeManifest(run: run, proseDecisions: prose.recorded)
    try folder.write(StableJSON.encode(manifest), to: "manifest.json")
    try Task.checkCancellation()
    let path = try folder.commit(name: folderName(run: run))
    return RunResult(
      path: path, manifest: manifest, document: document, findingsData: findingsData,
      sections: sections, language: request.language,
      liftTests: outputs.flatMap(\.output.liftTests))
  }

  /// The name of a run without one, such as `20260105T101500Z-mmm-fit-3f9a2c1d`.
  private func folderName(run: String) -> String {
    let time = request.started.formatted(
      Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted))
    let command = request.command.replacingOccurrences(of: " ", with: "-")
    return "\(time)-\(command)-\(run.prefix(8))"
  }
}
